package dev.warrant.reasoning.joint;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.reasoning.session.Firing;
import java.util.List;

/// What the rules about several intents are asked about.
///
/// @param facts of the cut, then derived ones
/// @param firings why each derived fact and each intent stands
/// @param nanos desk time of the cut
/// @param intents those that are sound by themselves
public record Standing(List<Fact> facts, List<Firing> firings, long nanos, List<Intent> intents) {
  /// Keeps copies.
  public Standing {
    facts = List.copyOf(facts);
    firings = List.copyOf(firings);
    intents = List.copyOf(intents);
  }
}
