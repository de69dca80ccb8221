package dev.warrant.execution.ledger;

/// Counts events of the last ten seconds in a hundred buckets of a tenth of a second. An event
/// leaves with its whole bucket, so the count is never too low.
final class RateWindow {
  private static final int BUCKETS = 101;
  private static final long BUCKET_NANOS = 100_000_000L;

  private final int[] counts = new int[BUCKETS];
  private long head = Long.MIN_VALUE;
  private int sum;

  void add(long nanos) {
    advance(nanos);
    counts[(int) Math.floorMod(head, (long) BUCKETS)]++;
    sum++;
  }

  /// Events in the ten seconds before `nanos`.
  int count(long nanos) {
    advance(nanos);
    return sum;
  }

  private void advance(long nanos) {
    long now = Math.floorDiv(nanos, BUCKET_NANOS);
    if (head == Long.MIN_VALUE) {
      head = now;
    }
    long steps = Math.min(now - head, BUCKETS);
    for (long i = 1; i <= steps; i++) {
      int at = (int) Math.floorMod(head + i, (long) BUCKETS);
      sum -= counts[at];
      counts[at] = 0;
    }
    head = Math.max(head, now);
  }
}
