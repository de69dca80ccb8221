package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// A market on a [MatchingBook] whose background does what a test says, when it says.
public final class ScriptedMarket implements Market, MatchingBook.Sink {
  private final Instrument instrument;
  private final MatchingBook book = new MatchingBook();
  private final TreeMap<Long, List<LongConsumer>> script = new TreeMap<>();
  private MarketListener out = new Deaf();
  private MarketEvent.MarkPrice mark;
  private long nowNanos;
  private long updateId = 1000;
  private long tradeId = 500;
  private long backgroundIds;
  private long backgroundNet;

  public ScriptedMarket(Instrument instrument, long markE8) {
    this.instrument = instrument;
    mark = mark(markE8, 0, 0, 0);
  }

  /// Plans something for the background at a time.
  public ScriptedMarket at(long nanos, LongConsumer what) {
    script.computeIfAbsent(nanos, k -> new ArrayList<>()).add(what);
    return this;
  }

  /// The background rests an order; the id is its own.
  public ScriptedMarket rests(long nanos, Side side, long price, long lots) {
    return at(nanos, t -> book.add(--backgroundIds, side, price, lots, this));
  }

  /// The background takes up to a price.
  public ScriptedMarket takes(long nanos, Side side, long worst, long lots) {
    return at(nanos, t -> book.take(--backgroundIds, side, worst, lots, this));
  }

  /// The background cancels its `nth` order, counted from 1.
  public ScriptedMarket cancels(long nanos, long nth) {
    return at(nanos, t -> book.cancel(-nth, this));
  }

  /// The mark price becomes this; funding stays as it was.
  public ScriptedMarket marks(long nanos, long markE8) {
    return marks(nanos, markE8, 0, 0);
  }

  /// The mark price, funding rate and next funding become these.
  public ScriptedMarket marks(long nanos, long markE8, long rateE8, long nextFundingMs) {
    return at(
        nanos,
        t -> {
          mark = mark(markE8, rateE8, nextFundingMs, t / 1_000_000);
          out.published(mark, t);
        });
  }

  /// Signed lots the background has bought.
  public long backgroundNet() {
    return backgroundNet;
  }

  @Override
  public Instrument instrument() {
    return instrument;
  }

  @Override
  public long nextNanos() {
    return script.isEmpty() ? Long.MAX_VALUE : script.firstKey();
  }

  @Override
  public void advance(long nanos, MarketListener listener) {
    while (nextNanos() <= nanos) {
      nowNanos = script.firstKey();
      out = listener;
      for (LongConsumer step : script.pollFirstEntry().getValue()) {
        step.accept(nowNanos);
      }
    }
  }

  @Override
  public void submit(RestingOrder o, long nanos, MarketListener listener) {
    nowNanos = nanos;
    out = listener;
    if (o.kind() == OrderKind.POST_ONLY && book.wouldTake(o.side(), o.price())) {
      out.removed(o.venueId(), MarketListener.Removal.WOULD_TAKE, nanos);
    } else if (o.kind() == OrderKind.LIMIT || o.kind() == OrderKind.POST_ONLY) {
      book.add(o.venueId(), o.side(), o.price(), o.lots(), this);
    } else {
      long worst = o.kind() == OrderKind.IOC ? o.price() : o.side().sign() * Long.MAX_VALUE / 2;
      if (book.take(o.venueId(), o.side(), worst, o.lots(), this) > 0) {
        out.removed(o.venueId(), MarketListener.Removal.EXPIRED, nanos);
      }
    }
  }

  @Override
  public void cancel(long venueId, long nanos, MarketListener listener) {
    nowNanos = nanos;
    out = listener;
    if (book.cancel(venueId, this) > 0) {
      out.removed(venueId, MarketListener.Removal.CANCELLED, nanos);
    }
  }

  @Override
  public MarketEvent.DepthSnapshot snapshot(int levels, long nanos) {
    return new MarketEvent.DepthSnapshot(
        instrument.index(),
        updateId,
        nanos / 1_000_000,
        side(Side.BUY, levels),
        side(Side.SELL, levels));
  }

  @Override
  public List<MarketEvent.Kline> klines(int count, long nanos) {
    List<MarketEvent.Kline> bars = new ArrayList<>();
    long minute = nanos / 60_000_000_000L;
    long price = instrument.ticksOfE8(mark.markE8());
    for (long m = minute - count; m < minute; m++) {
      bars.add(
          new MarketEvent.Kline(
              instrument.index(), m * 60_000, price, price + 5, price - 5, price, 1000, 400, 7));
    }
    return bars;
  }

  @Override
  public MarketEvent.MarkPrice mark(long nanos) {
    return mark;
  }

  @Override
  public void trade(long maker, long taker, long price, long lots, boolean takerBuys) {
    long id = ++tradeId;
    long ms = nowNanos / 1_000_000;
    if (maker < 0) {
      backgroundNet += takerBuys ? -lots : lots;
    }
    if (taker < 0) {
      backgroundNet += takerBuys ? lots : -lots;
    }
    out.published(
        new MarketEvent.Trade(instrument.index(), id, price, lots, !takerBuys, true, ms, ms),
        nowNanos);
    if (maker > 0) {
      out.filled(maker, lots, price, true, id, nowNanos);
    }
    if (taker > 0) {
      out.filled(taker, lots, price, false, id, nowNanos);
    }
  }

  @Override
  public void level(Side side, long price, long total) {
    long previous = updateId++;
    long ms = nowNanos / 1_000_000;
    Levels changed = Levels.of(price, total);
    out.published(
        new MarketEvent.DepthUpdate(
            instrument.index(),
            updateId,
            updateId,
            previous,
            ms,
            ms,
            side == Side.BUY ? changed : Levels.NONE,
            side == Side.SELL ? changed : Levels.NONE),
        nowNanos);
    if (book.depth(Side.BUY) > 0 && book.depth(Side.SELL) > 0) {
      out.published(
          new MarketEvent.BookTicker(
              instrument.index(),
              updateId,
              book.bestBid(),
              book.lotsAt(Side.BUY, book.bestBid()),
              book.bestAsk(),
              book.lotsAt(Side.SELL, book.bestAsk()),
              ms,
              ms),
          nowNanos);
    }
  }

  private MarketEvent.MarkPrice mark(long markE8, long rateE8, long nextMs, long ms) {
    return new MarketEvent.MarkPrice(instrument.index(), markE8, markE8, rateE8, nextMs, ms, false);
  }

  private Levels side(Side side, int most) {
    int n = Math.min(most, book.depth(side));
    long[] pairs = new long[2 * n];
    int[] at = new int[1];
    book.levels(
        side,
        n,
        (price, lots) -> {
          pairs[at[0]++] = price;
          pairs[at[0]++] = lots;
        });
    return Levels.of(pairs);
  }

  private static final class Deaf implements MarketListener {
    @Override
    public void published(MarketEvent event, long nanos) {}

    @Override
    public void filled(
        long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {}

    @Override
    public void removed(long venueId, Removal why, long nanos) {}
  }
}
