package dev.warrant.reasoning.sizing;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// The best score that any admissible choice of levels has, by branch and bound: the stakes in
/// their order, the levels of each from the one that is best by itself, a branch given up where
/// even the best of all that is left, with nothing shared, comes to no more than what was found.
///
/// It says what there is to be found, and not where: which of several best choices it is, is left
/// to the solver.
final class Optimum {
  private final SizingProblem problem;

  /// Gain less own variance, by stake and level.
  private final long[][] own;

  /// Levels by stake that the Kelly fraction allows, the best first.
  private final int[][] order;

  /// Most that the stakes from this one on come to.
  private final long[] most;

  /// Least that the stakes from this one on add to each row.
  private final long[][] least;

  private final int[] levels;
  private final long[] sums;
  private long best = Long.MIN_VALUE;
  private int fuel;

  private Optimum(SizingProblem problem, int fuel) {
    this.problem = problem;
    this.fuel = fuel;
    List<Stake> stakes = problem.stakes();
    int n = stakes.size();
    int rows = problem.rows().size();
    own = new long[n][];
    order = new int[n][];
    most = new long[n + 1];
    least = new long[n + 1][rows];
    levels = new int[n];
    sums = new long[rows];
    for (int i = n - 1; i >= 0; i--) {
      Stake stake = stakes.get(i);
      long[] mine = new long[stake.levels()];
      for (int level = 0; level < mine.length; level++) {
        long risk = stake.risk().get(level);
        mine[level] =
            stake.gain().get(level)
                - ScoreCheck.variance(risk, risk, 1_000_000, problem.riskTargetCents());
      }
      own[i] = mine;
      order[i] =
          IntStream.range(0, mine.length)
              .filter(level -> stake.lots().get(level) <= stake.kellyLots())
              .boxed()
              .sorted(Comparator.comparingLong(level -> -mine[level]))
              .mapToInt(Integer::intValue)
              .toArray();
      most[i] = order[i].length == 0 ? 0 : most[i + 1] + mine[order[i][0]];
      for (int r = 0; r < rows; r++) {
        long low = Long.MAX_VALUE;
        for (int level : order[i]) {
          low = Math.min(low, part(r, i, level));
        }
        least[i][r] = order[i].length == 0 ? 0 : least[i + 1][r] + low;
      }
    }
  }

  /// The best soft score with nothing violated; empty if no choice is admissible, or if it is not
  /// known after so many steps.
  ///
  /// @param problem one whose sums fit ([ScoreCheck#fits])
  /// @param fuel levels that may be looked at
  static OptionalLong of(SizingProblem problem, int fuel) {
    Optimum search = new Optimum(problem, fuel);
    search.from(0, 0);
    return search.fuel < 0 || search.best == Long.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(search.best);
  }

  private long part(int row, int stake, int level) {
    return problem.rows().get(row).coefficients().get(stake)
        * problem.stakes().get(stake).added().get(level);
  }

  /// Every choice for the stakes from `i` on that can still be better.
  private void from(int i, long soft) {
    if (i == levels.length) {
      best = Math.max(best, soft);
      return;
    }
    for (int level : order[i]) {
      if (--fuel < 0 || soft + own[i][level] + most[i + 1] <= best) {
        return;
      }
      levels[i] = level;
      long shared = shared(i);
      if (shared >= 0 && fits(i, level)) {
        move(i, level, 1);
        from(i + 1, soft + own[i][level] - shared);
        move(i, level, -1);
      }
    }
  }

  /// What this stake's level costs together with those before it; less than 0 if they exclude each
  /// other.
  private long shared(int i) {
    long cost = 0;
    for (StakePair pair : problem.pairs()) {
      if (Math.max(pair.first(), pair.second()) == i) {
        int a = levels[pair.first()];
        int b = levels[pair.second()];
        if (pair.exclusive() && a > 0 && b > 0) {
          return -1;
        }
        long both =
            ScoreCheck.variance(
                problem.stakes().get(pair.first()).risk().get(a),
                problem.stakes().get(pair.second()).risk().get(b),
                pair.correlationPpm(),
                problem.riskTargetCents());
        cost += 2 * Math.max(0, both);
      }
    }
    return cost;
  }

  private boolean fits(int i, int level) {
    for (int r = 0; r < sums.length; r++) {
      if (sums[r] + part(r, i, level) + least[i + 1][r] > problem.rows().get(r).bound()) {
        return false;
      }
    }
    return true;
  }

  private void move(int i, int level, int sign) {
    for (int r = 0; r < sums.length; r++) {
      sums[r] += sign * part(r, i, level);
    }
  }
}
