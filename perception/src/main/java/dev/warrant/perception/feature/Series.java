package dev.warrant.perception.feature;

/// The last `capacity` numbers of a sampled quantity. Statistics look at the newest `n` of them, or
/// at as many as there are; each is one pass over at most that many, done when a value is read and
/// not when an event arrives. Two-pass, so that a small deviation of a large price keeps its
/// digits.
final class Series {
  private final double[] ring;
  private int next;
  private int size;

  Series(int capacity) {
    ring = new double[capacity];
  }

  void add(double value) {
    ring[next] = value;
    next = next + 1 == ring.length ? 0 : next + 1;
    size = Math.min(size + 1, ring.length);
  }

  int size() {
    return size;
  }

  int size(int n) {
    return Math.min(n, size);
  }

  /// The value `back` steps before the newest.
  double get(int back) {
    int at = next - 1 - back;
    return ring[at < 0 ? at + ring.length : at];
  }

  double sum(int n) {
    double total = 0;
    for (int i = size(n) - 1; i >= 0; i--) {
      total += get(i);
    }
    return total;
  }

  double mean(int n) {
    return size == 0 ? 0 : sum(n) / size(n);
  }

  double sumOfSquares(int n) {
    double total = 0;
    for (int i = size(n) - 1; i >= 0; i--) {
      double v = get(i);
      total += v * v;
    }
    return total;
  }

  /// Population standard deviation.
  double deviation(int n) {
    if (size == 0) {
      return 0;
    }
    double mean = mean(n);
    double total = 0;
    for (int i = size(n) - 1; i >= 0; i--) {
      double d = get(i) - mean;
      total += d * d;
    }
    return StrictMath.sqrt(total / size(n));
  }

  double max(int n) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = size(n) - 1; i >= 0; i--) {
      best = Math.max(best, get(i));
    }
    return best;
  }

  double min(int n) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = size(n) - 1; i >= 0; i--) {
      best = Math.min(best, get(i));
    }
    return best;
  }

  /// Standard score of the newest value among the newest `n` (Bollinger's %b in units of
  /// deviations); 0 if nothing varies.
  double score(int n) {
    double deviation = deviation(n);
    double scale = size == 0 ? 0 : Math.abs(get(0)) * 1e-12;
    return deviation <= scale ? 0 : (get(0) - mean(n)) / deviation;
  }
}
