package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Verdict;
import java.util.Optional;
import java.util.TreeMap;

/// Answers that were found before, by the digest of the scripts asked. Only proofs are kept: what
/// was refuted or undecided is asked again. For one thread.
public final class ProofCache {
  private final TreeMap<Digest, GuardProof.Answered> kept = new TreeMap<>();

  /// A proof of the same scripts.
  Optional<GuardProof.Answered> find(Digest scripts) {
    return Optional.ofNullable(kept.get(scripts));
  }

  void keep(GuardProof.Answered answer) {
    if (answer.holds() && answer.twin() != Verdict.UNKNOWN) {
      kept.put(answer.digest(), answer);
    }
  }

  /// How many are kept.
  public int size() {
    return kept.size();
  }
}
