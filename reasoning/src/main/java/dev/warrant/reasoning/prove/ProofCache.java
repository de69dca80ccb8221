package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Answers that were found before, by the digest of the scripts asked. Only proofs are kept: what
/// was refuted or undecided is asked again. For one thread.
public final class ProofCache {
  private final TreeMap<Digest, GuardProof.Answered> made = new TreeMap<>();
  private final Optional<KeptAnswers> kept;

  /// A cache that forgets when it is dropped.
  public ProofCache() {
    this.kept = Optional.empty();
  }

  /// A cache over what other runs kept.
  public ProofCache(KeptAnswers kept) {
    this.kept = Optional.of(kept);
  }

  /// A proof of the same scripts, for `obligation`.
  Optional<GuardProof.Answered> find(Obligation obligation, Digest scripts) {
    GuardProof.Answered here = made.get(scripts);
    return here == null ? read(obligation, scripts) : Optional.of(here);
  }

  void keep(GuardProof.Answered answer) {
    if (proof(answer)) {
      made.put(answer.digest(), answer);
      kept.ifPresent(k -> k.keep(answer.digest(), "proof " + answer.twin() + " " + answer.fuel()));
    }
  }

  private Optional<GuardProof.Answered> read(Obligation obligation, Digest scripts) {
    return kept.flatMap(k -> k.find(scripts)).flatMap(line -> parsed(line, obligation, scripts));
  }

  private static Optional<GuardProof.Answered> parsed(
      String line, Obligation obligation, Digest scripts) {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() != 3
        || !words.get(0).equals("proof")
        || !words.get(1).matches("SAT|UNSAT")
        || !words.get(2).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new GuardProof.Answered(
            obligation.id(),
            obligation.says(),
            scripts,
            Verdict.UNSAT,
            Verdict.valueOf(words.get(1)),
            Long.parseLong(words.get(2))));
  }

  private static boolean proof(GuardProof.Answered answer) {
    return answer.holds() && answer.twin() != Verdict.UNKNOWN;
  }

  /// How many were made or used since it was opened.
  public int size() {
    return made.size();
  }
}
