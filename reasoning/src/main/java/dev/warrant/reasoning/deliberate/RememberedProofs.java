package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.reasoning.memory.Recent;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the theory said of intents, remembered by what its clauses see of the facts. A proof that
/// is remembered names the facts of this time in place of those it was found with: they differ in
/// what no clause looks at.
final class RememberedProofs implements ProofStage {
  private final Theory theory;
  private final Recent<Asked, Found> known;

  /// @param most how many verdicts are remembered
  RememberedProofs(Theory theory, int most) {
    this.theory = theory;
    known = new Recent<>(most);
  }

  private record Asked(Theory.View view, Intent intent) {}

  private record Found(Theory.View view, Verdict verdict) {}

  @Override
  public List<Verdict> validate(List<Fact> facts, long nanos, List<Intent> intents) {
    Theory.View view = theory.view(facts, nanos);
    boolean[] told = {false};
    List<Verdict> out = new ArrayList<>();
    for (Intent intent : intents) {
      Found found =
          known.of(
              new Asked(view, intent),
              asked -> {
                if (!told[0]) {
                  theory.facts(facts, nanos);
                  told[0] = true;
                }
                return new Found(view, theory.validate(intent));
              });
      out.add(now(found, view));
    }
    return out;
  }

  private static Verdict now(Found found, Theory.View view) {
    if (!(found.verdict() instanceof Verdict.Proved(Verdict.Proof proof))
        || found.view().facts().equals(view.facts())) {
      return found.verdict();
    }
    Map<Fact, Fact> current = new LinkedHashMap<>();
    for (int i = 0; i < view.facts().size(); i++) {
      current.put(found.view().facts().get(i), view.facts().get(i));
    }
    return new Verdict.Proved(now(proof, current));
  }

  private static Verdict.Proof now(Verdict.Proof proof, Map<Fact, Fact> current) {
    return new Verdict.Proof(
        proof.rule(),
        proof.goal(),
        proof.tests(),
        proof.facts().stream().map(current::get).toList(),
        proof.parts().stream().map(part -> now(part, current)).toList());
  }
}
