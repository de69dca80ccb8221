package dev.warrant.reasoning.sizing;

import ai.timefold.solver.core.api.score.HardSoftScore;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverConfigOverride;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.CartesianProductMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Sizes all intents of a deliberation jointly. Equal problems give equal sizes in any process: the
/// seed is fixed and the limit is a count of moves, never a time. A problem small enough for its
/// best score to be known ([Optimum]) ends as soon as the solver has found it.
public final class Sizer {
  private static final long SEED = 42;

  /// How long the best score of one problem is looked for; a larger one is left to the solver
  /// alone.
  private static final int OPTIMUM_FUEL = 20_000;

  private final SolverFactory<SizingSolution> factory;
  private final long moves;
  private final int optimumFuel;

  /// @param moves how many moves the solver may try for one problem
  public Sizer(long moves) {
    this(moves, OPTIMUM_FUEL);
  }

  /// @param optimumFuel how long the best score is looked for before the solver is asked
  Sizer(long moves, int optimumFuel) {
    this.moves = moves;
    this.optimumFuel = optimumFuel;
    factory =
        SolverFactory.create(
            new SolverConfig()
                .withSolutionClass(SizingSolution.class)
                .withEntityClasses(SizedStake.class)
                .withConstraintProviderClass(SizingConstraints.class)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(SEED)
                .withPhases(new ConstructionHeuristicPhaseConfig(), search())
                .withTerminationConfig(new TerminationConfig().withMoveCountLimit(moves)));
  }

  /// Changes of one stake, and of two at once: two intents that exclude each other cannot be traded
  /// for one another a step at a time.
  private static LocalSearchPhaseConfig search() {
    return new LocalSearchPhaseConfig()
        .withMoveSelectorConfig(
            new UnionMoveSelectorConfig()
                .withMoveSelectors(
                    new ChangeMoveSelectorConfig(),
                    new CartesianProductMoveSelectorConfig()
                        .withMoveSelectors(
                            new ChangeMoveSelectorConfig(), new ChangeMoveSelectorConfig())));
  }

  /// Chooses a level for each stake.
  public Sizing size(SizingProblem problem) {
    if (problem.stakes().isEmpty()) {
      return new Sizing.Sized(List.of(), 0);
    }
    if (!ScoreCheck.fits(problem)) {
      return new Sizing.Refused("the weights of this problem could exceed 64 bits", 1, 0);
    }
    SizingSolution best = solver(problem).solve(new SizingSolution(problem));
    List<Integer> levels = new ArrayList<>();
    for (SizedStake stake : best.getStakes()) {
      levels.add(stake.getLevel());
    }
    return confirm(problem, levels, best.getScore());
  }

  /// One that stops at the best score there is, where that is known: it keeps the first solution of
  /// the best score it meets, so more moves would change nothing.
  private Solver<SizingSolution> solver(SizingProblem problem) {
    OptionalLong best = Optimum.of(problem, optimumFuel);
    if (best.isEmpty()) {
      return factory.buildSolver();
    }
    String enough = HardSoftScore.ofSoft(best.getAsLong()).toString();
    return factory.buildSolver(
        new SolverConfigOverride()
            .withTerminationConfig(
                new TerminationConfig().withMoveCountLimit(moves).withBestScoreLimit(enough)));
  }

  /// Accepts a solver's answer only if our own arithmetic gives the same score and it is
  /// admissible.
  static Sizing confirm(SizingProblem problem, List<Integer> levels, HardSoftScore claimed) {
    ScoreCheck.Score own = ScoreCheck.of(problem, levels);
    if (own.hard() != claimed.hardScore()) {
      return new Sizing.Refused(
          "the solver's hard score is not ours", claimed.hardScore(), own.hard());
    }
    if (own.soft() != claimed.softScore()) {
      return new Sizing.Refused("the solver's score is not ours", claimed.softScore(), own.soft());
    }
    if (own.hard() < 0) {
      return new Sizing.Refused("no choice of sizes holds every shared limit", own.hard(), 0);
    }
    return new Sizing.Sized(levels, own.soft());
  }
}
