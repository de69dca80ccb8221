package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The book of a recording, rebuilt from snapshot and depth updates, and over it the latest book
/// ticker, which comes some 50 ms earlier than the depth update that holds the same change.
///
/// What account orders took is remembered at its price until the recording next changes that level,
/// so that the same lots are not taken twice.
final class RecordedBook {
  private final DepthSide bids = new DepthSide(Side.BUY);
  private final DepthSide asks = new DepthSide(Side.SELL);
  private final TreeMap<Long, Long> takenBids = new TreeMap<>();
  private final TreeMap<Long, Long> takenAsks = new TreeMap<>();
  private MarketEvent.@Nullable BookTicker ticker;
  private long lastId;

  /// Hears of a changed quantity as far as the recording shows it.
  @FunctionalInterface
  interface Changes {
    void level(Side side, @Ticks long price, @Lots long lots);
  }

  void reset(MarketEvent.DepthSnapshot s) {
    bids.clear();
    asks.clear();
    load(s.bids(), bids);
    load(s.asks(), asks);
    lastId = s.lastUpdateId();
  }

  private static void load(Levels levels, DepthSide into) {
    // Worst first, so that each is appended at the end.
    for (int i = levels.size() - 1; i >= 0; i--) {
      into.set(levels.ticks(i), levels.lots(i));
    }
  }

  void apply(MarketEvent.DepthUpdate d, Changes out) {
    apply(Side.BUY, d.bids(), d.last(), out);
    apply(Side.SELL, d.asks(), d.last(), out);
    lastId = d.last();
  }

  private void apply(Side side, Levels levels, long id, Changes out) {
    DepthSide to = side(side);
    TreeMap<Long, Long> taken = taken(side);
    long newer = ticker != null && ticker.updateId() > id ? quote(ticker, side) : Long.MIN_VALUE;
    for (int i = 0; i < levels.size(); i++) {
      long price = levels.ticks(i);
      to.set(price, levels.lots(i));
      if (price != newer) {
        if (!taken.isEmpty()) {
          taken.remove(price);
        }
        out.level(side, price, levels.lots(i));
      }
    }
  }

  void apply(MarketEvent.BookTicker t, Changes out) {
    quote(t, Side.BUY, t.bid(), t.bidLots(), out);
    quote(t, Side.SELL, t.ask(), t.askLots(), out);
    ticker = t;
  }

  private void quote(
      MarketEvent.BookTicker t, Side side, @Ticks long price, @Lots long lots, Changes out) {
    if (t.updateId() > lastId && lotsAt(side, price) != lots) {
      taken(side).remove(price);
      out.level(side, price, lots);
    }
  }

  private boolean overlaid() {
    return ticker != null && ticker.updateId() > lastId;
  }

  private static long quote(MarketEvent.BookTicker t, Side side) {
    return side == Side.BUY ? t.bid() : t.ask();
  }

  /// Best price of a side; the worst possible one if it is empty.
  @Ticks
  long best(Side side) {
    if (ticker != null && overlaid()) {
      return quote(ticker, side);
    }
    DepthSide s = side(side);
    return s.size() > 0 ? s.price(0) : side == Side.BUY ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /// Recorded quantity at a price.
  @Lots
  long lotsAt(Side side, @Ticks long price) {
    if (ticker != null && overlaid()) {
      long best = quote(ticker, side);
      if (price == best) {
        return side == Side.BUY ? ticker.bidLots() : ticker.askLots();
      }
      if (side.sign() * price > side.sign() * best) {
        return 0;
      }
    }
    return side(side).lotsAt(price);
  }

  /// Takes up to `lots` at one price and returns how many were there.
  @Lots
  long take(Side from, @Ticks long price, @Lots long lots) {
    TreeMap<Long, Long> taken = taken(from);
    long gone = taken.getOrDefault(price, 0L);
    long got = Math.min(lots, Math.max(0, lotsAt(from, price) - gone));
    if (got > 0) {
      taken.put(price, gone + got);
    }
    return got;
  }

  /// The next price of a side that is worse than `price`; the worst possible one if there is none.
  @Ticks
  long after(Side side, @Ticks long price) {
    DepthSide s = side(side);
    int place = s.placeAfter(price);
    return place < s.size() ? s.price(place) : side == Side.BUY ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  DepthSide side(Side side) {
    return side == Side.BUY ? bids : asks;
  }

  /// Id of the last depth update applied.
  long lastId() {
    return lastId;
  }

  private TreeMap<Long, Long> taken(Side side) {
    return side == Side.BUY ? takenBids : takenAsks;
  }
}
