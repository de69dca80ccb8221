package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import java.util.ArrayList;
import java.util.List;

/// One-minute bars from regular trades, stamped with their open time and cut by trade time. A
/// minute without a trade has no bar.
final class MinuteBars {
  private static final long MINUTE_MS = 60_000;

  private final int instrument;
  private final List<MarketEvent.Kline> closed;
  private long openMs = Long.MIN_VALUE;
  private @Ticks long open;
  private @Ticks long high;
  private @Ticks long low;
  private @Ticks long close;
  private @Lots long volume;
  private @Lots long takerBuy;
  private long trades;

  MinuteBars(int instrument, List<MarketEvent.Kline> before) {
    this.instrument = instrument;
    closed = new ArrayList<>(before);
  }

  void add(MarketEvent.Trade t) {
    if (!t.regular()) {
      return;
    }
    long minute = Math.floorDiv(t.tradeMs(), MINUTE_MS) * MINUTE_MS;
    if (minute != openMs) {
      if (trades > 0) {
        closed.add(current());
      }
      start(minute, t.price());
    }
    high = Math.max(high, t.price());
    low = Math.min(low, t.price());
    close = t.price();
    volume += t.lots();
    takerBuy += t.buyerIsMaker() ? 0 : t.lots();
    trades++;
  }

  private void start(long minute, @Ticks long price) {
    openMs = minute;
    open = price;
    high = price;
    low = price;
    volume = 0;
    takerBuy = 0;
    trades = 0;
  }

  private MarketEvent.Kline current() {
    return new MarketEvent.Kline(
        instrument, openMs, open, high, low, close, volume, takerBuy, trades);
  }

  /// The last `count` bars closed at `ms`, oldest first.
  List<MarketEvent.Kline> closedAt(long ms, int count) {
    List<MarketEvent.Kline> all = new ArrayList<>(closed);
    if (trades > 0) {
      all.add(current());
    }
    while (!all.isEmpty() && all.getLast().openMs() + MINUTE_MS > ms) {
      all.removeLast();
    }
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
  }
}
