package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.MatchingBook;
import java.util.Arrays;

/// Turns what happens in a matching book into public data and account fills: trades and book
/// tickers at once, level changes gathered into depth updates. Every level change has an update id.
final class FlowPublisher implements MatchingBook.Sink {
  private static final long MS = 1_000_000;
  private static final long FIRST_ID = 1_000_000;

  /// Levels changed since the last depth update; few, so a scan finds them faster than a map.
  private static final class Changed {
    private long[] pairs = new long[64];
    private int n;

    void put(@Ticks long price, @Lots long lots) {
      for (int i = 0; i < n; i += 2) {
        if (pairs[i] == price) {
          pairs[i + 1] = lots;
          return;
        }
      }
      if (n == pairs.length) {
        pairs = Arrays.copyOf(pairs, n * 2);
      }
      pairs[n++] = price;
      pairs[n++] = lots;
    }

    Levels take() {
      Levels out = Levels.of(Arrays.copyOf(pairs, n));
      n = 0;
      return out;
    }
  }

  private final int instrument;
  private final MatchingBook book;
  private final BackgroundOrders bids;
  private final BackgroundOrders asks;
  private final MinuteBars bars;
  private final Changed bidChanges = new Changed();
  private final Changed askChanges = new Changed();
  private MarketListener out;
  private long now;
  private long updateId = FIRST_ID;
  private long published = FIRST_ID;
  private long tradeId;
  private long bid;
  private long bidLots;
  private long ask;
  private long askLots;

  FlowPublisher(
      int instrument,
      MatchingBook book,
      BackgroundOrders bids,
      BackgroundOrders asks,
      MinuteBars bars) {
    this.instrument = instrument;
    this.book = book;
    this.bids = bids;
    this.asks = asks;
    this.bars = bars;
    out = Silence.INSTANCE;
  }

  /// Where to publish to, from now on.
  void to(MarketListener listener, long nanos) {
    out = listener;
    now = nanos;
  }

  MarketListener out() {
    return out;
  }

  @Override
  public void trade(
      long makerId, long takerId, @Ticks long price, @Lots long lots, boolean takerBuys) {
    tradeId++;
    long ms = Math.floorDiv(now, MS);
    MarketEvent.Trade trade =
        new MarketEvent.Trade(instrument, tradeId, price, lots, !takerBuys, true, ms, ms);
    bars.add(trade);
    out.published(trade, now);
    if (makerId > 0) {
      out.filled(makerId, lots, price, true, tradeId, now);
    } else {
      (BackgroundOrders.buys(makerId) ? bids : asks).traded(makerId, lots);
    }
    if (takerId > 0) {
      out.filled(takerId, lots, price, false, tradeId, now);
    }
  }

  @Override
  public void level(Side side, @Ticks long price, @Lots long newTotalLots) {
    updateId++;
    (side == Side.BUY ? bidChanges : askChanges).put(price, newTotalLots);
  }

  /// Publishes a book ticker if the best bid or ask changed.
  void ticker() {
    long newBid = book.bestBid();
    long newAsk = book.bestAsk();
    if (newBid == MatchingBook.NO_BID || newAsk == MatchingBook.NO_ASK) {
      return;
    }
    long newBidLots = book.lotsAt(Side.BUY, newBid);
    long newAskLots = book.lotsAt(Side.SELL, newAsk);
    if (newBid == bid && newAsk == ask && newBidLots == bidLots && newAskLots == askLots) {
      return;
    }
    bid = newBid;
    ask = newAsk;
    bidLots = newBidLots;
    askLots = newAskLots;
    long ms = Math.floorDiv(now, MS);
    out.published(
        new MarketEvent.BookTicker(instrument, updateId, bid, bidLots, ask, askLots, ms, ms), now);
  }

  /// Publishes the gathered level changes, if any.
  void depth() {
    if (published == updateId) {
      return;
    }
    long ms = Math.floorDiv(now, MS);
    MarketEvent.DepthUpdate update =
        new MarketEvent.DepthUpdate(
            instrument,
            published + 1,
            updateId,
            published,
            ms,
            ms,
            bidChanges.take(),
            askChanges.take());
    published = updateId;
    out.published(update, now);
  }

  /// An id between `U` and `u` of the next depth update.
  long snapshotId() {
    return published == updateId ? updateId + 1 : updateId;
  }

  /// Hears nothing: for what happens before the start.
  private enum Silence implements MarketListener {
    INSTANCE;

    @Override
    public void published(MarketEvent event, long nanos) {}

    @Override
    public void filled(
        long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {}

    @Override
    public void removed(long venueId, Removal why, long nanos) {}
  }
}
