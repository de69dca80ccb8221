package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Income;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Margin;
import dev.warrant.sim.exchange.Rejection;
import java.util.List;

/// Settings of accounts, brackets, fees, income.
final class AccountEndpoints {
  AccountEndpoints(Routes routes) {
    routes.signed("GET /fapi/v2/account", 5, c -> Json.text(AccountViews.account(c, true)));
    routes.signed("GET /fapi/v3/account", 5, c -> Json.text(AccountViews.account(c, false)));
    routes.signed("GET /fapi/v2/balance", 5, c -> Json.text(AccountViews.balance(c)));
    routes.signed("GET /fapi/v3/balance", 5, c -> Json.text(AccountViews.balance(c)));
    routes.signed("GET /fapi/v2/positionRisk", 5, c -> Json.text(AccountViews.risk(c, true)));
    routes.signed("GET /fapi/v3/positionRisk", 5, c -> Json.text(AccountViews.risk(c, false)));
    routes.signed("POST /fapi/v1/leverage", 1, AccountEndpoints::leverage);
    routes.signed("POST /fapi/v1/marginType", 1, AccountEndpoints::marginType);
    routes.signed("GET /fapi/v1/positionSide/dual", 30, c -> "{\"dualSidePosition\":false}");
    routes.signed("POST /fapi/v1/positionSide/dual", 1, AccountEndpoints::positionSide);
    routes.signed("GET /fapi/v1/multiAssetsMargin", 30, c -> "{\"multiAssetsMargin\":false}");
    routes.signed("POST /fapi/v1/multiAssetsMargin", 1, AccountEndpoints::multiAssets);
    routes.signed("GET /fapi/v1/leverageBracket", 1, AccountEndpoints::brackets);
    routes.signed("GET /fapi/v1/commissionRate", 20, AccountEndpoints::commission);
    routes.signed("GET /fapi/v1/accountConfig", 5, c -> Json.text(AccountViews.config()));
    routes.signed("GET /fapi/v1/symbolConfig", 5, AccountEndpoints::symbolConfig);
    routes.signed("GET /fapi/v1/income", 30, AccountEndpoints::income);
  }

  private static String leverage(Call c) {
    Listing listing = c.listing();
    int leverage = (int) c.params().needNumber("leverage");
    c.exchange().leverage(c.account(), listing, leverage, c.nanos());
    return Json.text(
        Json.object()
            .put("leverage", leverage)
            .put("maxNotionalValue", whole(Margin.maxNotionalE8(listing.instrument(), leverage)))
            .put("symbol", listing.instrument().symbol()));
  }

  private static String marginType(Call c) {
    c.listing();
    switch (c.params().need("marginType")) {
      case "CROSSED" -> throw new Rejection(-4046, "No need to change margin type.");
      case "ISOLATED" ->
          throw new Rejection(-4168, "Unable to adjust to isolated-margin mode on this venue.");
      default -> throw Params.malformed("marginType");
    }
  }

  private static String positionSide(Call c) {
    c.params().need("dualSidePosition");
    if (c.params().flag("dualSidePosition")) {
      throw new Rejection(-4068, "Position side cannot be changed on this venue.");
    }
    throw new Rejection(-4059, "No need to change position side.");
  }

  private static String multiAssets(Call c) {
    c.params().need("multiAssetsMargin");
    if (c.params().flag("multiAssetsMargin")) {
      throw new Rejection(-4167, "Unable to adjust to Multi-Assets mode on this venue.");
    }
    throw new Rejection(-4171, "No need to change multi-assets mode.");
  }

  private static String brackets(Call c) {
    Listing only = c.listingIfAny();
    ArrayNode out = Json.array();
    for (Listing listing : c.exchange().listings()) {
      if (only == null || listing == only) {
        out.add(brackets(listing.instrument()));
      }
    }
    return Json.text(out);
  }

  private static ObjectNode brackets(Instrument instrument) {
    ArrayNode rows = Json.array();
    long floor = 0;
    for (int i = 0; i < instrument.brackets().size(); i++) {
      MarginBracket row = instrument.brackets().get(i);
      rows.add(
          Json.object()
              .put("bracket", i + 1)
              .put("initialLeverage", row.maxLeverage())
              .put("notionalCap", row.notionalCapE8() / 100_000_000L)
              .put("notionalFloor", floor / 100_000_000L)
              .put("maintMarginRatio", row.maintenanceRatePpm() / 1e6)
              .put("cum", row.cumulativeE8() / 1e8));
      floor = row.notionalCapE8();
    }
    ObjectNode out = Json.object().put("symbol", instrument.symbol()).put("notionalCoef", 1.0);
    out.set("brackets", rows);
    return out;
  }

  private static String commission(Call c) {
    Instrument instrument = c.listing().instrument();
    return Json.text(
        Json.object()
            .put("symbol", instrument.symbol())
            .put("makerCommissionRate", Decimals.text(instrument.makerFeePpm() * 100, 6))
            .put("takerCommissionRate", Decimals.text(instrument.takerFeePpm() * 100, 6)));
  }

  private static String symbolConfig(Call c) {
    Listing only = c.listingIfAny();
    ArrayNode out = Json.array();
    for (Listing listing : c.exchange().listings()) {
      if (only == null || listing == only) {
        int leverage = c.account().position(listing.instrument().index()).leverage();
        out.add(
            Json.object()
                .put("symbol", listing.instrument().symbol())
                .put("marginType", "CROSSED")
                .put("isAutoAddMargin", "false")
                .put("leverage", leverage)
                .put(
                    "maxNotionalValue",
                    whole(Margin.maxNotionalE8(listing.instrument(), leverage))));
      }
    }
    return Json.text(out);
  }

  private static String income(Call c) {
    Params p = c.params();
    Account account = c.account();
    String symbol = p.get("symbol", "");
    String type = p.get("incomeType", "");
    long from = p.number("startTime", 0);
    long to = p.number("endTime", Long.MAX_VALUE);
    List<Income> found =
        account.incomes(
            OrderEndpoints.limit(p),
            i ->
                (symbol.isEmpty() || i.symbol().equals(symbol))
                    && (type.isEmpty() || i.type().equals(type))
                    && i.ms() >= from
                    && i.ms() <= to);
    ArrayNode out = Json.array();
    for (Income i : found) {
      out.add(
          Json.object()
              .put("symbol", i.symbol())
              .put("incomeType", i.type())
              .put("income", Json.money(i.amountE8()))
              .put("asset", "USDT")
              .put("info", i.type())
              .put("time", i.ms())
              .put("tranId", i.id())
              .put("tradeId", i.tradeId() == 0 ? "" : Long.toString(i.tradeId())));
    }
    return Json.text(out);
  }

  static String whole(@E8 long valueE8) {
    return Decimals.text(valueE8, 0);
  }
}
