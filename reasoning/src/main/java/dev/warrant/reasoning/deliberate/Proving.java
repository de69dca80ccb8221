package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.List;

/// The stage over the strategy theory: what an intent has to wait for, then whether it is sound.
final class Proving implements ProofStage {
  private final Theory theory;
  private final Readiness readiness;

  Proving(Theory theory, Readiness readiness) {
    this.theory = theory;
    this.readiness = readiness;
  }

  @Override
  public List<Verdict> validate(List<Fact> facts, long nanos, List<Intent> intents) {
    theory.facts(facts, nanos);
    readiness.facts(facts);
    List<Verdict> out = new ArrayList<>();
    for (Intent intent : intents) {
      Objection early = readiness.objection(intent);
      out.add(early == null ? theory.validate(intent) : new Verdict.Refused(early));
    }
    return out;
  }

  @Override
  public ProofStage remembering(int most) {
    return new RememberedProofs(theory, readiness, most);
  }
}
