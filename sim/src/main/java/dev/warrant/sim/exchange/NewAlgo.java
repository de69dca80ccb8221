package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Side;

/// A request for a conditional order that becomes a market order when its price is reached.
///
/// @param takeProfit true for `TAKE_PROFIT_MARKET`, false for `STOP_MARKET`
/// @param byMark true to watch the mark price, false for the last trade (`CONTRACT_PRICE`)
/// @param quantityE8 0 with `closePosition`
/// @param closePosition closes whatever is open when triggered
public record NewAlgo(
    int instrument,
    Side side,
    boolean takeProfit,
    boolean byMark,
    @E8 long triggerE8,
    @E8 long quantityE8,
    boolean reduceOnly,
    boolean closePosition,
    String clientId) {

  /// A reduce-only stop.
  public static NewAlgo stop(
      int instrument, Side side, @E8 long triggerE8, @E8 long quantityE8, String clientId) {
    return new NewAlgo(instrument, side, false, true, triggerE8, quantityE8, true, false, clientId);
  }
}
