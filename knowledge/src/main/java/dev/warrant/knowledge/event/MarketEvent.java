package dev.warrant.knowledge.event;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// Public market data of one instrument. Times ending in `Ms` are the venue's, in milliseconds
/// since the epoch.
public sealed interface MarketEvent extends Event {
  /// Index of the instrument in the desk's list.
  int instrument();

  /// A REST depth snapshot.
  record DepthSnapshot(int instrument, long lastUpdateId, long eventMs, Levels bids, Levels asks)
      implements MarketEvent {}

  /// A change of the book: update ids `first..last`, and `previous`, the last id of the message
  /// before (Binance `U`, `u`, `pu`). Quantities are absolute; zero deletes.
  record DepthUpdate(
      int instrument,
      long first,
      long last,
      long previous,
      long eventMs,
      long transactMs,
      Levels bids,
      Levels asks)
      implements MarketEvent {}

  /// Best bid and ask.
  record BookTicker(
      int instrument,
      long updateId,
      @Ticks long bid,
      @Lots long bidLots,
      @Ticks long ask,
      @Lots long askLots,
      long eventMs,
      long transactMs)
      implements MarketEvent {}

  /// A trade (or an aggregate of equal price and taker side).
  ///
  /// @param buyerIsMaker true if the taker sold
  /// @param regular true for an ordinary market trade, false for insurance-fund and the like, which
  ///   bars leave out
  record Trade(
      int instrument,
      long tradeId,
      @Ticks long price,
      @Lots long lots,
      boolean buyerIsMaker,
      boolean regular,
      long eventMs,
      long tradeMs)
      implements MarketEvent {}

  /// Mark price, index price and funding.
  ///
  /// @param substitute true if the venue has none and the mid stands in, as the market declared
  record MarkPrice(
      int instrument,
      @E8 long markE8,
      @E8 long indexE8,
      @E8 long fundingRateE8,
      long nextFundingMs,
      long eventMs,
      boolean substitute)
      implements MarketEvent {}

  /// A closed one-minute bar from REST, for warm-up.
  record Kline(
      int instrument,
      long openMs,
      @Ticks long open,
      @Ticks long high,
      @Ticks long low,
      @Ticks long close,
      @Lots long volumeLots,
      @Lots long takerBuyLots,
      long trades)
      implements MarketEvent {}

  /// The stream of this instrument came up or went down.
  record StreamState(int instrument, boolean connected, String why) implements MarketEvent {}
}
