package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.List;

/// Intents to proofs or objections.
@FunctionalInterface
public interface ProofStage {
  /// One verdict for each intent, in their order.
  ///
  /// @param facts facts of the cut, then derived ones
  /// @param nanos desk time of the cut
  List<Verdict> validate(List<Fact> facts, long nanos, List<Intent> intents);

  /// The same with a memory, for a search that asks about one cut with ever other changes in it.
  ///
  /// @param most how many verdicts are remembered
  default ProofStage remembering(int most) {
    return this;
  }
}
