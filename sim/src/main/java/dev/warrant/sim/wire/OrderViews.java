package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.AlgoOrder;
import dev.warrant.sim.exchange.Order;

/// Orders as the REST API shows them.
final class OrderViews {
  private OrderViews() {}

  /// Answer to placing, cancelling and querying an order.
  static ObjectNode order(Order o) {
    return order(o, o.status(), o.filled());
  }

  /// The order as it was when it was accepted: what `newOrderRespType=ACK` shows.
  static ObjectNode acknowledged(Order o) {
    return order(o, OrderStatus.NEW, 0);
  }

  private static ObjectNode order(Order o, OrderStatus status, long filled) {
    Instrument i = o.instrument();
    String type = o.market() ? "MARKET" : "LIMIT";
    return Json.object()
        .put("orderId", o.id())
        .put("symbol", i.symbol())
        .put("status", status.name())
        .put("clientOrderId", o.clientId())
        .put("price", i.priceText(o.price()))
        .put("avgPrice", filled == 0 ? "0.00000" : Decimals.text(o.averageE8(), 5))
        .put("origQty", i.quantityText(o.lots()))
        .put("executedQty", i.quantityText(filled))
        .put("cumQty", i.quantityText(filled))
        .put("cumQuote", filled == 0 ? "0" : Decimals.text(o.quoteE8(), 5))
        .put("timeInForce", o.force().name())
        .put("type", type)
        .put("reduceOnly", o.reduceOnly())
        .put("closePosition", false)
        .put("side", o.side().name())
        .put("positionSide", "BOTH")
        .put("stopPrice", i.priceText(0))
        .put("workingType", "CONTRACT_PRICE")
        .put("priceProtect", false)
        .put("origType", type)
        .put("priceMatch", "NONE")
        .put("selfTradePreventionMode", "EXPIRE_MAKER")
        .put("goodTillDate", 0)
        .put("time", o.createdMs())
        .put("updateTime", o.updatedMs());
  }

  /// Answer to placing, cancelling and querying a conditional order.
  static ObjectNode algo(AlgoOrder a) {
    Instrument i = a.listing().instrument();
    Order order = a.order();
    String zero = i.priceText(0);
    ObjectNode out =
        Json.object()
            .put("algoId", a.id())
            .put("clientAlgoId", a.clientId())
            .put("algoType", "CONDITIONAL")
            .put("orderType", type(a))
            .put("symbol", i.symbol())
            .put("side", a.side().name())
            .put("positionSide", "BOTH")
            .put("timeInForce", "GTC")
            .put("quantity", i.quantityText(a.lots()))
            .put("algoStatus", a.status().name())
            .put("actualOrderId", order == null ? "" : Long.toString(order.id()))
            .put("actualPrice", order == null ? "0.00000" : Decimals.text(order.averageE8(), 5))
            .put("actualQty", order == null ? "0" : i.quantityText(order.filled()))
            .put("actualType", order == null ? "" : "MARKET")
            .put("triggerPrice", trigger(a))
            .put("price", zero);
    out.putNull("icebergQuantity");
    return out.put("tpTriggerPrice", zero)
        .put("tpPrice", zero)
        .put("slTriggerPrice", zero)
        .put("slPrice", zero)
        .put("tpOrderType", "")
        .put("selfTradePreventionMode", "EXPIRE_MAKER")
        .put("workingType", workingType(a))
        .put("priceMatch", "NONE")
        .put("closePosition", a.closePosition())
        .put("priceProtect", false)
        .put("reduceOnly", a.reduceOnly())
        .put("activatePrice", "")
        .put("callbackRate", "")
        .put("createTime", a.createdMs())
        .put("updateTime", a.updatedMs())
        .put("triggerTime", a.triggeredMs())
        .put("goodTillDate", 0);
  }

  static String type(AlgoOrder a) {
    return a.takeProfit() ? "TAKE_PROFIT_MARKET" : "STOP_MARKET";
  }

  static String workingType(AlgoOrder a) {
    return a.byMark() ? "MARK_PRICE" : "CONTRACT_PRICE";
  }

  static String trigger(AlgoOrder a) {
    Instrument i = a.listing().instrument();
    return i.priceText(a.triggerE8() / i.tickE8());
  }
}
