package dev.warrant.perception.feature;

import dev.warrant.knowledge.event.MarketEvent.Trade;
import org.jspecify.annotations.Nullable;

/// Builds one-minute bars from ordinary trades by the venue's trade time, in exact integers. A bar
/// closes with the first trade of a later minute; a minute without trades makes none. A trade of an
/// earlier minute than the open bar comes too late and is left out.
public final class BarBuilder {
  private long openMs = Long.MIN_VALUE;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long takerBuy;
  private long trades;
  private boolean whole;

  /// Adds a trade.
  ///
  /// @return the bar that this trade closed, if any
  public @Nullable Bar add(Trade trade) {
    if (!trade.regular()) {
      return null;
    }
    long minute = Math.floorDiv(trade.tradeMs(), Bar.MS) * Bar.MS;
    if (minute < openMs) {
      return null;
    }
    Bar closed = null;
    if (minute > openMs) {
      closed = current();
      whole = openMs != Long.MIN_VALUE;
      openMs = minute;
      open = trade.price();
      high = open;
      low = open;
      volume = 0;
      takerBuy = 0;
      trades = 0;
    }
    high = Math.max(high, trade.price());
    low = Math.min(low, trade.price());
    close = trade.price();
    volume += trade.lots();
    takerBuy += trade.buyerIsMaker() ? 0 : trade.lots();
    trades++;
    return closed;
  }

  /// The bar so far, or null before the first trade.
  public @Nullable Bar current() {
    return trades == 0
        ? null
        : new Bar(openMs, open, high, low, close, volume, takerBuy, trades, whole);
  }
}
