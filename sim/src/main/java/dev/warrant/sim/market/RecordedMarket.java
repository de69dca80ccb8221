package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.RestingOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recording played as a market. Everything public is as recorded but for times, which are moved
/// by [Rebase]; depth ids `U/u/pu` pass through.
///
/// Declared simplifications:
/// - Account orders are matched by [RecordedMatcher]: a queue model for makers, the recorded levels
///   for takers. They have no impact on the recording, are not shown in its public depth, ticker or
///   trades, and do not meet each other.
/// - Until the recorded REST snapshot arrived (within the first 0.3 s) `snapshot` already gives it,
///   because no client could synchronise otherwise.
/// - Where the recording has no mark price, the mid stands in; see [#declared()].
///
/// With several laps the tape is played again and again as one unbroken market: ids and times run
/// on, and one depth update carries the book from the end of a lap to the start of the next.
public final class RecordedMarket implements Market {
  private static final long MS = 1_000_000;

  private final RecordedTape tape;
  private final int laps;
  private final Rebase rebase;
  private final RecordedBook book = new RecordedBook();
  private final RecordedMatcher matcher = new RecordedMatcher(book);
  private final MinuteBars bars;
  private final RecordedMarks marks;
  private final LapIds ids;
  private int at;
  private int lap;
  private long nextEvent;

  /// A market that plays `tape` once, without bars from before its start.
  public RecordedMarket(RecordedTape tape, Rebase rebase) {
    this(tape, rebase, List.of(), 1);
  }

  /// A market that plays `tape` `laps` times.
  ///
  /// @param before bars from before the start, oldest first, with times as after the rebase
  /// @throws IllegalArgumentException if `laps` is not positive
  public RecordedMarket(
      RecordedTape tape, Rebase rebase, List<MarketEvent.Kline> before, int laps) {
    if (laps <= 0) {
      throw new IllegalArgumentException("laps must be positive, found " + laps);
    }
    this.tape = tape;
    this.rebase = rebase;
    this.laps = laps;
    bars = new MinuteBars(tape.instrument().index(), before);
    ids = new LapIds(tape);
    book.reset(tape.snapshot());
    marks = new RecordedMarks(tape, nanosOf(0));
    nextEvent = nanosOf(0);
  }

  @Override
  public Instrument instrument() {
    return tape.instrument();
  }

  /// What this market had to substitute, in one sentence for people.
  public String declared() {
    return tape.instrument().symbol() + ": " + marks.declared();
  }

  @Override
  public long nextNanos() {
    return ended() ? Long.MAX_VALUE : Math.min(nextEvent, marks.nextNanos());
  }

  private boolean ended() {
    return at == tape.size();
  }

  private long nanosOf(int i) {
    return tape.localNanos(i) + rebase.localShiftNanos() + lap * rebase.lapNanos();
  }

  private long shiftMs() {
    return rebase.exchangeShiftMs() + lap * (rebase.lapNanos() / MS);
  }

  @Override
  public void advance(long nanos, MarketListener out) {
    while (!ended() && Math.min(nextEvent, marks.nextNanos()) <= nanos) {
      if (marks.nextNanos() <= nextEvent) {
        marks.publish(out);
      } else {
        play(nextEvent, out);
        step();
      }
    }
  }

  private void step() {
    at++;
    if (ended() && lap + 1 < laps) {
      lap++;
      at = tape.bridge();
    }
    nextEvent = ended() ? Long.MAX_VALUE : nanosOf(at);
  }

  private void play(long nanos, MarketListener out) {
    switch (tape.event(at)) {
      case MarketEvent.DepthUpdate d -> depth(d, nanos, out);
      case MarketEvent.BookTicker t -> {
        MarketEvent.BookTicker moved = ids.ticker(t, lap, shiftMs());
        book.apply(moved, matcher::level);
        marks.quote(moved);
        out.published(moved, nanos);
        matcher.quotes(nanos, out);
      }
      case MarketEvent.Trade t -> {
        MarketEvent.Trade moved = ids.trade(t, lap, shiftMs());
        bars.add(moved);
        out.published(moved, nanos);
        matcher.trade(moved, nanos, out);
      }
      case MarketEvent.MarkPrice m -> out.published(marks.recorded(m, shiftMs()), nanos);
      case MarketEvent.DepthSnapshot _, MarketEvent.Kline _, MarketEvent.StreamState _ -> {}
    }
  }

  private void depth(MarketEvent.DepthUpdate d, long nanos, MarketListener out) {
    boolean splice = lap > 0 && at == tape.bridge();
    MarketEvent.DepthUpdate moved =
        splice ? ids.splice(book, lap, shiftMs()) : ids.depth(d, lap, shiftMs());
    boolean known = lap > 0 || at >= tape.bridge();
    if (known) {
      book.apply(moved, matcher::level);
    }
    out.published(moved, nanos);
    if (known) {
      matcher.quotes(nanos, out);
    }
  }

