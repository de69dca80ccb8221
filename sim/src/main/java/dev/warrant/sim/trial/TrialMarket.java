package dev.warrant.sim.trial;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.rules.scenario.Step.Target;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.RestingOrder;
import java.util.ArrayList;
import java.util.List;

/// A market that does what a story says: a ladder of levels around a middle that wanders a little
/// and goes where it is told. Ten times a second the book changes and two small trades happen; once
/// a second there is a mark.
///
/// Simplifications: account orders take no liquidity away and are not shown in the book; a resting
/// order fills as a whole once the other side reaches its price.
final class TrialMarket implements Market {
  private static final long MS = 1_000_000;
  private static final long BEAT_NANOS = 100 * MS;
  private static final long PPM = 1_000_000;
  private static final int LEVELS = 20;
  private static final int TRADES = 2;
  private static final int BARS = 120;
  private static final long MINUTE_MS = 60_000;
  private static final long FUNDING_MS = 8 * 3_600_000L;

  private final Instrument instrument;
  private final SeededRandom own;
  private final SeededRandom shared;
  private final List<RestingOrder> resting = new ArrayList<>();
  private final long startNanos;
  private long beats;
  private long next;
  private long middle;
  private long from;
  private long goal;
  private long goalBeats;
  private long goneBeats;
  private double wander;
  private long noise = 20;
  private long spread = 1;
  private long touchLots = 8_000;
  private long gap = 1;
  private long markPpm;
  private long fundingE8 = 10_000;
  private long aheadMs;
  private boolean together;
  private boolean fills = true;
  private boolean depths = true;
  private long updateId = 1_000;
  private long tradeId = 1;
  private Ladder shown;

  /// Prices and lots of both sides, best first.
  private record Ladder(long bid, long ask, long gap, long lots) {
    Levels side(Side side) {
      long[] pairs = new long[2 * LEVELS];
      for (int k = 0; k < LEVELS; k++) {
        pairs[2 * k] = price(side, k);
        pairs[2 * k + 1] = k == 0 ? lots : 8_000 + 10 * k;
      }
      return Levels.of(pairs);
    }

    long price(Side side, int k) {
      return side == Side.BUY ? bid - k * gap : ask + k * gap;
    }

    /// What turns the side of `before` into this one.
    Levels change(Ladder before, Side side) {
      Levels now = side(side);
      Levels old = before.side(side);
      List<Long> out = new ArrayList<>();
      for (int k = 0; k < LEVELS; k++) {
        if (at(now, old.ticks(k)) == 0) {
          out.add(old.ticks(k));
          out.add(0L);
        }
      }
      for (int k = 0; k < LEVELS; k++) {
        if (at(old, now.ticks(k)) != now.lots(k)) {
          out.add(now.ticks(k));
          out.add(now.lots(k));
        }
      }
      return Levels.of(out.stream().mapToLong(Long::longValue).toArray());
    }

    private static long at(Levels levels, long price) {
      for (int k = 0; k < levels.size(); k++) {
        if (levels.ticks(k) == price) {
          return levels.lots(k);
        }
      }
      return 0;
    }
  }

  /// @param seed of its small movements; the same for markets that may move together
  TrialMarket(Instrument instrument, @E8 long priceE8, long seed, long startNanos) {
    this.instrument = instrument;
    this.startNanos = startNanos;
    own = new SeededRandom(seed).split(instrument.symbol());
    shared = new SeededRandom(seed).split("together");
    middle = instrument.ticksOfE8(priceE8);
    from = middle;
    goal = middle;
    next = startNanos + BEAT_NANOS;
    shown = ladder();
  }

  void price(Target to, long overMillis) {
    from = middle;
    goal =
        switch (to) {
          case Target.At at -> instrument.ticksOfE8(at.priceE8());
          case Target.By by -> middle + middle * by.ppm() / PPM;
        };
    goneBeats = 0;
    goalBeats = Math.max(1, overMillis * MS / BEAT_NANOS);
  }

  void markAway(long ppm) {
    markPpm = ppm;
  }

  void spread(@Ticks long ticks) {
    spread = Math.max(1, ticks);
  }

  void depth(@Lots long lots, @Ticks long behind) {
    touchLots = lots;
    gap = behind;
  }

  void noise(@Ticks long ticks) {
    noise = ticks;
  }

  void funding(long rateE8) {
    fundingE8 = rateE8;
  }

  void together(boolean on) {
    together = on;
  }

  void fills(boolean on) {
    fills = on;
  }

  void depths(boolean on) {
    depths = on;
  }

  /// The venue's clock is so far ahead of the desk's.
  void ahead(long millis) {
    aheadMs = millis;
  }

  private Ladder ladder() {
    long bid = middle + Math.round(wander) - spread / 2;
    return new Ladder(bid, bid + spread, gap, touchLots);
  }

  private long ms(long nanos) {
    return Math.floorDiv(nanos, MS) + aheadMs;
  }

  @Override
  public Instrument instrument() {
    return instrument;
  }

  @Override
  public long nextNanos() {
    return next;
  }

  @Override
  public void advance(long nanos, MarketListener out) {
    while (next <= nanos) {
      beat(next, out);
      next += BEAT_NANOS;
    }
  }

