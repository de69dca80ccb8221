package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.E8;

/// Hears everything the exchange says, in order. Orders and accounts are live objects: read what
/// you need during the call. A listener must not call back into the exchange.
public interface ExchangeListener {
  /// Why an order update was sent (Binance `x`).
  enum Execution {
    NEW,
    TRADE,
    /// A fill of a liquidation order.
    CALCULATED,
    CANCELED,
    EXPIRED,
    AMENDMENT
  }

  /// Public market data.
  default void published(MarketEvent event, long nanos) {}

  /// An order changed without trading.
  default void orderChanged(Order order, Execution why, long nanos) {}

  /// An order traded; the account has been booked already.
  default void traded(Account account, UserTrade trade, Execution why, long nanos) {}

  /// A wallet changed, and perhaps the position in one instrument.
  ///
  /// @param reason Binance `m`: `ORDER`, `FUNDING_FEE`, `DEPOSIT`, `WITHDRAW`, …
  /// @param instrument whose position changed; -1 if none did
  /// @param changeE8 wallet change other than profit and fees
  default void accountChanged(
      Account account, String reason, int instrument, @E8 long changeE8, long nanos) {}

  /// A conditional order changed.
  default void algoChanged(AlgoOrder algo, long nanos) {}

  /// Leverage was set.
  default void leverageChanged(Account account, int instrument, long nanos) {}

  /// The account's margin ratio passed the warning line.
  default void marginCalled(Account account, long nanos) {}

  /// A liquidation order traded; public on the venue's liquidation stream.
  default void liquidated(Order order, UserTrade trade, long nanos) {}
}
