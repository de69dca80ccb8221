package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.NewOrder;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.Rejection;
import dev.warrant.sim.exchange.TimeInForce;
import dev.warrant.sim.exchange.UserTrade;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// `/fapi/v1/order` and its relatives.
final class OrderEndpoints {
  private final Faults faults;

  OrderEndpoints(Faults faults, Routes routes) {
    this.faults = faults;
    routes.order("POST /fapi/v1/order", this::place);
    routes.order("POST /fapi/v1/batchOrders", this::placeMany);
    routes.signed("POST /fapi/v1/order/test", 1, c -> "{}");
    routes.signed("GET /fapi/v1/order", 1, c -> Json.text(OrderViews.order(known(c))));
    routes.signed("GET /fapi/v1/openOrder", 1, OrderEndpoints::openOrder);
    routes.signed("DELETE /fapi/v1/order", 1, OrderEndpoints::cancel);
    routes.signed("GET /fapi/v1/openOrders", 1, OrderEndpoints::openOrders);
    routes.signed("DELETE /fapi/v1/allOpenOrders", 1, OrderEndpoints::cancelAll);
    routes.signed("GET /fapi/v1/allOrders", 5, OrderEndpoints::allOrders);
    routes.signed("GET /fapi/v1/userTrades", 5, OrderEndpoints::userTrades);
    routes.signed("GET /fapi/v1/forceOrders", 20, OrderEndpoints::forceOrders);
    routes.signed("POST /fapi/v1/countdownCancelAll", 10, OrderEndpoints::countdown);
  }

  private String place(Call c) {
    NewOrder request = request(c, c.params());
    faults.refuseOrder();
    return Json.text(place(c, c.params(), request));
  }

  private static ObjectNode place(Call c, Params p, NewOrder request) {
    Order order = c.exchange().place(c.account(), request, c.nanos());
    boolean result = p.get("newOrderRespType", "ACK").equals("RESULT");
    return result ? OrderViews.order(order) : OrderViews.acknowledged(order);
  }

  private String placeMany(Call c) {
    JsonNode list;
    try {
      list = Json.read(c.params().need("batchOrders"));
    } catch (IllegalArgumentException e) {
      throw Params.malformed("batchOrders");
    }
    if (!list.isArray() || list.isEmpty() || list.size() > 5) {
      throw new Rejection(-4081, "Invalid number of batch orders.");
    }
    ArrayNode out = Json.array();
    for (JsonNode one : list) {
      StringBuilder form = new StringBuilder();
      one.properties()
          .forEach(
              e -> form.append(e.getKey()).append('=').append(e.getValue().asText()).append('&'));
      Params p = new Params(form.toString(), "");
      try {
        NewOrder request =
            request(new Call(c.exchange(), p, c.caller(), c.nanos(), c.serverMs()), p);
        faults.refuseOrder();
        out.add(place(c, p, request));
      } catch (Rejection no) {
        out.add(Json.object().put("code", no.code()).put("msg", no.text()));
      }
    }
    return Json.text(out);
  }

  private static NewOrder request(Call c, Params p) {
    Listing listing = c.listing();
    boolean market = market(p);
    if (!p.get("positionSide", "BOTH").equals("BOTH")) {
      throw new Rejection(-4061, "Order's position side does not match user's setting.");
    }
    if (p.flag("closePosition")) {
      throw new Rejection(-4136, "Target strategy invalid for orderType MARKET,closePosition true");
    }
    Side side = side(p);
    TimeInForce force = market ? TimeInForce.GTC : force(p.need("timeInForce"));
    @E8 long quantity = p.needDecimal("quantity");
    @E8 long price = market ? 0 : p.needDecimal("price");
    return new NewOrder(
        listing.instrument().index(),
        side,
        market,
        force,
        price,
        quantity,
        p.flag("reduceOnly"),
        p.get("newClientOrderId", ""));
  }

