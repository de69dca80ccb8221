package dev.warrant.reasoning.session;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import java.util.List;

/// What the rules made of a list of facts.
public sealed interface Deduction {
  /// The rules came to rest.
  ///
  /// @param derived facts that still hold, in canonical order
  /// @param intents by instrument, side, strategy, then canonical text
  /// @param firings every justification of the above, in order of what was concluded
  record Deduced(List<Fact.Derived> derived, List<Intent> intents, List<Firing> firings)
      implements Deduction {
    public Deduced {
      derived = List.copyOf(derived);
      intents = List.copyOf(intents);
      firings = List.copyOf(firings);
    }
  }

  /// No conclusion: the rules did not come to rest, or broke a rule of the house.
  ///
  /// @param why one sentence
  /// @param found what was counted, such as firings
  /// @param limit what is allowed
  record Failed(String why, long found, long limit) implements Deduction {}
}
