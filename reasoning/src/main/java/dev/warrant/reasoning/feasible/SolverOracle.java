package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.reasoning.smt.Smt;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;
import java.util.Map;

/// The oracle that asks the solver, in one fresh context that is closed with it.
public final class SolverOracle implements FeasibilityOracle {
  private final Smt smt;

  /// Takes over `smt`.
  public SolverOracle(Smt smt) {
    this.smt = smt;
  }

  @Override
  public Questions about(
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges,
      List<Limit> limits) {
    var questions = smt.about(whole, measures, ranges, limits);
    return new Questions() {
      @Override
      public Verdict admissible(List<Box> boxes, List<Integer> which) {
        return questions.admissible(boxes, which);
      }

      @Override
      public Verdict exception(Box admitted, List<Box> refused, List<Integer> which) {
        return questions.exception(admitted, refused, which);
      }
    };
  }

  @Override
  public void close() {
    smt.close();
  }
}
