package dev.warrant.reasoning.sizing;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import dev.warrant.reasoning.sizing.SizingSolution.Coupling;
import dev.warrant.reasoning.sizing.SizingSolution.RowTerm;
import dev.warrant.reasoning.sizing.SizingSolution.Target;

/// What the solver optimises. [ScoreCheck] says the same in plain arithmetic; the two must agree.
public final class SizingConstraints implements ConstraintProvider {
  /// For the solver.
  public SizingConstraints() {}

  @Override
  public Constraint[] defineConstraints(ConstraintFactory factory) {
    return new Constraint[] {
      sharedRows(factory),
      kelly(factory),
      exclusive(factory),
      gain(factory),
      ownVariance(factory),
      jointVariance(factory)
    };
  }

  private static Constraint sharedRows(ConstraintFactory factory) {
    return factory
        .forEach(RowTerm.class)
        .join(SizedStake.class, Joiners.equal(RowTerm::stake, SizedStake::getIndex))
        .groupBy(
            (term, stake) -> term.row(),
            (term, stake) -> term.bound(),
            ConstraintCollectors.sum((term, stake) -> term.coefficient() * stake.added()))
        .filter((row, bound, sum) -> sum > bound)
        .penalize(HardSoftScore.ONE_HARD, (row, bound, sum) -> sum - bound)
        .asConstraint("shared limits hold");
  }

  private static Constraint kelly(ConstraintFactory factory) {
    return factory
        .forEach(SizedStake.class)
        .filter(stake -> stake.beyondKelly() > 0)
        .penalize(HardSoftScore.ONE_HARD, SizedStake::beyondKelly)
        .asConstraint("no more than the Kelly fraction");
  }

  private static Constraint exclusive(ConstraintFactory factory) {
    return factory
        .forEach(Coupling.class)
        .filter(coupling -> coupling.pair().exclusive())
        .join(SizedStake.class, Joiners.equal(Coupling::first, SizedStake::getIndex))
        .join(SizedStake.class, Joiners.equal((c, a) -> c.second(), SizedStake::getIndex))
        .filter((c, a, b) -> a.getLevel() > 0 && b.getLevel() > 0)
        .penalize(HardSoftScore.ONE_HARD)
        .asConstraint("opposing intents are netted");
  }

  private static Constraint gain(ConstraintFactory factory) {
    return factory
        .forEach(SizedStake.class)
        .impact(HardSoftScore.ONE_SOFT, SizedStake::gain)
        .asConstraint("edge after costs");
  }

  private static Constraint ownVariance(ConstraintFactory factory) {
    return factory
        .forEach(SizedStake.class)
        .join(Target.class)
        .penalize(
            HardSoftScore.ONE_SOFT,
            (stake, target) -> stake.risk() * stake.risk() * 1_000_000 / (100 * target.cents()))
        .asConstraint("variance of each");
  }

  private static Constraint jointVariance(ConstraintFactory factory) {
    return factory
        .forEach(Coupling.class)
        .join(SizedStake.class, Joiners.equal(Coupling::first, SizedStake::getIndex))
        .join(SizedStake.class, Joiners.equal((c, a) -> c.second(), SizedStake::getIndex))
        .penalize(
            HardSoftScore.ONE_SOFT,
            (c, a, b) ->
                2
                    * Math.max(
                        0,
                        a.risk() * b.risk() * c.pair().correlationPpm() / (100 * c.targetCents())))
        .asConstraint("covariance of pairs");
  }
}
