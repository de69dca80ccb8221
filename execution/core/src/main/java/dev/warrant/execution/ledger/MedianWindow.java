package dev.warrant.execution.ledger;

import java.util.Arrays;

/// The median of the last `size` samples, kept sorted: one insertion and one removal a sample.
final class MedianWindow {
  private final long[] ring;
  private final long[] sorted;
  private int next;
  private int count;

  MedianWindow(int size) {
    ring = new long[size];
    sorted = new long[size];
  }

  void add(long sample) {
    if (count == ring.length) {
      int out = Arrays.binarySearch(sorted, 0, count, ring[next]);
      System.arraycopy(sorted, out + 1, sorted, out, count - out - 1);
      count--;
    }
    ring[next] = sample;
    next = next + 1 == ring.length ? 0 : next + 1;
    int found = Arrays.binarySearch(sorted, 0, count, sample);
    int in = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, in, sorted, in + 1, count - in);
    sorted[in] = sample;
    count++;
  }

  /// Samples in the window.
  int count() {
    return count;
  }

  /// The lower of the middle samples.
  ///
  /// @throws ArrayIndexOutOfBoundsException if there is none
  long median() {
    return sorted[(count - 1) / 2];
  }
}
