package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Side;

/// A request for an order, as its sender wrote it: not yet checked against ticks and lots.
///
/// @param instrument index of the instrument
/// @param market true for a market order; `priceE8` and `force` then mean nothing
/// @param clientId empty to let the venue choose one
public record NewOrder(
    int instrument,
    Side side,
    boolean market,
    TimeInForce force,
    @E8 long priceE8,
    @E8 long quantityE8,
    boolean reduceOnly,
    String clientId) {

  /// A limit order.
  public static NewOrder limit(
      int instrument, Side side, @E8 long priceE8, @E8 long quantityE8, String clientId) {
    return new NewOrder(
        instrument, side, false, TimeInForce.GTC, priceE8, quantityE8, false, clientId);
  }

  /// A market order.
  public static NewOrder market(int instrument, Side side, @E8 long quantityE8, String clientId) {
    return new NewOrder(instrument, side, true, TimeInForce.GTC, 0, quantityE8, false, clientId);
  }

  /// The same with another time in force.
  public NewOrder with(TimeInForce other) {
    return new NewOrder(instrument, side, market, other, priceE8, quantityE8, reduceOnly, clientId);
  }

  /// The same, reduce-only.
  public NewOrder reducing() {
    return new NewOrder(instrument, side, market, force, priceE8, quantityE8, true, clientId);
  }
}
