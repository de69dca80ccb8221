package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;

/// Mark price and funding of a generated market. The index is the efficient price, the mark the
/// index with a smoothed premium of the mid over it. The funding rate is Binance's: average premium
/// plus `clamp(0.01 % - premium, -0.05 %, 0.05 %)`, settled every eight hours
/// (<https://www.binance.com/en/support/faq/360033525031>), with an exponential average in place of
/// the arithmetic one.
final class FlowMarks {
  private static final long MS = 1_000_000;
  private static final long EIGHT_HOURS_MS = 8L * 3_600_000;
  private static final double MARK_SECONDS = 10;
  private static final double FUNDING_SECONDS = 1_800;
  private static final double INTEREST = 0.0001;
  private static final double CLAMP = 0.0005;

  private final Instrument instrument;
  private double premium;
  private double averagePremium;
  private MarketEvent.MarkPrice last;

  FlowMarks(Instrument instrument, double efficientTicks, long startNanos) {
    this.instrument = instrument;
    last = make(efficientTicks, startNanos);
  }

  MarketEvent.MarkPrice last() {
    return last;
  }

  /// One second passed.
  MarketEvent.MarkPrice next(double efficientTicks, double midTicks, long nanos) {
    double now = midTicks / efficientTicks - 1;
    premium += (now - premium) / MARK_SECONDS;
    averagePremium += (now - averagePremium) / FUNDING_SECONDS;
    last = make(efficientTicks, nanos);
    return last;
  }

  private MarketEvent.MarkPrice make(double efficientTicks, long nanos) {
    double index = efficientTicks * instrument.tickE8();
    double rate = averagePremium + Math.clamp(INTEREST - averagePremium, -CLAMP, CLAMP);
    long ms = Math.floorDiv(nanos, MS);
    return new MarketEvent.MarkPrice(
        instrument.index(),
        StrictMath.round(index * (1 + premium)),
        StrictMath.round(index),
        StrictMath.round(rate * 1e8),
        (ms / EIGHT_HOURS_MS + 1) * EIGHT_HOURS_MS,
        ms,
        false);
  }
}
