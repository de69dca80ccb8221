package dev.warrant.perception.feature;

/// Indicators on one-minute bars, warmed up by the venue's klines and carried on by bars built from
/// trades. Minutes without a trade are filled flat, as the venue's own klines are.
final class Bars {
  /// A longer hole than this is left a hole.
  static final int FILL_MAX = 60;

  static final int BOLLINGER = 20;
  static final int WILDER = 14;
  static final int FAST = 12;
  static final int SLOW = 26;

  final Series closes = new Series(BOLLINGER);
  final Series highs = new Series(BOLLINGER);
  final Series lows = new Series(BOLLINGER);
  final Ema fast = new Ema(FAST);
  final Ema slow = new Ema(SLOW);
  final Rsi rsi = new Rsi(WILDER);
  final Atr atr = new Atr(WILDER, false);
  private final Series logRangeSquared = new Series(WILDER);
  private long volumeLots;
  private long count;
  private long nextMs = Long.MIN_VALUE;
  private long lastClose;

  /// Takes a closed bar; one at or before the newest, or watched only in part, is left out.
  void add(Bar bar) {
    if (!bar.whole() || bar.openMs() < nextMs) {
      return;
    }
    long hole = nextMs == Long.MIN_VALUE ? 0 : (bar.openMs() - nextMs) / Bar.MS;
    if (hole <= FILL_MAX) {
      for (long i = 0; i < hole; i++) {
        take(lastClose, lastClose, lastClose);
      }
    }
    take(bar.high(), bar.low(), bar.close());
    volumeLots += bar.volumeLots();
    count++;
    lastClose = bar.close();
    nextMs = bar.openMs() + Bar.MS;
  }

  private void take(long highTicks, long lowTicks, long closeTicks) {
    double high = (double) highTicks;
    double low = (double) lowTicks;
    double close = (double) closeTicks;
    closes.add(close);
    highs.add(high);
    lows.add(low);
    fast.add(close);
    slow.add(close);
    rsi.add(close);
    atr.add(high, low, close);
    double range = StrictMath.log(high / low);
    logRangeSquared.add(range * range);
  }

  int count(int wanted) {
    return closes.size(wanted);
  }

  /// Mean volume of a minute, 0 if unknown.
  long meanVolumeLots() {
    return count == 0 ? 0 : volumeLots / count;
  }

  /// Position of the close between the lowest low and the highest high, 0 to 1.
  double donchian() {
    double top = highs.max(BOLLINGER);
    double bottom = lows.min(BOLLINGER);
    return top <= bottom || closes.size() == 0 ? 0.5 : (closes.get(0) - bottom) / (top - bottom);
  }

  /// Annualised volatility from ranges (Parkinson 1980, "The extreme value method for estimating
  /// the variance of the rate of return").
  double parkinson() {
    double variance = logRangeSquared.mean(WILDER) / (4 * StrictMath.log(2));
    return StrictMath.sqrt(variance * Seconds.YEAR / 60);
  }

  double emaDifferenceBps() {
    return slow.value() == 0 ? 0 : (fast.value() - slow.value()) / slow.value() * 10_000;
  }
}
