package dev.warrant.reasoning.sizing;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.HardSoftScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// The problem as the solver holds it.
@PlanningSolution
@NullUnmarked
@SuppressWarnings("UnusedVariable") // the solver reads the facts by reflection
public class SizingSolution {
  /// One coefficient of a shared row.
  public record RowTerm(int row, int stake, long coefficient, long bound) {}

  /// A pair with the problem's risk target.
  public record Coupling(StakePair pair, long targetCents) {
    int first() {
      return pair.first();
    }

    int second() {
      return pair.second();
    }
  }

  /// The risk target, where a single stake needs it.
  public record Target(long cents) {}

  @PlanningEntityCollectionProperty private List<SizedStake> stakes;
  @ProblemFactCollectionProperty private List<RowTerm> terms;
  @ProblemFactCollectionProperty private List<Coupling> couplings;
  @ProblemFactCollectionProperty private List<Target> targets;
  @PlanningScore private HardSoftScore score;

  /// For the solver.
  public SizingSolution() {}

  SizingSolution(SizingProblem problem) {
    stakes = problem.stakes().stream().map(SizedStake::new).toList();
    couplings =
        problem.pairs().stream().map(p -> new Coupling(p, problem.riskTargetCents())).toList();
    targets = List.of(new Target(problem.riskTargetCents()));
    terms = new ArrayList<>();
    for (int row = 0; row < problem.rows().size(); row++) {
      SharedRow shared = problem.rows().get(row);
      for (int stake = 0; stake < shared.coefficients().size(); stake++) {
        terms.add(new RowTerm(row, stake, shared.coefficients().get(stake), shared.bound()));
      }
    }
  }

  List<SizedStake> stakes() {
    return stakes;
  }

  HardSoftScore score() {
    return score;
  }
}
