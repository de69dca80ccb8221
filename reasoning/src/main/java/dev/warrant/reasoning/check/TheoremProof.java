package dev.warrant.reasoning.check;

import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.Theorem;
import java.util.List;
import java.util.Optional;

/// What became of one theorem.
///
/// @param verdict [Verdict#UNSAT] where it holds, [Verdict#SAT] where an admitted order breaks it
/// @param cites limits it needs, none of which can be left out; empty unless it holds
/// @param idle cited limits of which that is not known
/// @param obligation what was proved, over the cited limits only; or what failed, over all
/// @param twin whether what it assumes can be
/// @param witness an order the guard admits about which the theorem speaks: `sat` answers put into
///   whole numbers and asked of the compiled guard
/// @param counterexample an admitted order that breaks it
/// @param solved what the solver says about a failure where no order of whole numbers was found
public record TheoremProof(
    Theorem theorem,
    Verdict verdict,
    List<Limit> cites,
    List<Limit> idle,
    Obligation obligation,
    Verdict twin,
    Optional<AdmittedOrder> witness,
    Optional<AdmittedOrder> counterexample,
    String solved) {
  public TheoremProof {
    cites = List.copyOf(cites);
    idle = List.copyOf(idle);
  }

  /// Whether it holds, of something, and needs each limit it cites.
  public boolean holds() {
    return verdict == Verdict.UNSAT
        && twin == Verdict.SAT
        && idle.isEmpty()
        && witness.filter(AdmittedOrder::admitted).isPresent();
  }
}
