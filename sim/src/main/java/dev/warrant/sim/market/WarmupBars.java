package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;

/// Minute bars from before the start of a generated market: the same regimes and efficient price in
/// steps of a second, without a book, scaled so that the last close is the price of the start.
/// Instruments of one seed share the common part here as well.
final class WarmupBars {
  private static final long MINUTE_MS = 60_000;
  private static final long SECOND = 1_000_000_000;

  private final Instrument instrument;
  private final FlowParameters parameters;
  private final RegimePath path;
  private final SeededRandom common;
  private final SeededRandom own;
  private final EfficientPrice price;

  WarmupBars(
      Instrument instrument,
      FlowParameters parameters,
      long seed,
      double startTicks,
      long fromNanos) {
    this.instrument = instrument;
    this.parameters = parameters;
    SeededRandom root = new SeededRandom(seed).split("warm-up");
    path = new RegimePath(parameters, root.split("regimes"), fromNanos);
    common = root.split("common");
    own = root.split(instrument.symbol());
    price = new EfficientPrice(startTicks, parameters.commonShare(), fromNanos);
  }

  /// `minutes` bars, the last one closed at or before `startNanos`.
  static List<MarketEvent.Kline> before(
      Instrument instrument,
      FlowParameters parameters,
      long seed,
      double startTicks,
      long startNanos,
      int minutes) {
    long endMs = Math.floorDiv(startNanos, MINUTE_MS * 1_000_000) * MINUTE_MS;
    long fromMs = endMs - minutes * MINUTE_MS;
    WarmupBars made = new WarmupBars(instrument, parameters, seed, startTicks, fromMs * 1_000_000);
    List<double[]> raw = new ArrayList<>();
    for (int i = 0; i < minutes; i++) {
      raw.add(made.minute((fromMs + i * MINUTE_MS) * 1_000_000));
    }
    double scale = minutes == 0 ? 1 : startTicks / raw.getLast()[3];
    List<MarketEvent.Kline> out = new ArrayList<>();
    for (int i = 0; i < minutes; i++) {
      out.add(made.bar(raw.get(i), scale, fromMs + i * MINUTE_MS));
    }
    return out;
  }

  /// Open, high, low, close, notional bought and sold by takers, and trades.
  private double[] minute(long from) {
    double open = price.ticks();
    double high = open;
    double low = open;
    double bought = 0;
    double sold = 0;
    double trades = 0;
    RegimePath.Segment segment = path.at(from);
    for (int s = 1; s <= 60; s++) {
      long now = from + s * SECOND;
      if (now >= segment.to()) {
        segment = path.at(now);
        price.anchor();
      }
      RegimeParameters p = parameters.of(segment.regime());
      double perSecond = StrictMath.sqrt(p.shocksPerSecond());
      double move = price.jump(common.nextGaussian() * perSecond, true, p, segment, now);
      move += price.jump(own.nextGaussian() * perSecond, false, p, segment, now);
      high = Math.max(high, price.ticks());
      low = Math.min(low, price.ticks());
      double count = p.eventsPerSecond() * p.marketShare() * (0.5 + own.nextExponential() / 2);
      double buys = Math.clamp(0.5 + 0.1 * move / p.volBp(), 0.1, 0.9);
      trades += StrictMath.ceil(count);
      bought += count * buys * parameters.orderUsdt();
      sold += count * (1 - buys) * parameters.orderUsdt();
    }
    return new double[] {open, high, low, price.ticks(), bought, sold, trades};
  }

  private MarketEvent.Kline bar(double[] raw, double scale, long openMs) {
    double lot = raw[3] * scale * instrument.tickLotE8() * 1e-8;
    long bought = StrictMath.round(raw[4] / lot);
    return new MarketEvent.Kline(
        instrument.index(),
        openMs,
        StrictMath.round(raw[0] * scale),
        StrictMath.round(raw[1] * scale),
        StrictMath.round(raw[2] * scale),
        StrictMath.round(raw[3] * scale),
        bought + StrictMath.round(raw[5] / lot),
        bought,
        (long) raw[6]);
  }
}
