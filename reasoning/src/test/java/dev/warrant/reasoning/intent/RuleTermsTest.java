package dev.warrant.reasoning.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.fence.IntentReader;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The translation against the real rule engine: under facts drawn at and beside every number the
/// rules name, a rule fires in a session exactly if its term is true.
final class RuleTermsTest {
  private static final int WORLDS = 6_000;

  private final StrategyPack pack =
      StrategyPacks.load(SharedData.root().resolve("rules/packs/house-strategy"));
  private final SortedMap<String, String> texts = pack.files("intents", ".drl");
  private final List<IntentRule> rules = IntentReader.read(texts);
  private final DroolsSession session = DroolsSession.open(texts, RuleFence.house(), null, 10_000);

  @Test
  void aRuleFiresInASessionExactlyWhereItsTermIsTrue() {
    Question q = new Question(rules, Map.of("Pattern", Makers.patterns(pack)));
    Map<String, Term> terms = new TreeMap<>();
    rules.forEach(rule -> terms.put(rule.name(), q.terms.matches(rule)));
    Map<String, List<Long>> edges = edges(q, terms);
    Random random = new Random(20);
    Map<String, Integer> fired = new TreeMap<>();
    for (int i = 0; i < WORLDS; i++) {
      Scripts.Answer drawn = drawn(q, edges, random);
      Rehearsal seen = Rehearsal.of(session, new Facts(q.world, drawn).all());
      assertThat(seen.failed()).isEmpty();
      Set<String> expected = new TreeSet<>();
      terms.forEach((name, term) -> {
        if (truth(q, term, drawn)) {
          expected.add(name);
          fired.merge(name, 1, Integer::sum);
        }
      });
      assertThat(seen.fired()).as("%s", new Facts(q.world, drawn).words()).isEqualTo(expected);
    }
    assertThat(fired.keySet()).containsExactlyElementsOf(terms.keySet());
  }

