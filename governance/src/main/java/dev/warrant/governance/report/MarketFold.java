package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.FillMark;
import dev.warrant.governance.report.ReportData.Market;
import dev.warrant.governance.report.ReportData.PriceSource;
import dev.warrant.governance.report.ReportData.WarrantSpan;
import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.knowledge.event.MarketEvent.MarkPrice;
import dev.warrant.knowledge.event.MarketEvent.Trade;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.EnumMap;
import java.util.Map;

/// What happens to one instrument over a run.
final class MarketFold {
  private static final int FILLS_MAX = 1500;
  private static final int WARRANTS_MAX = 600;

  private final Instrument instrument;
  private final Holdings holdings;
  private final Downsample mids = new Downsample();
  private final Downsample trades = new Downsample();
  private final Downsample markPrices = new Downsample();
  private final Downsample position = new Downsample();
  private final Ribbon<Regime> regimes = new Ribbon<>(Regime.values());
  private final OrdersFold orders = new OrdersFold();
  private final Thinned<FillMark> fills = new Thinned<>(FILLS_MAX);
  private final Thinned<Live> warrants = new Thinned<>(WARRANTS_MAX);
  private final Map<Side, Live> live = new EnumMap<>(Side.class);
  private long marks;
  private long substitutes;

  /// A warrant whose end is not known yet.
  private static final class Live {
    private final long from;
    private final Warrant warrant;
    private long to;

    Live(long from, Warrant warrant) {
      this.from = from;
      this.warrant = warrant;
      to = warrant.expiresNanos();
    }

    void end(long nanos) {
      to = Math.min(to, nanos);
    }

    WarrantSpan span(long until) {
      return new WarrantSpan(
          from,
          Math.max(from, Math.min(to, until)),
          warrant.epoch(),
          warrant.id(),
          warrant.side(),
          warrant.capLots(),
          warrant.minPrice(),
          warrant.maxPrice(),
          warrant.tactic().kind().name());
    }
  }

  MarketFold(Instrument instrument) {
    this.instrument = instrument;
    holdings = new Holdings(instrument);
  }

  Instrument instrument() {
    return instrument;
  }

  Holdings holdings() {
    return holdings;
  }

  OrdersFold orders() {
    return orders;
  }

  long marks() {
    return marks;
  }

  long substitutes() {
    return substitutes;
  }

  void ticker(BookTicker t, long nanos) {
    long tickE8 = instrument.tickE8();
    long midE8 = Math.multiplyExact(t.bid() + t.ask(), tickE8) / 2;
    mids.add(nanos, midE8);
    value(midE8, marks == 0);
  }

  void trade(Trade t, long nanos) {
    long priceE8 = Math.multiplyExact(t.price(), instrument.tickE8());
    trades.add(nanos, priceE8);
    value(priceE8, marks == 0 && mids.isEmpty());
  }

  void mark(MarkPrice m, long nanos) {
    marks++;
    substitutes += m.substitute() ? 1 : 0;
    markPrices.add(nanos, m.markE8());
    value(m.markE8(), true);
  }

  private void value(long priceE8, boolean best) {
    if (best) {
      holdings.price(priceE8);
    }
  }

  void believed(Regime regime, long ppm, long nanos) {
    regimes.set(regime, ppm, nanos);
  }

  void filled(FillMark fill) {
    fills.add(fill);
  }

  /// Notes the position after it may have changed.
  void hold(long nanos) {
    position.add(nanos, holdings.net());
  }

  void issued(Warrant warrant, long nanos) {
    Live fresh = new Live(nanos, warrant);
    Live before = live.put(warrant.side(), fresh);
    if (before != null) {
      before.end(nanos);
    }
    warrants.add(fresh);
  }

  void withdrawn(int epoch, long id, long nanos) {
    for (Live l : live.values()) {
      if (l.warrant.epoch() == epoch && l.warrant.id() == id) {
        l.end(nanos);
      }
    }
  }

  /// A new epoch voids the warrants of the one before.
  void voided(long nanos) {
    live.values().forEach(l -> l.end(nanos));
    live.clear();
  }

  Market finish(long until) {
    PriceSource source =
        !mids.isEmpty()
            ? PriceSource.MID
            : !trades.isEmpty()
                ? PriceSource.TRADE
                : !markPrices.isEmpty() ? PriceSource.MARK : PriceSource.NONE;
    Downsample price =
        switch (source) {
          case MID -> mids;
          case TRADE -> trades;
          case MARK, NONE -> markPrices;
        };
    return new Market(
        instrument,
        source,
        price.points(),
        position.points(),
        regimes.stretches(until),
        orders.finish(until),
        fills.sample(),
        warrants.sample(l -> l.span(until)),
        marks,
        substitutes,
        holdings.net(),
        holdings.costE8(),
        holdings.realisedE8(),
        holdings.feesE8(),
        holdings.unrealisedE8());
  }
}
