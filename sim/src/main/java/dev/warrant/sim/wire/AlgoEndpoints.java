package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.warrant.sim.exchange.AlgoOrder;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.NewAlgo;
import dev.warrant.sim.exchange.Rejection;
import java.util.List;
import java.util.Locale;

/// `/fapi/v1/algoOrder` and its relatives: conditional orders, since 2025-12-09.
final class AlgoEndpoints {
  private final Faults faults;

  AlgoEndpoints(Faults faults, Routes routes) {
    this.faults = faults;
    routes.order("POST /fapi/v1/algoOrder", this::place);
    routes.signed("GET /fapi/v1/algoOrder", 1, AlgoEndpoints::query);
    routes.signed("DELETE /fapi/v1/algoOrder", 1, AlgoEndpoints::cancel);
    routes.signed("GET /fapi/v1/openAlgoOrders", 1, AlgoEndpoints::open);
    routes.signed("GET /fapi/v1/allAlgoOrders", 5, AlgoEndpoints::all);
    routes.signed("DELETE /fapi/v1/algoOpenOrders", 1, AlgoEndpoints::cancelAll);
  }

  private String place(Call c) {
    Params p = c.params();
    Listing listing = c.listing();
    if (!p.need("algoType").equals("CONDITIONAL")) {
      throw new Rejection(-1102, "Parameter 'algoType' must be CONDITIONAL.");
    }
    boolean takeProfit =
        switch (p.need("type").toUpperCase(Locale.ROOT)) {
          case "STOP_MARKET" -> false;
          case "TAKE_PROFIT_MARKET" -> true;
          default -> throw new Rejection(-1116, "Invalid orderType.");
        };
    boolean byMark =
        switch (p.get("workingType", "CONTRACT_PRICE")) {
          case "MARK_PRICE" -> true;
          case "CONTRACT_PRICE" -> false;
          default -> throw Params.malformed("workingType");
        };
    boolean closes = p.flag("closePosition");
    String quantity = p.get("quantity");
    NewAlgo request =
        new NewAlgo(
            listing.instrument().index(),
            OrderEndpoints.side(p),
            takeProfit,
            byMark,
            p.needDecimal("triggerPrice"),
            closes && quantity == null ? 0 : p.needDecimal("quantity"),
            p.flag("reduceOnly"),
            closes,
            p.get("clientAlgoId", ""));
    faults.refuseOrder();
    AlgoOrder algo = c.exchange().placeAlgo(c.account(), request, c.nanos());
    return Json.text(OrderViews.algo(algo));
  }

  private static String query(Call c) {
    AlgoOrder algo = c.account().algo(id(c), c.params().get("clientAlgoId", ""));
    if (algo == null) {
      throw new Rejection(-2013, "Order does not exist.");
    }
    return Json.text(OrderViews.algo(algo));
  }

  private static String cancel(Call c) {
    AlgoOrder algo =
        c.exchange().cancelAlgo(c.account(), id(c), c.params().get("clientAlgoId", ""), c.nanos());
    return Json.text(
        Json.object()
            .put("algoId", algo.id())
            .put("clientAlgoId", algo.clientId())
            .put("code", "200")
            .put("msg", "success")
            .setAll(OrderViews.algo(algo)));
  }

  private static String open(Call c) {
    Listing only = c.listingIfAny();
    ArrayNode out = Json.array();
    for (AlgoOrder a : c.account().openAlgos()) {
      if (only == null || a.listing() == only) {
        out.add(OrderViews.algo(a));
      }
    }
    return Json.text(out);
  }

  private static String all(Call c) {
    Listing listing = c.listing();
    long from = c.params().number("startTime", 0);
    long to = c.params().number("endTime", Long.MAX_VALUE);
    List<AlgoOrder> found =
        c.account()
            .algos(
                OrderEndpoints.limit(c.params()),
                a -> a.listing() == listing && a.createdMs() >= from && a.createdMs() <= to);
    ArrayNode out = Json.array();
    found.forEach(a -> out.add(OrderViews.algo(a)));
    return Json.text(out);
  }

  private static String cancelAll(Call c) {
    c.exchange().cancelAllAlgos(c.account(), c.listing(), c.nanos());
    return Json.success("The operation of cancel all open order is done.");
  }

  private static long id(Call c) {
    long id = c.params().number("algoId", 0);
    if (id == 0 && c.params().get("clientAlgoId") == null) {
      throw Params.malformed("algoId");
    }
    return id;
  }
}
