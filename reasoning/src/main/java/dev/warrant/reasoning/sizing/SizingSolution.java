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

  public List<SizedStake> getStakes() {
    return stakes;
  }

  public void setStakes(List<SizedStake> stakes) {
    this.stakes = stakes;
  }

  public List<RowTerm> getTerms() {
    return terms;
  }

  public void setTerms(List<RowTerm> terms) {
    this.terms = terms;
  }

  public List<Coupling> getCouplings() {
    return couplings;
  }

  public void setCouplings(List<Coupling> couplings) {
    this.couplings = couplings;
  }

  public List<Target> getTargets() {
    return targets;
  }

  public void setTargets(List<Target> targets) {
    this.targets = targets;
  }

  public HardSoftScore getScore() {
    return score;
  }

  public void setScore(HardSoftScore score) {
    this.score = score;
  }
}
