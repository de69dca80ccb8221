package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.reasoning.intent.Compared;
import dev.warrant.reasoning.intent.Known;
import dev.warrant.reasoning.intent.RuleConditions;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Why no rule asked for what was wanted: for each that could have, the way to match that came
/// nearest, and the least change under which it would have matched. It reads the rules as data and
/// runs no engine; the engines confirm.
final class RuleGuide {
  private final List<RuleConditions.Rule> rules;
  private final SortedMap<String, Long> known;
  private final List<Lever> levers;
  private final Figures figures;
  private final String version;

  /// @param levers what may be supposed
  RuleGuide(RuleConditions conditions, Wanted wanted, Cut cut, List<Lever> levers, String version) {
    rules = conditions.concluding(wanted.side());
    known = Known.of(cut.facts(), wanted.instrument().index());
    this.levers = levers;
    this.version = version;
    figures = new Figures(known);
  }

  /// Rules that could have asked for it and are more than comparisons and joins, each with what
  /// keeps it from being analysed.
  List<String> unread() {
    return rules.stream()
        .filter(r -> !r.unread().isEmpty())
        .map(r -> "\"" + r.name() + "\" (" + r.place().cite() + "): " + r.unread())
        .toList();
  }

  /// The failing conditions of each rule, the rule with the fewest first, and among equals the one
  /// that came nearest.
  List<Obstacle> obstacles() {
    List<List<Obstacle>> all = new ArrayList<>();
    for (RuleConditions.Rule rule : rules) {
      rule.ways().stream().map(w -> failing(rule, w)).min(order()).ifPresent(all::add);
    }
    all.sort(order());
    return all.stream().flatMap(List::stream).toList();
  }

  private static Comparator<List<Obstacle>> order() {
    return Comparator.comparingInt((List<Obstacle> l) -> l.size())
        .thenComparing(
            l -> l.stream().map(Obstacle::relative).reduce(Rational.ZERO, Rational::plus));
  }

  private List<Obstacle> failing(RuleConditions.Rule rule, List<RuleConditions.Condition> way) {
    List<Obstacle> out = new ArrayList<>();
    for (RuleConditions.Condition c : way) {
      if (!c.holds(known) && !aboutNothing(c)) {
        out.add(obstacle(rule, c));
      }
    }
    out.sort(Comparator.comparing(Obstacle::relative));
    return out;
  }

  /// Whether it asks something of a fact that is not there, which is told by itself.
  private boolean aboutNothing(RuleConditions.Condition c) {
    for (String unknown : c.unknowns()) {
      int dot = unknown.lastIndexOf('.');
      if (!unknown.endsWith("?")
          && dot > 0
          && !known.containsKey(Known.presence(unknown.substring(0, dot)))) {
        return true;
      }
    }
    return false;
  }

  private Obstacle obstacle(RuleConditions.Rule rule, RuleConditions.Condition c) {
    Compared compared = c.compared(known);
    String condition = c.says();
    String who = "The rule \"" + rule.name() + "\" asks ";
    if (!compared.any()) {
      List<String> found = new ArrayList<>();
      for (String unknown : c.unknowns().reversed()) {
        if (!unknown.endsWith("?")) {
          found.add(Figures.name(unknown) + " " + text(unknown));
        }
      }
      String says = who + "for " + condition + "; found " + String.join(", ", found) + ".";
      return made(rule, c, new String[] {String.join(", ", found), "", ""}, Obstacle.FAR, says);
    }
    String unknown = compared.unknown();
    String limit = limit(compared);
    String says =
        who + "that " + Figures.name(unknown) + " be " + limit + "; it was " + text(unknown) + ".";
    if (!Figures.number(unknown)) {
      return made(rule, c, new String[] {text(unknown), limit, ""}, Obstacle.FAR, says);
    }
    long off = Math.max(1, Math.abs(value(unknown) - compared.limit()));
    long of = Math.max(1, Math.max(Math.abs(value(unknown)), Math.abs(compared.limit())));
    return made(
        rule,
        c,
        new String[] {text(unknown), limit, figures.text(unknown, off)},
        Rational.of(off).over(Rational.of(of)),
        says);
  }

  private String limit(Compared compared) {
    if (compared.unknown().endsWith("?")) {
      return compared.op();
    }
    String text = figures.text(compared.unknown(), compared.limit());
    return compared.op().equals("exactly") ? text : compared.op() + " " + text;
  }

  private Obstacle made(
      RuleConditions.Rule rule,
      RuleConditions.Condition c,
      String[] told,
      Rational relative,
      String says) {
    return new Obstacle(
        Stage.FACTS,
        rule.strategy(),
        rule.name(),
        version,
        c.says(),
        c.place().cite(),
        told[0],
        told[1],
        told[2],
        relative,
        says);
  }

  private long value(String unknown) {
    return known.getOrDefault(unknown, 0L);
  }

  private String text(String unknown) {
    return figures.text(unknown, value(unknown));
  }

  /// The least change for each way of each rule that one exists for, the least of all first.
  List<Move> moves() {
    List<Move> out = new ArrayList<>();
    for (RuleConditions.Rule rule : rules) {
      for (List<RuleConditions.Condition> way : rule.ways()) {
        List<Asked> asked = way.stream().map(Asked::new).toList();
        new Cover(asked, _ -> true).least().ifPresent(out::add);
      }
    }
    return out.stream().sorted().distinct().toList();
  }

  private final class Asked implements Cover.Condition {
    private final RuleConditions.Condition condition;

    Asked(RuleConditions.Condition condition) {
      this.condition = condition;
    }

    @Override
    public List<Lever> levers() {
      return levers.stream().filter(l -> condition.unknowns().stream().anyMatch(l::moves)).toList();
    }

    @Override
    public SortedSet<Long> hints(Lever lever) {
      SortedSet<Long> out = new TreeSet<>(condition.constants());
      condition.constants().forEach(c -> out.add(-c));
      Compared compared = condition.compared(known);
      if (compared.any() && lever.moves(compared.unknown())) {
        out.add(compared.limit());
      }
      out.removeIf(h -> Math.abs(h) > Long.MAX_VALUE / 4);
      return out;
    }

    @Override
    public boolean holds(Move move) {
      if (move.settings().isEmpty()) {
        return condition.holds(known);
      }
      SortedMap<String, Long> supposed = new TreeMap<>(known);
      move.settings().forEach(s -> s.lever().put(supposed, s.to()));
      return condition.holds(supposed);
    }
  }
}
