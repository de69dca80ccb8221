package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;

/// One change of a wallet.
///
/// @param symbol empty if it belongs to none
/// @param type Binance `incomeType`, such as `REALIZED_PNL`, `COMMISSION`, `FUNDING_FEE`
/// @param tradeId 0 if it belongs to no trade
public record Income(
    String symbol, String type, @E8 long amountE8, long ms, long id, long tradeId) {}
