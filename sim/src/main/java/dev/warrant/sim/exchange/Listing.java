package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// An instrument as listed: its market, and the prices the exchange goes by.
public final class Listing implements MarketListener {
  private static final int KEPT_FUNDINGS = 10_000;

  /// A funding settlement that took place.
  ///
  /// @param rateE8 long pays this share of its notional to short
  public record Funding(long ms, @E8 long rateE8, @E8 long markE8) {}

  private final Exchange exchange;
  private final Market market;
  private final Instrument instrument;
  private final History<Funding> fundings = new History<>(KEPT_FUNDINGS, f -> {});
  private MarketEvent.MarkPrice mark;
  private long lastTicks;
  private long lowTicks = Long.MAX_VALUE;
  private long highTicks = Long.MIN_VALUE;
  private long markLowE8 = Long.MAX_VALUE;
  private long markHighE8 = Long.MIN_VALUE;
  private boolean moved;
  private long settledMs;

  Listing(Exchange exchange, Market market, MarketEvent.MarkPrice mark) {
    this.exchange = exchange;
    this.market = market;
    this.instrument = market.instrument();
    this.mark = mark;
    lastTicks = instrument.ticksOfE8(mark.markE8());
  }

  /// The instrument.
  public Instrument instrument() {
    return instrument;
  }

  /// Its market.
  public Market market() {
    return market;
  }

  /// Mark price, index, funding rate and time of the next funding.
  public MarketEvent.MarkPrice mark() {
    return mark;
  }

  /// Mark price.
  public @E8 long markE8() {
    return mark.markE8();
  }

  /// Price of the last trade; before the first, the mark price.
  public @Ticks long lastTicks() {
    return lastTicks;
  }

  /// The newest fundings, oldest first.
  public List<Funding> fundings(int most, long fromMs, long toMs) {
    return fundings.last(most, f -> f.ms() >= fromMs && f.ms() <= toMs);
  }

  /// When the next funding is due; `Long.MAX_VALUE` if none is known.
  long fundingNanos() {
    long ms = mark.nextFundingMs();
    return ms <= settledMs ? Long.MAX_VALUE : Math.multiplyExact(ms, 1_000_000L);
  }

  /// Settles funding that is due at `nanos`, once.
  void settleFunding(long nanos) {
    if (nanos >= fundingNanos()) {
      settledMs = mark.nextFundingMs();
      Funding funding = new Funding(settledMs, mark.fundingRateE8(), mark.markE8());
      fundings.add(funding);
      exchange.settlement().fund(this, funding, nanos);
    }
  }

  /// Whether a price has moved since the last call of [#rested].
  boolean moved() {
    return moved;
  }

  void rested() {
    moved = false;
    lowTicks = Long.MAX_VALUE;
    highTicks = Long.MIN_VALUE;
    markLowE8 = Long.MAX_VALUE;
    markHighE8 = Long.MIN_VALUE;
  }

  /// Whether the prices since [#rested] have reached the order's trigger.
  boolean reached(AlgoOrder algo) {
    if (algo.byMark()) {
      return markLowE8 <= markHighE8 && algo.reached(markLowE8, markHighE8);
    }
    return lowTicks <= highTicks
        && algo.reached(lowTicks * instrument.tickE8(), highTicks * instrument.tickE8());
  }

  @Override
  public void published(MarketEvent event, long nanos) {
    if (event instanceof MarketEvent.MarkPrice m) {
      if (m.nextFundingMs() != mark.nextFundingMs()) {
        settleFunding(nanos);
      }
      mark = m;
      markLowE8 = Math.min(markLowE8, m.markE8());
      markHighE8 = Math.max(markHighE8, m.markE8());
      moved = true;
    } else if (event instanceof MarketEvent.Trade t) {
      lastTicks = t.price();
      lowTicks = Math.min(lowTicks, lastTicks);
      highTicks = Math.max(highTicks, lastTicks);
      moved = true;
    }
    exchange.listener().published(event, nanos);
  }

  @Override
  public void filled(
      long venueId, @Lots long lots, @Ticks long price, boolean maker, long tradeId, long nanos) {
    exchange.settlement().fill(venueId, lots, price, maker, tradeId, nanos);
  }

  @Override
  public void removed(long venueId, Removal why, long nanos) {
    exchange.settlement().removed(venueId, why, nanos);
  }
}
