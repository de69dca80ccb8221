package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A stage before which intents of strategies that wait for a feature are refused.
///
/// @param proofs of those that need not wait
record Waiting(Readiness readiness, ProofStage proofs) implements ProofStage {
  @Override
  public List<Verdict> validate(List<Fact> facts, long nanos, List<Intent> intents) {
    readiness.facts(facts);
    List<Intent> ready =
        intents.stream().filter(intent -> readiness.objection(intent) == null).toList();
    Iterator<Verdict> proved = proofs.validate(facts, nanos, ready).iterator();
    List<Verdict> out = new ArrayList<>();
    for (Intent intent : intents) {
      Objection early = readiness.objection(intent);
      out.add(early == null ? proved.next() : new Verdict.Refused(early));
    }
    return out;
  }

  @Override
  public ProofStage remembering(int most) {
    return new Waiting(readiness, proofs.remembering(most));
  }
}
