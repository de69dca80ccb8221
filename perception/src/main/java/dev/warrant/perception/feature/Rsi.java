package dev.warrant.perception.feature;

/// Relative strength index (Wilder 1978, "New Concepts in Technical Trading Systems"), 0 to 100:
/// gains and losses smoothed by `1 / period`, seeded with the mean of the first `period` changes.
/// 50 if nothing moved.
final class Rsi {
  private final int period;
  private double last;
  private double gain;
  private double loss;
  private int changes = -1;

  Rsi(int period) {
    this.period = period;
  }

  void add(double x) {
    if (changes >= 0) {
      double change = x - last;
      int weight = Math.min(changes + 1, period);
      gain += (Math.max(change, 0) - gain) / weight;
      loss += (Math.max(-change, 0) - loss) / weight;
    }
    changes = Math.min(changes + 1, period);
    last = x;
  }

  double value() {
    double both = gain + loss;
    return both == 0 ? 50 : 100 * gain / both;
  }

  /// Changes seen, up to the period.
  int count() {
    return Math.max(changes, 0);
  }
}
