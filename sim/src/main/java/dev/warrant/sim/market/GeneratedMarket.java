package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.MarketListener.Removal;
import dev.warrant.sim.exchange.MatchingBook;
import dev.warrant.sim.exchange.RestingOrder;
import java.util.List;

/// A market drawn from a seed: self-exciting order flow ([HawkesFlow]) around a latent efficient
/// price, through regimes, in a real matching book that account orders join. The same seed and
/// parameters give the same market in whatever steps it is advanced; markets of one seed share
/// regimes and a common price factor. Times of background events do not depend on account orders,
/// what those events meet in the book does.
///
/// Published: trades and book tickers as they happen, depth updates on a fixed grid, mark prices
/// each second.
public final class GeneratedMarket implements Market {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final int WARM_UP_MINUTES = 240;

  /// Events that a jump of the usual size sets off, so that the quotes follow soon.
  private static final double EVENTS_PER_JUMP = 16;

  private final Instrument instrument;
  private final FlowParameters parameters;
  private final CommonFactor common;
  private final ShockStream own;
  private final EfficientPrice efficient;
  private final HawkesFlow flow;
  private final MatchingBook book = new MatchingBook();
  private final FlowPublisher publisher;
  private final FlowActor actor;
  private final FlowMarks marks;
  private final MinuteBars bars;
  private final long depthNanos;
  private RegimePath.Segment segment;
  private long depthAt;
  private long markAt;
  private long events;

  /// A market that starts at `startTicks`.
  ///
  /// @throws IllegalArgumentException if `startTicks` is under 1000, too coarse a price to move
  public GeneratedMarket(
      Instrument instrument,
      FlowParameters parameters,
      long seed,
      @Ticks long startTicks,
      long startNanos) {
    if (startTicks < 1000) {
      throw new IllegalArgumentException(
          instrument.symbol() + ": a start price of at least 1000 ticks, found " + startTicks);
    }
    this.instrument = instrument;
    this.parameters = parameters;
    common = new CommonFactor(parameters, seed, startNanos);
    SeededRandom random = new SeededRandom(seed).split(instrument.symbol());
    own = new ShockStream(parameters, common.path(), random.split("shocks"), startNanos);
    efficient = new EfficientPrice((double) startTicks, parameters.commonShare(), startNanos);
    flow = new HawkesFlow(random.split("times"), startNanos);
    bars =
        new MinuteBars(
            instrument.index(),
            WarmupBars.before(
                instrument, parameters, seed, efficient.ticks(), startNanos, WARM_UP_MINUTES));
    BackgroundOrders bids = new BackgroundOrders(Side.BUY);
    BackgroundOrders asks = new BackgroundOrders(Side.SELL);
    publisher = new FlowPublisher(instrument.index(), book, bids, asks, bars);
    actor =
        new FlowActor(instrument, book, bids, asks, publisher, random.split("marks"), parameters);
    marks = new FlowMarks(instrument, efficient.ticks(), startNanos);
    depthNanos = parameters.depthMillis() * MS;
    depthAt = startNanos + depthNanos;
    markAt = (Math.floorDiv(startNanos, SECOND) + 1) * SECOND;
    segment = common.path().at(startNanos);
    enter(startNanos);
    actor.efficient(efficient.ticks());
    actor.settle();
  }

  private void enter(long nanos) {
    RegimeParameters p = parameters.of(segment.regime());
    efficient.anchor();
    flow.regime(p, nanos);
    actor.regime(p, segment.direction());
  }

  @Override
  public Instrument instrument() {
    return instrument;
  }

  /// The regime that really rules at a time. For training and scoring of classifiers only: nothing
  /// that trades may know it.
  public Regime regimeAt(long nanos) {
    return common.path().at(nanos).regime();
  }

  /// Background events (limit orders, cancels, market orders) so far.
  public long backgroundEvents() {
    return events;
  }

  @Override
  public long nextNanos() {
    long price = Math.min(common.nextNanos(), own.nextNanos());
    long timer = Math.min(Math.min(depthAt, markAt), segment.to());
    return Math.min(flow.nextNanos(), Math.min(price, timer));
  }

