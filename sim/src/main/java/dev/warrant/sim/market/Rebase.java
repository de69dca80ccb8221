package dev.warrant.sim.market;

import java.util.List;

/// How recorded times become times of play, the same for all tapes of one play. Arrival order and
/// distances are kept; the venue's times are moved by one whole number of milliseconds.
///
/// The recorder's clock may be off (about 1.27 s behind in the 2024 recordings). Its offset is
/// taken as the smallest difference of local and event time over all tapes, so that in play no
/// message comes from the future and the fastest one has an age of under a millisecond.
///
/// @param localShiftNanos added to the recorder's times
/// @param exchangeShiftMs added to the venue's times
/// @param lapNanos length of one lap, a whole number of milliseconds
public record Rebase(long localShiftNanos, long exchangeShiftMs, long lapNanos) {
  private static final long MS = 1_000_000;

  /// The rebase that lets the first event of all `tapes` happen at `startNanos`.
  ///
  /// @throws IllegalArgumentException if there is no tape
  public static Rebase of(List<RecordedTape> tapes, long startNanos) {
    if (tapes.isEmpty()) {
      throw new IllegalArgumentException("a play needs at least one recording, found none");
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long skew = Long.MAX_VALUE;
    for (RecordedTape tape : tapes) {
      first = Math.min(first, tape.localNanos(0));
      last = Math.max(last, tape.localNanos(tape.size() - 1));
      skew = Math.min(skew, tape.skewNanos());
    }
    return new Rebase(
        startNanos - first,
        Math.floorDiv(startNanos - (first - skew), MS),
        Math.ceilDiv(last - first + 1, MS) * MS);
  }
}