  static Side side(Params p) {
    return switch (p.need("side").toUpperCase(Locale.ROOT)) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> throw new Rejection(-1117, "Invalid side.");
    };
  }

  /// Whether it is a market order; conditional types have an endpoint of their own since
  /// 2025-12-09.
  private static boolean market(Params p) {
    return switch (p.need("type").toUpperCase(Locale.ROOT)) {
      case "MARKET" -> true;
      case "LIMIT" -> false;
      case "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET" ->
          throw new Rejection(
              -4120,
              "Order type not supported for this endpoint. Please use the Algo Order API endpoints"
                  + " instead.");
      default -> throw new Rejection(-1116, "Invalid orderType.");
    };
  }

  private static TimeInForce force(String text) {
    for (TimeInForce f : TimeInForce.values()) {
      if (f.name().equals(text)) {
        return f;
      }
    }
    throw new Rejection(-1115, "Invalid timeInForce.");
  }

  private static Order known(Call c) {
    Listing listing = c.listing();
    long id = c.params().number("orderId", 0);
    String clientId = c.params().get("origClientOrderId", "");
    if (id == 0 && clientId.isEmpty()) {
      throw Params.malformed("orderId");
    }
    Order order = c.account().order(id, clientId);
    if (order == null || order.listing() != listing) {
      throw new Rejection(-2013, "Order does not exist.");
    }
    return order;
  }

  private static String openOrder(Call c) {
    Order order = known(c);
    if (order.status().terminal()) {
      throw new Rejection(-2013, "Order does not exist.");
    }
    return Json.text(OrderViews.order(order));
  }

  private static String cancel(Call c) {
    long id = c.params().number("orderId", 0);
    String clientId = c.params().get("origClientOrderId", "");
    if (id == 0 && clientId.isEmpty()) {
      throw Params.malformed("orderId");
    }
    return Json.text(
        OrderViews.order(c.exchange().cancel(c.account(), c.listing(), id, clientId, c.nanos())));
  }

  private static String cancelAll(Call c) {
    c.exchange().cancelAll(c.account(), c.listing(), c.nanos());
    return Json.success("The operation of cancel all open order is done.");
  }

  private static String openOrders(Call c) {
    Listing only = c.listingIfAny();
    ArrayNode out = Json.array();
    for (Order o : c.account().openOrders()) {
      if (only == null || o.listing() == only) {
        out.add(OrderViews.order(o));
      }
    }
    return Json.text(out);
  }

  private static String allOrders(Call c) {
    Listing listing = c.listing();
    Params p = c.params();
    long fromId = p.number("orderId", 0);
    long from = p.number("startTime", 0);
    long to = p.number("endTime", Long.MAX_VALUE);
    ArrayNode out = Json.array();
    List<Order> found =
        c.account()
            .orders(
                limit(p),
                o ->
                    o.listing() == listing
                        && o.id() >= fromId
                        && o.createdMs() >= from
                        && o.createdMs() <= to);
    found.forEach(o -> out.add(OrderViews.order(o)));
    return Json.text(out);
  }

  private static String userTrades(Call c) {
    Listing listing = c.listing();
    Params p = c.params();
    long orderId = p.number("orderId", 0);
    long fromId = p.number("fromId", 0);
    long from = p.number("startTime", 0);
    long to = p.number("endTime", Long.MAX_VALUE);
    Account account = c.account();
    Predicate<UserTrade> wanted =
        t ->
            t.order().listing() == listing
                && (orderId == 0 || t.order().id() == orderId)
                && t.tradeId() >= fromId
                && t.ms() >= from
                && t.ms() <= to;
    boolean onward = fromId > 0 || from > 0;
    List<UserTrade> found =
        onward ? account.tradesFrom(limit(p), wanted) : account.trades(limit(p), wanted);
    ArrayNode out = Json.array();
    found.forEach(t -> out.add(trade(t)));
    return Json.text(out);
  }

  private static ObjectNode trade(UserTrade t) {
    Order o = t.order();
    Instrument i = o.instrument();
    return Json.object()
        .put("symbol", i.symbol())
        .put("id", t.tradeId())
        .put("orderId", o.id())
        .put("side", o.side().name())
        .put("price", i.priceText(t.price()))
        .put("qty", i.quantityText(t.lots()))
        .put("realizedPnl", Json.money(t.realisedE8()))
        .put("quoteQty", Json.money(t.notionalE8()))
        .put("commission", Json.money(t.feeE8()))
        .put("commissionAsset", "USDT")
        .put("time", t.ms())
        .put("positionSide", "BOTH")
        .put("buyer", o.side() == Side.BUY)
        .put("maker", t.maker());
  }

  private static String forceOrders(Call c) {
    Listing only = c.listingIfAny();
    ArrayNode out = Json.array();
    List<Order> found =
        c.account()
            .orders(
                limit(c.params()), o -> o.liquidation() && (only == null || o.listing() == only));
    found.forEach(o -> out.add(OrderViews.order(o)));
    return Json.text(out);
  }

  private static String countdown(Call c) {
    Listing listing = c.listing();
    long millis = c.params().needNumber("countdownTime");
    if (millis < 0) {
      throw Params.malformed("countdownTime");
    }
    c.exchange().countdown(c.account(), listing, millis, c.nanos());
    return Json.text(
        Json.object()
            .put("symbol", listing.instrument().symbol())
            .put("countdownTime", Long.toString(millis)));
  }

  static int limit(Params p) {
    return Math.clamp(p.number("limit", 500), 1, 1000);
  }
}
