package dev.warrant.perception.feature;

/// Average true range (Wilder 1978), seeded with the mean of the first `period` true ranges. The
/// first bar has no close before it and so no true range beyond its own, which `firstCounts` says
/// whether to use.
final class Atr {
  private final int period;
  private final boolean firstCounts;
  private double lastClose = Double.NaN;
  private double value;
  private int count;

  Atr(int period, boolean firstCounts) {
    this.period = period;
    this.firstCounts = firstCounts;
  }

  void add(double high, double low, double close) {
    boolean first = Double.isNaN(lastClose);
    double range = high - low;
    if (!first) {
      double up = Math.abs(high - lastClose);
      double down = Math.abs(low - lastClose);
      range = Math.max(range, Math.max(up, down));
    }
    lastClose = close;
    if (!first || firstCounts) {
      count = Math.min(count + 1, period);
      value += (range - value) / count;
    }
  }

  double value() {
    return value;
  }

  int count() {
    return count;
  }
}
