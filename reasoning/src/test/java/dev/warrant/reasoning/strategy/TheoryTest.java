package dev.warrant.reasoning.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.deliberate.Cuts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TheoryTest {
  private static final String SOUND = "rule(s, sound(intent(I, _, _, _, E, _, _, _)), ";

  private static Theory theory(String text) {
    return Theory.read(texts(text), Cuts.INSTRUMENTS, 12, 2000);
  }

  private static SortedMap<String, String> texts(String text) {
    return new TreeMap<>(java.util.Map.of("theory/t.pl", text));
  }

  private static Intent intent(long edge) {
    return new Intent(0, Side.BUY, "momentum", "r", edge, 1000, Urgency.NORMAL, 500);
  }

  private static Verdict ask(String text, long edge) {
    Theory theory = theory(text);
    theory.facts(Cuts.calm().facts(), 1_000_000_000_000L);
    return theory.validate(intent(edge));
  }

  private static void refused(String text, String... parts) {
    ThrowingCallable load = () -> theory(text);
    assertThatThrownBy(load).hasMessageContainingAll(parts);
  }

  @Test
  void aProofNamesItsRulesTestsAndFacts() {
    Verdict verdict =
        ask(SOUND + "(pays(E), belief(I, calm, P, _), P > 1)).\nrule(p, pays(E), E >= 5).", 7);
    assertThat(verdict).isInstanceOf(Verdict.Proved.class);
    Verdict.Proof proof = ((Verdict.Proved) verdict).proof();
    assertThat(proof.rule()).isEqualTo("s");
    assertThat(proof.tests()).containsExactly("620000 > 1");
    assertThat(proof.facts()).hasSize(1);
    assertThat(proof.parts()).singleElement().extracting(Verdict.Proof::goal).isEqualTo("pays(7)");
  }

  @Test
  void aRefusalNamesTheConditionThatCameNearest() {
    String text =
        SOUND
            + "(belief(I, calm, P, _), P > 1, pays(E))).\n"
            + "rule(p, pays(E), E >= 50).\nsays(p, 'edge {value} of {limit}').";
    Verdict verdict = ask(text, 7);
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    var objection = ((Verdict.Refused) verdict).objection();
    assertThat(objection.rule()).isEqualTo("p");
    assertThat(objection.condition()).isEqualTo("7 >= 50");
    assertThat(objection.distance()).isEqualTo(43);
    assertThat(objection.says()).isEqualTo("edge 7 of 50 (p, theory/t.pl:2)");
  }

  @Test
  void theNearestConditionIsAsItStoodWhenItWasTried() {
    Verdict verdict = ask(SOUND + "(belief(I, R, P, _), feed(I, S, A), A > 99999)).", 7);
    assertThat(((Verdict.Refused) verdict).objection().condition()).isEqualTo("900 > 99999");
  }

  @Test
  void arithmeticThatOverflowsOrDividesByZeroRefuses() {
    String big = "9223372036854775807";
    assertThat(((Verdict.Refused) ask(SOUND + "(E + " + big + ") > 1).", 7)).objection().says())
        .contains("overflow");
    assertThat(((Verdict.Refused) ask(SOUND + "(E // (E - 7)) > 1).", 7)).objection().says())
        .contains("zero");
    assertThat(ask(SOUND + "(X is E * 2, X =:= 14)).", 7)).isInstanceOf(Verdict.Proved.class);
  }

  @Test
  void negationHoldsOnlyForWhatIsNotThere() {
    assertThat(ask(SOUND + "\\+ pattern(I, burst, _)).", 7)).isInstanceOf(Verdict.Proved.class);
    assertThat(ask(SOUND + "\\+ belief(I, calm, _, _)).", 7)).isInstanceOf(Verdict.Refused.class);
    assertThat(ask(SOUND + "\\+ belief(I, wild, _, _)).", 7)).isInstanceOf(Verdict.Proved.class);
  }

  @Test
  void endlessRecursionRunsOutOfFuelOrDepth() {
    String deep = SOUND + "loop(E)).\nrule(l, loop(X), loop(X)).";
    assertThat(((Verdict.Refused) ask(deep, 7)).objection().says()).contains("deeper");
    StringBuilder wide = new StringBuilder(SOUND + "a(E)).\n");
    for (int i = 0; i < 10; i++) {
      String next = (char) ('b' + i) + "(X)";
      wide.append("rule(r%d, %c(X), (%s, %s)).\n".formatted(i, 'a' + i, next, next));
    }
    wide.append("rule(end, k(X), X > 0).");
    assertThat(((Verdict.Refused) ask(wide.toString(), 7)).objection().says()).contains("fuel");
  }

  @Test
  void oneEngineAnswersTheSameAgainAndAgain() {
    Theory theory = theory(SOUND + "(belief(I, calm, _, _), E > 5)).");
    for (int i = 0; i < 50; i++) {
      theory.facts(Cuts.calm().facts(), 1_000_000_000_000L);
      assertThat(theory.validate(intent(7))).isInstanceOf(Verdict.Proved.class);
      assertThat(theory.validate(intent(3))).isInstanceOf(Verdict.Refused.class);
      theory.facts(java.util.List.of(), 0);
      assertThat(theory.validate(intent(7))).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  void whatIsNotDataIsRefusedWithFileLineAndColumn() {
    refused("rule(s, sound(X), true).\nfoo(1).", "theory/t.pl:2:1", "foo");
    refused(":- halt.", "theory/t.pl:1:1");
    refused("rule(s, sound(X), halt).", "theory/t.pl:1:1");
    refused("rule(s, sound(X), typo(X)).", "theory/t.pl:1", "typo/1", "Maybe");
    refused("rule(s, sound(X), \\+ belief(X, Y, _, _)).", "theory/t.pl:1", "Y first in a negation");
    refused("rule(s, sound(X), true).\n\nrule(s, sound(X), true).", "theory/t.pl");
    refused("rule(s, sound(X), X + 1 >= 2).", "brackets");
    refused("rule(s, other(X), true).", "no rule for sound/1");
    refused("rule(s, sound(X), true).\nrule(b, belief(_, _, _, _), true).", "facts come from");
    refused("rule(s, sound(X), true).\nsays(t, 'never').", "a rule of this id");
  }

  /// What clauses see of facts decides: where two markets look the same to them, so do the
  /// verdicts; and they look the same only where the clauses look away.
  @Test
  void factsThatLookTheSameHaveTheSameVerdict() {
    List<String> texts =
        List.of(
            SOUND + "(feature(I, ofi, V, _, _), V > 0)).",
            SOUND
                + "(warm(I, vpin), warm(I, ofi))).\n"
                + "rule(w, warm(I, N), (feature(I, N, _, _, R), R >= 100)).",
            SOUND + "(\\+ feature(I, late, _, _, _))).",
            SOUND + "(feature(I, N, V, 4, R), V > 500)).");
    SeededRandom random = new SeededRandom(3);
    for (String text : texts) {
      Theory theory = theory(text);
      Map<Theory.View, String> known = new HashMap<>();
      int same = 0;
      for (int i = 0; i < 80; i++) {
        Cuts cuts = Cuts.calm();
        for (String name : List.of("ofi", "vpin", "late", "rsi14")) {
          if (random.nextInt(4) > 0) {
            long value = 250L * random.nextInt(4) - 250;
            cuts.with(new Fact.Feature(0, 150, name, value, 4, 100 - 50 * random.nextInt(2)));
          }
        }
        List<Fact> facts = cuts.facts();
        theory.facts(facts, 1_000_000_000_000L);
        String said = without(theory.validate(intent(7)));
        String before = known.putIfAbsent(theory.view(facts, 1_000_000_000_000L), said);
        same += before == null ? 0 : 1;
        assertThat(before == null ? said : before).as("%s, %s", text, facts).isEqualTo(said);
      }
      assertThat(same).as(text).isPositive();
      assertThat(known.values().stream().distinct().count()).as(text).isGreaterThan(1);
    }
  }

  /// A verdict without the facts of its proof.
  private static String without(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused r -> r.toString();
      case Verdict.Proved(Verdict.Proof p) -> p.rule() + p.goal() + p.tests() + p.facts().size();
    };
  }
}