  @Override
  public void advance(long nanos, MarketListener out) {
    for (long t = nextNanos(); t <= nanos; t = nextNanos()) {
      publisher.to(out, t);
      if (t == segment.to()) {
        segment = common.path().at(t);
        enter(t);
      } else if (t == common.nextNanos()) {
        double burst = common.burst(t);
        jump(common.take() * burst, true, t);
      } else if (t == own.nextNanos()) {
        jump(own.take() * common.burst(t), false, t);
      } else if (t == flow.nextNanos()) {
        events++;
        actor.act(flow.take());
        publisher.ticker();
      } else if (t == depthAt) {
        publisher.depth();
        depthAt += depthNanos;
      } else {
        mark(t, out);
      }
    }
  }

  private void jump(double z, boolean isCommon, long nanos) {
    RegimeParameters p = parameters.of(segment.regime());
    efficient.jump(z, isCommon, p, segment, nanos);
    actor.efficient(efficient.ticks());
    flow.boost(EVENTS_PER_JUMP * Math.min(2, Math.abs(z)) * (1 - p.branching()), nanos);
  }

  private void mark(long nanos, MarketListener out) {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    double mid =
        bid == MatchingBook.NO_BID || ask == MatchingBook.NO_ASK
            ? efficient.ticks()
            : (bid + ask) / 2.0;
    out.published(marks.next(efficient.ticks(), mid, nanos), nanos);
    markAt += SECOND;
  }

  @Override
  public void submit(RestingOrder o, long nanos, MarketListener out) {
    publisher.to(out, nanos);
    switch (o.kind()) {
      case POST_ONLY -> {
        if (book.wouldTake(o.side(), o.price())) {
          out.removed(o.venueId(), Removal.WOULD_TAKE, nanos);
        } else {
          book.add(o.venueId(), o.side(), o.price(), o.lots(), publisher);
        }
      }
      case LIMIT -> book.add(o.venueId(), o.side(), o.price(), o.lots(), publisher);
      case IOC, MARKET -> {
        @Lots long left = book.take(o.venueId(), o.side(), worst(o), o.lots(), publisher);
        if (left > 0) {
          out.removed(o.venueId(), Removal.EXPIRED, nanos);
        }
      }
      case STOP_MARKET ->
          throw new IllegalArgumentException(
              "order " + o.venueId() + " is a stop: the exchange triggers it, a market cannot");
    }
    publisher.ticker();
  }

  private static @Ticks long worst(RestingOrder o) {
    if (o.kind() != OrderKind.MARKET) {
      return o.price();
    }
    return o.side() == Side.BUY ? Long.MAX_VALUE : 0;
  }

  @Override
  public void cancel(long venueId, long nanos, MarketListener out) {
    publisher.to(out, nanos);
    if (venueId > 0 && book.cancel(venueId, publisher) > 0) {
      out.removed(venueId, Removal.CANCELLED, nanos);
      publisher.ticker();
    }
  }

  @Override
  public MarketEvent.DepthSnapshot snapshot(int levels, long nanos) {
    return new MarketEvent.DepthSnapshot(
        instrument.index(),
        publisher.snapshotId(),
        Math.floorDiv(nanos, MS),
        levels(Side.BUY, levels),
        levels(Side.SELL, levels));
  }

  private Levels levels(Side side, int max) {
    long[] pairs = new long[2 * Math.min(max, book.depth(side))];
    int[] n = {0};
    book.levels(
        side,
        max,
        (price, lots) -> {
          pairs[n[0]++] = price;
          pairs[n[0]++] = lots;
        });
    return Levels.of(pairs);
  }

  @Override
  public List<MarketEvent.Kline> klines(int count, long nanos) {
    return bars.closedAt(Math.floorDiv(nanos, MS), count);
  }

  @Override
  public MarketEvent.MarkPrice mark(long nanos) {
    return marks.last();
  }
}