  private void beat(long nanos, MarketListener out) {
    beats++;
    if (goneBeats < goalBeats) {
      goneBeats++;
      middle = from + (goal - from) * goneBeats / goalBeats;
    }
    // Both are drawn each time, so that a story that binds the markets moves nothing else.
    double mine = own.nextGaussian();
    double common = shared.nextGaussian();
    wander = 0.98 * wander + noise * (together ? common : mine);
    Ladder before = shown;
    shown = ladder();
    long previous = updateId;
    updateId += 5;
    out.published(depths ? update(before, previous, nanos) : ticker(nanos), nanos);
    for (int k = 0; k < TRADES; k++) {
      trade(nanos, out);
    }
    if (beats % 10 == 0) {
      out.published(mark(nanos), nanos);
    }
    meet(nanos, out);
  }

  private MarketEvent update(Ladder before, long previous, long nanos) {
    return new MarketEvent.DepthUpdate(
        instrument.index(),
        previous + 1,
        updateId,
        previous,
        ms(nanos),
        ms(nanos),
        shown.change(before, Side.BUY),
        shown.change(before, Side.SELL));
  }

  private MarketEvent ticker(long nanos) {
    return new MarketEvent.BookTicker(
        instrument.index(),
        updateId,
        shown.bid(),
        shown.lots(),
        shown.ask(),
        shown.lots(),
        ms(nanos),
        ms(nanos));
  }

  private void trade(long nanos, MarketListener out) {
    boolean sold = own.nextInt(10) < 5 - 3 * leaning();
    long price = sold ? shown.bid() : shown.ask();
    int lots = 1 + own.nextInt(3);
    out.published(
        new MarketEvent.Trade(
            instrument.index(), tradeId++, price, lots, sold, true, ms(nanos), ms(nanos)),
        nanos);
  }

  /// Whoever trades goes with a price that is on its way: 1 up, -1 down, 0 if it stays.
  private int leaning() {
    return goneBeats < goalBeats ? Long.signum(goal - from) : 0;
  }

  private void meet(long nanos, MarketListener out) {
    for (RestingOrder o : List.copyOf(resting)) {
      boolean reached = o.side() == Side.BUY ? shown.ask() <= o.price() : shown.bid() >= o.price();
      if (reached && fills) {
        resting.remove(o);
        out.filled(o.venueId(), o.lots(), o.price(), true, tradeId++, nanos);
      }
    }
  }

  @Override
  public void submit(RestingOrder o, long nanos, MarketListener out) {
    long left = o.kind() == OrderKind.POST_ONLY || !fills ? o.lots() : take(o, nanos, out);
    boolean rests = o.kind() == OrderKind.LIMIT || o.kind() == OrderKind.POST_ONLY;
    if (o.kind() == OrderKind.POST_ONLY && reaches(o, 0)) {
      out.removed(o.venueId(), MarketListener.Removal.WOULD_TAKE, nanos);
    } else if (left > 0 && rests) {
      resting.add(new RestingOrder(o.venueId(), o.side(), o.kind(), o.price(), left));
    } else if (left > 0) {
      out.removed(o.venueId(), MarketListener.Removal.EXPIRED, nanos);
    }
  }

  private boolean reaches(RestingOrder o, int level) {
    long price = shown.price(o.side().opposite(), level);
    return o.kind() == OrderKind.MARKET
        || (o.side() == Side.BUY ? price <= o.price() : price >= o.price());
  }

  private long take(RestingOrder o, long nanos, MarketListener out) {
    long left = o.lots();
    Levels other = shown.side(o.side().opposite());
    for (int k = 0; k < LEVELS && left > 0 && reaches(o, k); k++) {
      long lots = Math.min(left, other.lots(k));
      out.filled(o.venueId(), lots, other.ticks(k), false, tradeId++, nanos);
      left -= lots;
    }
    return left;
  }

  @Override
  public void cancel(long venueId, long nanos, MarketListener out) {
    for (RestingOrder o : List.copyOf(resting)) {
      if (o.venueId() == venueId) {
        resting.remove(o);
        out.removed(venueId, MarketListener.Removal.CANCELLED, nanos);
      }
    }
  }

  @Override
  public MarketEvent.DepthSnapshot snapshot(int levels, long nanos) {
    return new MarketEvent.DepthSnapshot(
        instrument.index(), updateId, ms(nanos), shown.side(Side.BUY), shown.side(Side.SELL));
  }

  /// Quiet minutes before the start.
  @Override
  public List<MarketEvent.Kline> klines(int count, long nanos) {
    long last = Math.floorDiv(startNanos / MS, MINUTE_MS) * MINUTE_MS;
    List<MarketEvent.Kline> out = new ArrayList<>();
    for (int k = Math.min(count, BARS); k > 0; k--) {
      long mid = from + (k % 5 - 2) * noise;
      out.add(
          new MarketEvent.Kline(
              instrument.index(),
              last - k * MINUTE_MS,
              mid,
              mid + 2 * noise,
              mid - 2 * noise,
              mid + (k % 3 - 1) * noise,
              600,
              300,
              60));
    }
    return out;
  }

  @Override
  public MarketEvent.MarkPrice mark(long nanos) {
    long at = 50 * (shown.bid() + shown.ask()) * instrument.tickE8() / 100;
    long markE8 = at + Math.multiplyExact(at / 1_000, markPpm) / 1_000;
    long nowMs = Math.floorDiv(nanos, MS);
    long funding = (Math.floorDiv(nowMs, FUNDING_MS) + 1) * FUNDING_MS;
    return new MarketEvent.MarkPrice(
        instrument.index(), markE8, markE8, fundingE8, funding, ms(nanos), false);
  }
}
