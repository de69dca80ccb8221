package dev.warrant.perception.feature;

/// Exponential moving average with smoothing `2 / (period + 1)`, seeded with the mean of the first
/// `period` values, as charting packages and the reference tables do. Until then it is the mean of
/// what has come.
final class Ema {
  private final int period;
  private double value;
  private int count;

  Ema(int period) {
    this.period = period;
  }

  void add(double x) {
    count = Math.min(count + 1, period + 1);
    if (count <= period) {
      value += (x - value) / count;
    } else {
      value += (x - value) * 2 / (period + 1);
    }
  }

  double value() {
    return value;
  }

  int count() {
    return count;
  }
}
