package dev.warrant.governance.bench;

import org.HdrHistogram.Histogram;

/// Durations of one kind.
final class Timings {
  private final Histogram nanos = new Histogram(60_000_000_000L, 3);

  void add(long value) {
    nanos.recordValue(Math.clamp(value, 0, 60_000_000_000L));
  }

  void clear() {
    nanos.reset();
  }

  long count() {
    return nanos.getTotalCount();
  }

  double nanos(double percentile) {
    return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile);
  }

  double millis(double percentile) {
    return nanos(percentile) / 1e6;
  }
}
