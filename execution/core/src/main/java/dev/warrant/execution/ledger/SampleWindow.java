package dev.warrant.execution.ledger;

/// Sum of the last `size` samples, in O(1).
final class SampleWindow {
  private final long[] ring;
  private int next;
  private int count;
  private long sum;

  SampleWindow(int size) {
    ring = new long[size];
  }

  void add(long sample) {
    sum += sample - ring[next];
    ring[next] = sample;
    next = (next + 1) % ring.length;
    count = Math.min(count + 1, ring.length);
  }

  /// Sum over the whole window, as if it had been full of zeros at the start.
  long sum() {
    return sum;
  }

  /// Samples in the window.
  int count() {
    return count;
  }
}
