package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Verdict;
import java.util.List;
import java.util.Optional;

/// What was proved, or not, about the bytes of one guard. Its [#digest] covers the bytes, the
/// policy, and every obligation with its answers and what they cost; a certificate can name it.
///
/// @param guard `entry` or `exit`
/// @param guardDigest SHA-256 of the class bytes
/// @param packDigest the policy's
/// @param answers one per obligation, in order
/// @param counterexample slots on which the code does not do what the limits say, if some were
///   found
/// @param cached how many answers came from a cache; not part of the digest
/// @param nanos how long it took; not part of the digest
public record GuardProof(
    String guard,
    Digest guardDigest,
    Digest packDigest,
    List<Answered> answers,
    Optional<Counterexample> counterexample,
    int cached,
    long nanos) {
  /// One obligation with the solver's answers.
  ///
  /// @param digest of both scripts
  /// @param verdict of the obligation; expected [Verdict#UNSAT]
  /// @param twin of its twin; expected [Verdict#SAT], and not asked where the claim does not hold
  /// @param fuel what both cost, in the solver's units
  public record Answered(
      String id, String says, Digest digest, Verdict verdict, Verdict twin, long fuel) {
    /// Whether the claim holds. A twin without a case makes the claim empty, not wrong.
    public boolean holds() {
      return verdict == Verdict.UNSAT;
    }

    /// Whether the claim holds and is about something.
    public boolean live() {
      return holds() && twin == Verdict.SAT;
    }
  }

  public GuardProof {
    answers = List.copyOf(answers);
  }

  /// Whether every obligation holds and it is known of each whether there is a case of it. That
  /// some have none ([#empty]) does not make the code wrong; it is a finding about the policy.
  public boolean proved() {
    return counterexample.isEmpty()
        && !answers.isEmpty()
        && answers.stream().allMatch(a -> a.holds() && a.twin() != Verdict.UNKNOWN);
  }

  /// What does not hold, or was not decided.
  public List<Answered> open() {
    return answers.stream().filter(a -> !a.holds()).toList();
  }

  /// Claims that hold because there is no case of them: limits that can never be the first to
  /// refuse, at least on one way through the code, or limits that exclude one another.
  public List<Answered> empty() {
    return answers.stream().filter(a -> a.holds() && !a.live()).toList();
  }

  /// Fuel of all answers.
  public long fuel() {
    return answers.stream().mapToLong(Answered::fuel).sum();
  }

  /// SHA-256 over all that is said above, cache and time left out.
  public Digest digest() {
    StringBuilder out = new StringBuilder("warrant guard proof 1\n");
    out.append(guard).append('\n').append(guardDigest.hex()).append('\n');
    out.append(packDigest.hex()).append('\n');
    for (Answered a : answers) {
      out.append(a.id()).append(' ').append(a.digest().hex()).append(' ').append(a.verdict());
      out.append(' ').append(a.twin()).append(' ').append(a.fuel()).append('\n');
    }
    counterexample.ifPresent(c -> out.append(c).append('\n'));
    return Digest.sha256(out.toString());
  }
}
