package dev.warrant.reasoning.feasible;

import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Verdict;
import java.util.List;

/// What arithmetic claims about one order, put to the oracle claim by claim; the first that is not
/// confirmed decides.
final class Claims {
  enum Outcome {
    CONFIRMED,
    REFUTED,
    UNKNOWN
  }

  private final FeasibilityOracle.Questions questions;
  private Outcome outcome = Outcome.CONFIRMED;

  Claims(FeasibilityOracle.Questions questions) {
    this.questions = questions;
  }

  /// Some size inside one of `boxes` is admissible (SAT), or none is (UNSAT).
  void expect(Verdict expected, List<Box> boxes, List<Integer> limits) {
    if (outcome == Outcome.CONFIRMED) {
      take(expected, questions.admissible(boxes, limits));
    }
  }

  /// Every size inside `admitted` is admissible, and none inside `refused`.
  void expectExactly(Box admitted, List<Box> refused, List<Integer> limits) {
    if (outcome == Outcome.CONFIRMED) {
      take(Verdict.UNSAT, questions.exception(admitted, refused, limits));
    }
  }

  private void take(Verdict expected, Verdict found) {
    if (found == Verdict.UNKNOWN) {
      outcome = Outcome.UNKNOWN;
    } else if (found != expected) {
      outcome = Outcome.REFUTED;
    }
  }

  Outcome outcome() {
    return outcome;
  }
}
