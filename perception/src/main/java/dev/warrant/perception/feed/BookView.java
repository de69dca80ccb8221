package dev.warrant.perception.feed;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An order book to read. Level 0 is the best; what is not there reads as 0. Valid only while the
/// input that led here is being processed.
public interface BookView {
  /// Whether the book may be traded on: in sequence, fresh, not crossed, both sides present.
  boolean usable();

  /// Best bid.
  @Ticks
  long bid();

  /// Lots at the best bid.
  @Lots
  long bidLots();

  /// Best ask.
  @Ticks
  long ask();

  /// Lots at the best ask.
  @Lots
  long askLots();

  /// Lots resting at `ticks` on one side (`BUY` = bids).
  @Lots
  long lotsAt(Side side, @Ticks long ticks);

  /// Price of a level.
  @Ticks
  long priceAt(Side side, int level);

  /// Lots of a level.
  @Lots
  long lotsAtLevel(Side side, int level);

  /// Number of levels on one side.
  int levels(Side side);

  /// Size-weighted mid in hundredths of a tick, rounded down: `(bid * askLots + ask * bidLots) /
  /// (bidLots + askLots)` (Gatheral and Oomen 2010, "Zero-intelligence realized variance
  /// estimation").
  long micropriceCentiTicks();

  /// The venue's id of the last change in the book.
  long lastUpdateId();
}
