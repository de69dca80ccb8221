package dev.warrant.perception.feature;

import java.util.Arrays;

/// The median of the last `capacity` integers, kept sorted; one insertion and one removal a sample.
final class RunningMedian {
  private final long[] ring;
  private final long[] sorted;
  private int next;
  private int size;

  RunningMedian(int capacity) {
    ring = new long[capacity];
    sorted = new long[capacity];
  }

  void add(long value) {
    if (size == ring.length) {
      int out = Arrays.binarySearch(sorted, 0, size, ring[next]);
      System.arraycopy(sorted, out + 1, sorted, out, size - out - 1);
      size--;
    }
    ring[next] = value;
    next = next + 1 == ring.length ? 0 : next + 1;
    int in = Arrays.binarySearch(sorted, 0, size, value);
    int at = in < 0 ? -in - 1 : in;
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = value;
    size++;
  }

  int size() {
    return size;
  }

  /// Twice the median, so that the mean of two middle values stays an integer; 0 if empty.
  long twice() {
    return size == 0 ? 0 : sorted[(size - 1) / 2] + sorted[size / 2];
  }
}
