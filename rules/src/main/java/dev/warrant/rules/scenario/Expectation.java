package dev.warrant.rules.scenario;

import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Side;
import java.util.List;
import java.util.Locale;

/// What a scenario must come to.
public sealed interface Expectation {
  /// The order passes every limit.
  record Admitted() implements Expectation {}

  /// The order is refused by this limit and by no other than those named.
  ///
  /// @param asWell limits that refuse it too, because they always do when this one does
  record Refused(String limit, List<String> asWell) implements Expectation {
    public Refused {
      asWell = List.copyOf(asWell);
    }
  }

  /// The executor refuses by a rule of its own, before the guard is asked.
  record HeldBack(String rule) implements Expectation {}

  /// The desk ends in this mode.
  record InMode(Mode mode) implements Expectation {}

  /// The desk comes to stand outside this limit by nothing it did, gets further outside, and is
  /// inside again at the end, while no order of it leaves and none is filled.
  record Passes(String limit) implements Expectation {}

  /// Deliberation deduces this wish at some time.
  record Deduces(String strategy, Side side, String symbol) implements Expectation {}

  /// Deliberation never deduces a wish of this strategy.
  record NeverDeduces(String strategy) implements Expectation {}

  /// Deliberation objects by this clause, rule or limit at some time.
  record Objects(String rule) implements Expectation {}

  /// In words.
  default String text() {
    return switch (this) {
      case Admitted _ -> "admitted";
      case Refused r when r.asWell.isEmpty() -> "refused by " + r.limit + " alone";
      case Refused r -> "refused by " + r.limit + ", and as well by " + String.join(", ", r.asWell);
      case HeldBack h -> "held back by " + h.rule;
      case InMode m -> "mode " + m.mode;
      case Passes p -> "passive breach of " + p.limit + " that passes";
      case Deduces d ->
          "deduces " + d.strategy + " " + d.side.name().toLowerCase(Locale.ROOT) + " " + d.symbol;
      case NeverDeduces n -> "never deduces " + n.strategy;
      case Objects o -> "objects " + o.rule;
    };
  }
}
