package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.MarketEvent.Trade;

/// Lets each trade through once. A trade id that steps back while the venue's time goes on means
/// the venue numbers anew, and is let through.
public final class TradeFilter {
  private long lastId = Long.MIN_VALUE;
  private long lastMs = Long.MIN_VALUE;

  /// Whether this trade has not been seen before.
  public boolean fresh(Trade trade) {
    if (trade.tradeId() <= lastId && trade.tradeMs() <= lastMs) {
      return false;
    }
    lastId = trade.tradeId();
    lastMs = trade.tradeMs();
    return true;
  }
}
