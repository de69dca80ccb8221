package dev.warrant.perception.feature;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// A closed one-minute bar.
///
/// @param openMs start of the minute on the venue's clock
/// @param whole false if trading was watched for part of the minute only
public record Bar(
    long openMs,
    @Ticks long open,
    @Ticks long high,
    @Ticks long low,
    @Ticks long close,
    @Lots long volumeLots,
    @Lots long takerBuyLots,
    long trades,
    boolean whole) {
  /// Length of a bar.
  public static final long MS = 60_000;

  /// A minute without a trade after this one.
  Bar flat(long atMs) {
    return new Bar(atMs, close, close, close, close, 0, 0, 0, true);
  }
}
