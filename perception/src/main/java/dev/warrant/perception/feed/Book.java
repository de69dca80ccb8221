package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// A price-level book in exact integers. An update allocates nothing once its arrays have grown. It
/// knows prices and quantities only; whether it may be believed is [BookFeed]'s business.
public final class Book implements BookView {
  private final BookSide bids = new BookSide(1);
  private final BookSide asks = new BookSide(-1);
  private long lastUpdateId;
  private boolean believed;

  /// Empties the book.
  void clear() {
    bids.clear();
    asks.clear();
    lastUpdateId = 0;
    believed = false;
  }

  /// Applies absolute quantities; false if the message holds something that is no level.
  boolean apply(Levels bidLevels, Levels askLevels, long updateId) {
    lastUpdateId = updateId;
    return bids.apply(bidLevels) && asks.apply(askLevels);
  }

  void believe(boolean now) {
    believed = now;
  }

  /// Whether the best bid is not below the best ask.
  boolean crossed() {
    return bids.size() > 0 && asks.size() > 0 && bid() >= ask();
  }

  @Override
  public boolean usable() {
    return believed && bids.size() > 0 && asks.size() > 0;
  }

  @Override
  public @Ticks long bid() {
    return bids.best();
  }

  @Override
  public @Lots long bidLots() {
    return bids.bestLots();
  }

  @Override
  public @Ticks long ask() {
    return asks.best();
  }

  @Override
  public @Lots long askLots() {
    return asks.bestLots();
  }

  @Override
  public @Lots long lotsAt(Side side, @Ticks long ticks) {
    return of(side).lotsAt(ticks);
  }

  @Override
  public @Ticks long priceAt(Side side, int level) {
    return of(side).priceAt(level);
  }

  @Override
  public @Lots long lotsAtLevel(Side side, int level) {
    return of(side).lotsAtLevel(level);
  }

  @Override
  public int levels(Side side) {
    return of(side).size();
  }

  @Override
  public long micropriceCentiTicks() {
    return micropriceCentiTicks(bid(), bidLots(), ask(), askLots());
  }

  static long micropriceCentiTicks(
      @Ticks long bid, @Lots long bidLots, @Ticks long ask, @Lots long askLots) {
    if (bidLots == 0 || askLots == 0) {
      return 0;
    }
    long wide = Math.multiplyExact(100 * (ask - bid), bidLots);
    return 100 * bid + Math.floorDiv(wide, askLots + bidLots);
  }

  @Override
  public long lastUpdateId() {
    return lastUpdateId;
  }

  private BookSide of(Side side) {
    return side == Side.BUY ? bids : asks;
  }
}
