package dev.warrant.sim.exchange;

/// What holds for every instrument of the exchange.
///
/// @param bandPpm how far a limit price may lie beyond the mark on its own side, parts per million
///   (`PERCENT_PRICE`)
/// @param marketBoundPpm how far a market order may sweep from the mark (`marketTakeBound`)
/// @param maxOrders open orders per account and instrument (`MAX_NUM_ORDERS`)
/// @param maxAlgos open conditional orders per account and instrument (`MAX_NUM_ALGO_ORDERS`)
/// @param liquidationFeePpm fee on the notional that a liquidation closes
/// @param leverage leverage of an instrument until an account changes it
public record ExchangeRules(
    long bandPpm,
    long marketBoundPpm,
    int maxOrders,
    int maxAlgos,
    long liquidationFeePpm,
    int leverage) {

  /// Binance USD-M as its `exchangeInfo` stated it in August 2025 for BTCUSDT and ETHUSDT.
  public static ExchangeRules standard() {
    return new ExchangeRules(50_000, 50_000, 200, 10, 12_500, 20);
  }
}