  @Override
  public void submit(RestingOrder order, long nanos, MarketListener out) {
    matcher.submit(order, nanos, out);
  }

  @Override
  public void cancel(long venueId, long nanos, MarketListener out) {
    matcher.cancel(venueId, nanos, out);
  }

  /// The recorded book now, account orders not included. Its id lies between `U` and `u` of the
  /// next depth update, so that a client that joins late can always synchronise.
  @Override
  public MarketEvent.DepthSnapshot snapshot(int levels, long nanos) {
    Levels bids = book.side(Side.BUY).top(levels);
    Levels asks = book.side(Side.SELL).top(levels);
    boolean early = lap == 0 && at <= tape.bridge();
    long id = early ? book.lastId() : nextDepthId();
    return new MarketEvent.DepthSnapshot(
        instrument().index(), id, Math.floorDiv(nanos, MS), bids, asks);
  }

  private long nextDepthId() {
    for (int i = at; i < tape.size(); i++) {
      if (tape.event(i) instanceof MarketEvent.DepthUpdate d) {
        return d.first() + ids.offset(lap);
      }
    }
    return lap + 1 < laps ? book.lastId() + 1 : book.lastId();
  }

  /// Bars of what was played so far, after those given at the start. The first one may be partial.
  @Override
  public List<MarketEvent.Kline> klines(int count, long nanos) {
    return bars.closedAt(Math.floorDiv(nanos, MS), count);
  }

  @Override
  public MarketEvent.MarkPrice mark(long nanos) {
    return marks.now(nanos);
  }

  /// Ids and times of a tape in a given lap.
  private static final class LapIds {
    private final RecordedTape tape;
    private final long span;
    private final long tradeSpan;
    private @Nullable RecordedBook start;

    LapIds(RecordedTape tape) {
      this.tape = tape;
      long first = Long.MAX_VALUE;
      long last = 0;
      long firstTrade = Long.MAX_VALUE;
      long lastTrade = 0;
      for (int i = 0; i < tape.size(); i++) {
        switch (tape.event(i)) {
          case MarketEvent.DepthUpdate d -> {
            first = Math.min(first, d.previous());
            last = Math.max(last, d.last());
          }
          case MarketEvent.BookTicker t -> {
            first = Math.min(first, t.updateId());
            last = Math.max(last, t.updateId());
          }
          case MarketEvent.Trade t -> {
            firstTrade = Math.min(firstTrade, t.tradeId());
            lastTrade = Math.max(lastTrade, t.tradeId());
          }
          case MarketEvent.DepthSnapshot _, MarketEvent.MarkPrice _ -> {}
          case MarketEvent.Kline _, MarketEvent.StreamState _ -> {}
        }
      }
      span = last - first + 2;
      tradeSpan = Math.max(1, lastTrade - firstTrade + 1);
    }

    long offset(int lap) {
      return lap * span;
    }

    MarketEvent.BookTicker ticker(MarketEvent.BookTicker t, int lap, long ms) {
      return new MarketEvent.BookTicker(
          t.instrument(),
          t.updateId() + offset(lap),
          t.bid(),
          t.bidLots(),
          t.ask(),
          t.askLots(),
          t.eventMs() + ms,
          t.transactMs() + ms);
    }

    MarketEvent.Trade trade(MarketEvent.Trade t, int lap, long ms) {
      return new MarketEvent.Trade(
          t.instrument(),
          t.tradeId() + lap * tradeSpan,
          t.price(),
          t.lots(),
          t.buyerIsMaker(),
          t.regular(),
          t.eventMs() + ms,
          t.tradeMs() + ms);
    }

    MarketEvent.DepthUpdate depth(MarketEvent.DepthUpdate d, int lap, long ms) {
      long offset = offset(lap);
      return new MarketEvent.DepthUpdate(
          d.instrument(),
          d.first() + offset,
          d.last() + offset,
          d.previous() + offset,
          d.eventMs() + ms,
          d.transactMs() + ms,
          d.bids(),
          d.asks());
    }

    /// The update that turns the book at the end of a lap into the one after the bridging update.
    MarketEvent.DepthUpdate splice(RecordedBook now, int lap, long ms) {
      MarketEvent.DepthUpdate bridge = (MarketEvent.DepthUpdate) tape.event(tape.bridge());
      RecordedBook to = start;
      if (to == null) {
        to = new RecordedBook();
        to.reset(tape.snapshot());
        to.apply(bridge, (_, _, _) -> {});
        start = to;
      }
      return new MarketEvent.DepthUpdate(
          bridge.instrument(),
          now.lastId() + 1,
          bridge.last() + offset(lap),
          now.lastId(),
          bridge.eventMs() + ms,
          bridge.transactMs() + ms,
          now.side(Side.BUY).changesTo(to.side(Side.BUY)),
          now.side(Side.SELL).changesTo(to.side(Side.SELL)));
    }
  }
}
