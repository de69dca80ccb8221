package dev.warrant.reasoning.sizing;

import java.util.List;

/// The score of a choice of levels, by plain arithmetic that shares nothing with the solver. Every
/// step is exact: a number that does not fit is an [ArithmeticException].
public final class ScoreCheck {
  private ScoreCheck() {}

  /// Hard and soft score.
  ///
  /// @param hard 0 if every hard condition holds, else minus the sum of the excesses
  /// @param soft gain less penalties, in 1e-6 USDT
  public record Score(long hard, long soft) {}

  /// Recomputes the score.
  ///
  /// @throws ArithmeticException if an intermediate result does not fit 64 bits
  public static Score of(SizingProblem problem, List<Integer> levels) {
    long hard = 0;
    long soft = 0;
    for (Stake stake : problem.stakes()) {
      int level = levels.get(stake.index());
      hard = Math.subtractExact(hard, Math.max(0, stake.lots().get(level) - stake.kellyLots()));
      soft = Math.addExact(soft, stake.gain().get(level));
      long risk = stake.risk().get(level);
      soft = Math.subtractExact(soft, variance(risk, risk, 1_000_000, problem.riskTargetCents()));
    }
    for (StakePair pair : problem.pairs()) {
      Stake a = problem.stakes().get(pair.first());
      Stake b = problem.stakes().get(pair.second());
      int la = levels.get(pair.first());
      int lb = levels.get(pair.second());
      if (pair.exclusive() && la > 0 && lb > 0) {
        hard = Math.subtractExact(hard, 1);
      }
      long both =
          variance(
              a.risk().get(la), b.risk().get(lb), pair.correlationPpm(), problem.riskTargetCents());
      soft = Math.subtractExact(soft, Math.multiplyExact(2, Math.max(0, both)));
    }
    for (SharedRow row : problem.rows()) {
      long sum = 0;
      for (Stake stake : problem.stakes()) {
        long lots = stake.added().get(levels.get(stake.index()));
        sum = Math.addExact(sum, Math.multiplyExact(row.coefficients().get(stake.index()), lots));
      }
      hard = Math.subtractExact(hard, Math.max(0, Math.subtractExact(sum, row.bound())));
    }
    return new Score(hard, soft);
  }

  /// Penalty of the product of two risks in 1e-6 USDT: cents² × ppm / (100 × target).
  static long variance(long cents, long otherCents, long correlationPpm, long targetCents) {
    long product = Math.multiplyExact(Math.multiplyExact(cents, otherCents), correlationPpm);
    return product / Math.multiplyExact(100, targetCents);
  }

  /// Whether no choice of levels can make the solver's own sums wrap.
  static boolean fits(SizingProblem problem) {
    try {
      long soft = 0;
      long hard = problem.pairs().size();
      long riskMax = 0;
      for (Stake stake : problem.stakes()) {
        for (int level = 0; level < stake.levels(); level++) {
          riskMax = Math.max(riskMax, Math.absExact(stake.risk().get(level)));
          soft = Math.addExact(soft, Math.absExact(stake.gain().get(level)));
          hard = Math.addExact(hard, stake.lots().get(level));
        }
      }
      long n = problem.stakes().size();
      long worst = variance(riskMax, riskMax, 1_000_000, problem.riskTargetCents());
      soft = Math.addExact(soft, Math.multiplyExact(worst, Math.multiplyExact(2 * n, n)));
      for (SharedRow row : problem.rows()) {
        for (Stake stake : problem.stakes()) {
          long most = stake.added().get(stake.levels() - 1);
          long part = Math.multiplyExact(row.coefficients().get(stake.index()), most);
          hard = Math.addExact(hard, Math.absExact(part));
        }
        hard = Math.addExact(hard, Math.absExact(row.bound()));
      }
      return soft < Long.MAX_VALUE / 4 && hard < Long.MAX_VALUE / 4;
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