  /// For every unknown the constants it is compared with anywhere, and their neighbours.
  private static Map<String, List<Long>> edges(Question q, Map<String, Term> terms) {
    Map<String, List<Long>> out = new TreeMap<>();
    List<Term> open = new ArrayList<>(terms.values());
    q.world.about(List.copyOf(open)).forEach(a -> open.add(a.what()));
    Set<Integer> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (!seen.add(term.id())) {
        continue;
      }
      open.addAll(term.args());
      if (term.op() == Term.Op.VAR) {
        out.computeIfAbsent(term.name(), _ -> new ArrayList<>());
      }
      for (int i = 0; i < term.args().size(); i++) {
        Term one = term.args().get(i);
        if (term.args().size() == 2
            && one.constant()
            && term.args().get(1 - i).op() == Term.Op.VAR) {
          List<Long> some =
              out.computeIfAbsent(term.args().get(1 - i).name(), _ -> new ArrayList<>());
          long k = one.value().numerator().longValueExact();
          some.addAll(List.of(k - 1, k, k + 1));
        }
      }
    }
    return out;
  }

  private static Scripts.Answer drawn(Question q, Map<String, List<Long>> edges, Random random) {
    TreeMap<String, Rational> numbers = new TreeMap<>();
    TreeMap<String, Boolean> truths = new TreeMap<>();
    edges.forEach((name, some) -> {
      if (name.startsWith("quotient.")) {
        return;
      }
      if (some.isEmpty()) {
        truths.put(name, random.nextInt(8) > 0);
        return;
      }
      long[] span = span(q, name);
      List<Long> sane = some.stream().filter(v -> v >= span[0] && v <= span[1]).toList();
      long value = sane.get(random.nextInt(sane.size()));
      numbers.put(name, new Rational(BigInteger.valueOf(value), BigInteger.ONE));
    });
    for (World.Place place : q.world.places()) {
      boolean rare = place.type().equals("Pattern");
      truths.put(place.prefix() + "?", rare ? random.nextInt(10) == 0 : random.nextInt(30) > 0);
      if (place.type().equals("Feature") && random.nextInt(20) > 0) {
        numbers.put(place.prefix() + ".readyPercent", Rational.of(100));
      }
      if (place.type().equals("Belief") && random.nextInt(3) > 0) {
        numbers.put(place.prefix() + ".probabilityPpm", Rational.of(900_000));
      }
      if (place.type().equals("Feed") && random.nextInt(9) > 0) {
        numbers.put("Feed.state", Rational.of(0));
      }
      if (place.type().equals("DeskMode") && random.nextInt(9) > 0) {
        numbers.put("DeskMode.mode", Rational.of(0));
      }
    }
    return new Scripts.Answer(Verdict.SAT, numbers, truths, 0, "");
  }

  private static long[] span(Question q, String name) {
    int dot = name.lastIndexOf('.');
    for (World.Place place : q.world.places()) {
      if (place.prefix().equals(name.substring(0, Math.max(0, dot)))) {
        Class<?> type = Shapes.component(place.type(), name.substring(dot + 1));
        if (type != null && type.isEnum()) {
          return new long[] {0, type.getEnumConstants().length - 1L};
        }
        Shapes.Span span = Shapes.span(place.type(), name.substring(dot + 1));
        return new long[] {span.low().longValueExact(), span.high().longValueExact()};
      }
    }
    return new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
  }

  private static boolean truth(Question q, Term term, Scripts.Answer drawn) {
    return switch (term.op()) {
      case VAR -> drawn.truths().getOrDefault(term.name(), false);
      case CONST -> term.is(true);
      case NOT -> !truth(q, term.args().getFirst(), drawn);
      case AND -> term.args().stream().allMatch(a -> truth(q, a, drawn));
      case OR -> term.args().stream().anyMatch(a -> truth(q, a, drawn));
      case LE -> number(q, term, 0, drawn).compareTo(number(q, term, 1, drawn)) <= 0;
      case LT -> number(q, term, 0, drawn).compareTo(number(q, term, 1, drawn)) < 0;
      case EQ ->
          term.args().getFirst().sort() == Term.Sort.BOOL
              ? truth(q, term.args().get(0), drawn) == truth(q, term.args().get(1), drawn)
              : number(q, term, 0, drawn).equals(number(q, term, 1, drawn));
      default -> throw new IllegalStateException("no truth value: " + term);
    };
  }

  private static BigInteger number(Question q, Term of, int i, Scripts.Answer drawn) {
    return number(q, of.args().get(i), drawn);
  }

  private static BigInteger number(Question q, Term term, Scripts.Answer drawn) {
    return switch (term.op()) {
      case VAR ->
          term.name().startsWith("quotient.")
              ? quotient(q, term, drawn)
              : drawn.numbers().getOrDefault(term.name(), Rational.ZERO).numerator();
      case CONST -> term.value().numerator();
      case ADD -> number(q, term, 0, drawn).add(number(q, term, 1, drawn));
      case SUB -> number(q, term, 0, drawn).subtract(number(q, term, 1, drawn));
      case MUL -> number(q, term, 0, drawn).multiply(number(q, term, 1, drawn));
      case NEG -> number(q, term, 0, drawn).negate();
      case ITE ->
          truth(q, term.args().get(0), drawn)
              ? number(q, term, 1, drawn)
              : number(q, term, 2, drawn);
      default -> throw new IllegalStateException("no number: " + term);
    };
  }

  /// Java's own division, taken from what is asserted of the unknown: `ite(0 <= a, 0 <= a - by * q
  /// …)`.
  private static BigInteger quotient(Question q, Term unknown, Scripts.Answer drawn) {
    Term ite =
        q.world.about(List.of(unknown)).stream()
            .filter(a -> a.name().equals("is." + unknown.name()))
            .findFirst()
            .orElseThrow()
            .what();
    Term a = ite.args().get(0).args().get(1);
    Term rest = ite.args().get(1).args().get(0).args().get(1);
    return number(q, a, drawn).divide(rest.args().get(1).args().get(0).value().numerator());
  }
}
