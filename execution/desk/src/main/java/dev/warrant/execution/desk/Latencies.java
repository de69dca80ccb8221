package dev.warrant.execution.desk;

import org.HdrHistogram.Histogram;

/// Timings of one desk; they lie beside the record of events and never inside it. Written by the
/// thread that measures, read when the desk rests or for display.
public final class Latencies {
  private final Histogram tickToOrder = new Histogram(60_000_000_000L, 3);
  private final Histogram deliberation = new Histogram(600_000_000L, 3);

  /// From a decoded event in hand to its order's record in the journal.
  public synchronized void tickToOrder(long nanos) {
    tickToOrder.recordValue(Math.clamp(nanos, 0, 60_000_000_000L));
  }

  /// Of one deliberation, in microseconds.
  public synchronized void deliberation(long micros) {
    deliberation.recordValue(Math.clamp(micros, 0, 600_000_000L));
  }

  /// Nanoseconds at a percentile, 0 if nothing was measured.
  public synchronized long tickToOrderNanos(double percentile) {
    return tickToOrder.getTotalCount() == 0 ? 0 : tickToOrder.getValueAtPercentile(percentile);
  }

  /// Microseconds at a percentile, 0 if nothing was measured.
  public synchronized long deliberationMicros(double percentile) {
    return deliberation.getTotalCount() == 0 ? 0 : deliberation.getValueAtPercentile(percentile);
  }

  /// A copy of the tick-to-order histogram, for plots.
  public synchronized Histogram tickToOrderCopy() {
    return tickToOrder.copy();
  }

  /// A copy of the deliberation histogram, for plots.
  public synchronized Histogram deliberationCopy() {
    return deliberation.copy();
  }
}
