package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.List;

/// The stage over the strategy theory: whether intents are sound.
record Proving(Theory theory) implements ProofStage {
  @Override
  public List<Verdict> validate(List<Fact> facts, long nanos, List<Intent> intents) {
    theory.facts(facts, nanos);
    return intents.stream().map(theory::validate).toList();
  }

  @Override
  public ProofStage remembering(int most) {
    return new RememberedProofs(theory, most);
  }
}
