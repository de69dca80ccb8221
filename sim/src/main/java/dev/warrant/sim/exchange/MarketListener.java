package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// Hears what happens in a market, in order.
public interface MarketListener {
  /// Public data for everyone: depth updates, book tickers, trades and mark prices. Times in the
  /// event are the exchange's.
  void published(MarketEvent event, long nanos);

  /// An account's order traded.
  ///
  /// @param tradeId the id of the public trade
  void filled(
      long venueId, @Lots long lots, @Ticks long price, boolean maker, long tradeId, long nanos);

  /// The rest of an order left the book without trading: cancelled, expired (`IOC`, or `MARKET`
  /// without liquidity), or a post-only order that would have taken.
  void removed(long venueId, Removal why, long nanos);

  /// Why the rest of an order left the book.
  enum Removal {
    CANCELLED,
    EXPIRED,
    WOULD_TAKE
  }
}
