package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.unit.Lots;
import java.util.List;

/// What the limits leave for one intent, as of the cut.
public sealed interface Room {
  /// All sizes of one order from `low` to `high` are admissible, and none outside.
  ///
  /// @param binding id of the limit that ends it above; empty if the venue's largest order does
  record Interval(@Lots long low, @Lots long high, String binding) implements Room {}

  /// No size is admissible.
  ///
  /// @param objections one for each member of a minimal set of limits that together exclude every
  ///   size, in the guard's order; or one that says why nothing could be said
  record Nothing(List<Objection> objections) implements Room {
    public Nothing {
      objections = List.copyOf(objections);
    }
  }
}
