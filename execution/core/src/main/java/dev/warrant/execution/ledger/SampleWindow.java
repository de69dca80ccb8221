package dev.warrant.execution.ledger;

/// Sum of the last `size` samples that are not older than `ageNanos`, in O(1) a sample. Without the
/// age a bad window could never clear: what it refuses are the very orders that would bring new
/// samples.
final class SampleWindow {
  private final long[] ring;
  private final long[] times;
  private final long ageNanos;
  private int first;
  private int count;
  private long sum;

  SampleWindow(int size, long ageNanos) {
    ring = new long[size];
    times = new long[size];
    this.ageNanos = ageNanos;
  }

  void add(long sample, long nanos) {
    forget(nanos);
    if (count == ring.length) {
      removeFirst();
    }
    int at = (first + count) % ring.length;
    ring[at] = sample;
    times[at] = nanos;
    sum += sample;
    count++;
  }

  /// Drops the samples that are too old at `nanos`.
  void forget(long nanos) {
    while (count > 0 && nanos - times[first] >= ageNanos) {
      removeFirst();
    }
  }

  private void removeFirst() {
    sum -= ring[first];
    first = (first + 1) % ring.length;
    count--;
  }

  /// Sum over the whole window, as if it were filled up with zeros.
  long sum() {
    return sum;
  }

  /// Samples in the window.
  int count() {
    return count;
  }
}
