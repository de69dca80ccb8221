package dev.warrant.perception.feature;

/// The mid sampled once a second, and what follows from it. Windows count from their fifth sample
/// and grow to their length, so that a desk can act seconds after its start; readiness says how far
/// they are from the fifth.
final class Seconds {
  /// Samples from which a window counts.
  static final int READY = 5;

  static final double YEAR = 365 * 86_400.0;
  static final int FAST = 10;
  static final int SLOW = 30;

  private static final int MINUTE = 60;

  final Series mids = new Series(MINUTE + 1);
  final Series returns = new Series(MINUTE);
  final Ema fast = new Ema(FAST);
  final Ema slow = new Ema(SLOW);
  final Rsi rsi = new Rsi(14);
  private boolean chained;

  /// Adds the mid (in ticks) at the end of a second.
  void add(double mid) {
    if (chained) {
      returns.add(StrictMath.log(mid / mids.get(0)));
    }
    mids.add(mid);
    fast.add(mid);
    slow.add(mid);
    rsi.add(mid);
    chained = true;
  }

  /// The mid is unknown in this second; the next one makes no return over the hole.
  void skip() {
    chained = false;
  }

  /// Whether the newest second has a return.
  boolean returned() {
    return chained && returns.size() > 0;
  }

  int ready() {
    return Math.min(100, returns.size() * 100 / READY);
  }

  /// Realised variance per second over `n` seconds.
  double variance(int n) {
    return returns.size() == 0 ? 0 : returns.sumOfSquares(n) / returns.size(n);
  }

  /// Annualised realised volatility over `n` seconds (Andersen and Bollerslev 1998, "Answering the
  /// skeptics"), mean return taken as zero.
  double volatility(int n) {
    return StrictMath.sqrt(variance(n) * YEAR);
  }

  /// Bipower variance per second (Barndorff-Nielsen and Shephard 2004, "Power and bipower variation
  /// with stochastic volatility and jumps"): robust against single jumps.
  double bipower(int n) {
    int size = returns.size(n);
    if (size < 2) {
      return 0;
    }
    double total = 0;
    for (int i = 1; i < size; i++) {
      total += Math.abs(returns.get(i - 1)) * Math.abs(returns.get(i));
    }
    return StrictMath.PI / 2 * total / (size - 1);
  }

  /// Share of the variance that came in jumps, 0 to 1 (Huang and Tauchen 2005).
  double jumpShare(int n) {
    double all = variance(n);
    return all == 0 ? 0 : Math.max(0, 1 - bipower(n) / all);
  }

  /// Change of the mid over `n` seconds in basis points.
  double momentum(int n) {
    int back = Math.min(n, mids.size() - 1);
    return back <= 0 ? 0 : (mids.get(0) / mids.get(back) - 1) * 10_000;
  }

  /// Net move over path length, 0 to 1 (Kaufman 1995, "Smarter Trading": efficiency ratio), signed
  /// by direction.
  double efficiency(int n) {
    double path = 0;
    for (int i = returns.size(n) - 1; i >= 0; i--) {
      path += Math.abs(returns.get(i));
    }
    return path == 0 ? 0 : returns.sum(n) / path;
  }

  /// Variance of `q`-second returns over `q` times that of one-second returns (Lo and MacKinlay
  /// 1988, "Stock market prices do not follow random walks"): above 1 trending, below reverting,
  /// like a Hurst exponent above or below one half.
  double varianceRatio(int n, int q) {
    int size = returns.size(n);
    double one = variance(n);
    if (size < q || one == 0) {
      return 1;
    }
    double total = 0;
    for (int i = 0; i + q <= size; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += returns.get(i + j);
      }
      total += sum * sum;
    }
    return total / (size - q + 1) / (q * one);
  }

  /// First autocorrelation of one-second returns (Roll 1984 reads a negative one as bid-ask
  /// bounce).
  double autocorrelation(int n) {
    int size = returns.size(n);
    double all = returns.sumOfSquares(n);
    if (size < 2 || all == 0) {
      return 0;
    }
    double total = 0;
    for (int i = 1; i < size; i++) {
      total += returns.get(i - 1) * returns.get(i);
    }
    return total / all;
  }

  /// Position of the mid between the lowest and highest of `n` seconds, 0 to 1 (Donchian).
  double donchian(int n) {
    double top = mids.max(n);
    double bottom = mids.min(n);
    return top <= bottom ? 0.5 : (mids.get(0) - bottom) / (top - bottom);
  }

  double emaDifferenceBps() {
    return slow.value() == 0 ? 0 : (fast.value() - slow.value()) / slow.value() * 10_000;
  }

  /// Standard deviation of one-second changes in hundredths of a tick, rounded.
  long noiseCentiTicks() {
    double sigma = StrictMath.sqrt(variance(MINUTE));
    return mids.size() == 0 ? 0 : Math.round(100 * sigma * mids.get(0));
  }
}
