package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Rejection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Public data over REST.
final class MarketEndpoints {
  private static final TreeSet<Integer> DEPTHS =
      new TreeSet<>(List.of(5, 10, 20, 50, 100, 500, 1000));

  private final IntFunction<KlineFeed> bars;

  /// @param bars the bar feed of an instrument
  MarketEndpoints(IntFunction<KlineFeed> bars, Routes routes) {
    this.bars = bars;
    routes.open("GET /fapi/v1/ping", 1, c -> "{}");
    routes.open("GET /fapi/v1/time", 1, c -> "{\"serverTime\":" + c.serverMs() + "}");
    routes.open("GET /fapi/v1/exchangeInfo", 1, MarketEndpoints::exchangeInfo);
    routes.open("GET /fapi/v1/depth", MarketEndpoints::depthWeight, MarketEndpoints::depth);
    routes.open("GET /fapi/v1/klines", 5, this::klines);
    routes.open("GET /fapi/v1/premiumIndex", 1, MarketEndpoints::premiumIndex);
    routes.open("GET /fapi/v1/fundingRate", 1, MarketEndpoints::fundingRate);
    routes.open("GET /fapi/v1/fundingInfo", 1, c -> "[]");
    routes.open("GET /fapi/v1/ticker/bookTicker", 2, MarketEndpoints::bookTicker);
    routes.open("GET /fapi/v1/ticker/price", 1, MarketEndpoints::price);
    routes.open("GET /fapi/v2/ticker/price", 1, MarketEndpoints::price);
  }

  private static String exchangeInfo(Call c) {
    ObjectNode out =
        Json.object()
            .put("timezone", "UTC")
            .put("serverTime", c.serverMs())
            .put("futuresType", "U_MARGINED");
    out.set(
        "rateLimits",
        Json.array()
            .add(limit("REQUEST_WEIGHT", "MINUTE", 1, RateLimits.WEIGHT_LIMIT))
            .add(limit("ORDERS", "MINUTE", 1, RateLimits.ORDERS_1M))
            .add(limit("ORDERS", "SECOND", 10, RateLimits.ORDERS_10S)));
    out.set("exchangeFilters", Json.array());
    out.set(
        "assets",
        Json.array()
            .add(
                Json.object()
                    .put("asset", "USDT")
                    .put("marginAvailable", true)
                    .put("autoAssetExchange", "-10000")));
    ArrayNode symbols = Json.array();
    for (Listing listing : c.exchange().listings()) {
      symbols.add(symbol(listing.instrument(), c.exchange().rules()));
    }
    out.set("symbols", symbols);
    return Json.text(out);
  }

  private static ObjectNode limit(String type, String interval, int number, int limit) {
    return Json.object()
        .put("rateLimitType", type)
        .put("interval", interval)
        .put("intervalNum", number)
        .put("limit", limit);
  }

  private static ObjectNode symbol(Instrument i, ExchangeRules rules) {
    String base = i.symbol().replace("USDT", "");
    ObjectNode out =
        Json.object()
            .put("symbol", i.symbol())
            .put("pair", i.symbol())
            .put("contractType", "PERPETUAL")
            .put("deliveryDate", 4_133_404_800_000L)
            .put("onboardDate", 1_569_398_400_000L)
            .put("status", "TRADING")
            .put("maintMarginPercent", "2.5000")
            .put("requiredMarginPercent", "5.0000")
            .put("baseAsset", base)
            .put("quoteAsset", "USDT")
            .put("marginAsset", "USDT")
            .put("pricePrecision", SymbolFeed.decimals(i.tickE8()))
            .put("quantityPrecision", SymbolFeed.decimals(i.lotE8()))
            .put("baseAssetPrecision", 8)
            .put("quotePrecision", 8)
            .put("underlyingType", "COIN")
            .put("settlePlan", 0)
            .put("triggerProtect", Decimals.text(rules.marketBoundPpm() * 100, 4))
            .put("liquidationFee", Decimals.text(rules.liquidationFeePpm() * 100, 6))
            .put("marketTakeBound", Decimals.text(rules.marketBoundPpm() * 100, 2))
            .put("maxMoveOrderLimit", 10_000);
    out.set("underlyingSubType", Json.array());
    out.set("permissionSets", Json.array());
    out.set("filters", filters(i, rules));
    out.set(
        "orderTypes",
        Json.array().add("LIMIT").add("MARKET").add("STOP_MARKET").add("TAKE_PROFIT_MARKET"));
    out.set("timeInForce", Json.array().add("GTC").add("IOC").add("FOK").add("GTX"));
    return out;
  }

  private static ArrayNode filters(Instrument i, ExchangeRules rules) {
    String step = i.quantityText(1);
    return Json.array()
        .add(
            filter("PRICE_FILTER")
                .put("minPrice", i.priceText(1))
                .put("maxPrice", "1000000000")
                .put("tickSize", i.priceText(1)))
        .add(lotSize("LOT_SIZE", i, step))
        .add(lotSize("MARKET_LOT_SIZE", i, step))
        .add(filter("MAX_NUM_ORDERS").put("limit", rules.maxOrders()))
        .add(filter("MAX_NUM_ALGO_ORDERS").put("limit", rules.maxAlgos()))
        .add(filter("MIN_NOTIONAL").put("notional", AccountEndpoints.whole(i.minNotionalE8())))
        .add(
            filter("PERCENT_PRICE")
                .put("multiplierUp", Decimals.text((1_000_000 + rules.bandPpm()) * 100, 4))
                .put("multiplierDown", Decimals.text((1_000_000 - rules.bandPpm()) * 100, 4))
                .put("multiplierDecimal", "4"))
        .add(filter("POSITION_RISK_CONTROL").put("positionControlSide", "NONE"));
  }

  private static ObjectNode lotSize(String type, Instrument i, String step) {
    return filter(type)
        .put("minQty", i.quantityText(i.minLots()))
        .put("maxQty", i.quantityText(i.maxLots()))
        .put("stepSize", step);
  }

  private static ObjectNode filter(String type) {
    return Json.object().put("filterType", type);
  }

  private static int depthWeight(Params p) {
    long limit = p.number("limit", 500);
    return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
  }

  private static String depth(Call c) {
    Listing listing = c.listing();
    int limit = (int) c.params().number("limit", 500);
    if (!DEPTHS.contains(limit)) {
      throw new Rejection(-4021, limit + " is not valid depth limit");
    }
    MarketEvent.DepthSnapshot book = c.exchange().depth(listing, limit, c.nanos());
    JsonBytes w = new JsonBytes();
    w.raw("{\"lastUpdateId\":").number(book.lastUpdateId());
    w.raw(",\"E\":").number(c.serverMs());
    w.raw(",\"T\":").number(book.eventMs());
    w.raw(",\"bids\":");
    levels(w, listing.instrument(), book.bids());
    w.raw(",\"asks\":");
    levels(w, listing.instrument(), book.asks());
    return w.raw('}').toString();
  }

  /// Writes levels as arrays of price and quantity.
  static void levels(JsonBytes w, Instrument i, Levels levels) {
    int priceDecimals = SymbolFeed.decimals(i.tickE8());
    int lotDecimals = SymbolFeed.decimals(i.lotE8());
    w.raw('[');
    for (int n = 0; n < levels.size(); n++) {
      w.raw(n == 0 ? "[" : ",[").decimal(levels.ticks(n), i.tickE8(), priceDecimals);
      w.raw(',').decimal(levels.lots(n), i.lotE8(), lotDecimals).raw(']');
    }
    w.raw(']');
  }

  private String klines(Call c) {
    Listing listing = c.listing();
    Params p = c.params();
    if (!p.need("interval").equals("1m")) {
      throw new Rejection(-1120, "Invalid interval.");
    }
    long from = p.number("startTime", 0);
    long to = p.number("endTime", Long.MAX_VALUE);
    int limit = Math.clamp(p.number("limit", 500), 1, 1500);
    ArrayNode out = Json.array();
    for (MarketEvent.Kline k : bars.apply(listing.instrument().index()).bars(1500, c.nanos())) {
      if (k.openMs() >= from && k.openMs() <= to) {
        out.add(kline(listing.instrument(), k));
      }
    }
    while (out.size() > limit) {
      out.remove(from > 0 ? out.size() - 1 : 0);
    }
    return Json.text(out);
  }

  private static ArrayNode kline(Instrument i, MarketEvent.Kline k) {
    return Json.array()
        .add(k.openMs())
        .add(i.priceText(k.open()))
        .add(i.priceText(k.high()))
        .add(i.priceText(k.low()))
        .add(i.priceText(k.close()))
        .add(i.quantityText(k.volumeLots()))
        .add(k.openMs() + 59_999)
        .add(Json.money(i.notionalE8(k.close(), k.volumeLots())))
        .add(k.trades())
        .add(i.quantityText(k.takerBuyLots()))
        .add(Json.money(i.notionalE8(k.close(), k.takerBuyLots())))
        .add("0");
  }

  private static String premiumIndex(Call c) {
    return perSymbol(
        c,
        listing -> {
          MarketEvent.MarkPrice m = listing.mark();
          return Json.object()
              .put("symbol", listing.instrument().symbol())
              .put("markPrice", Json.money(m.markE8()))
              .put("indexPrice", Json.money(m.indexE8()))
              .put("estimatedSettlePrice", Json.money(m.indexE8()))
              .put("lastFundingRate", Json.money(m.fundingRateE8()))
              .put("interestRate", "0.00010000")
              .put("nextFundingTime", m.nextFundingMs())
              .put("time", c.serverMs());
        });
  }

  private static String fundingRate(Call c) {
    Listing only = c.listingIfAny();
    Params p = c.params();
    int limit = Math.clamp(p.number("limit", 100), 1, 1000);
    ArrayNode out = Json.array();
    for (Listing listing : c.exchange().listings()) {
      if (only != null && listing != only) {
        continue;
      }
      for (Listing.Funding f :
          listing.fundings(limit, p.number("startTime", 0), p.number("endTime", Long.MAX_VALUE))) {
        out.add(
            Json.object()
                .put("symbol", listing.instrument().symbol())
                .put("fundingTime", f.ms())
                .put("fundingRate", Json.money(f.rateE8()))
                .put("markPrice", Json.money(f.markE8())));
      }
    }
    return Json.text(out);
  }

  private static String bookTicker(Call c) {
    return perSymbol(
        c,
        listing -> {
          Instrument i = listing.instrument();
          MarketEvent.DepthSnapshot book = c.exchange().depth(listing, 1, c.nanos());
          boolean bid = book.bids().size() > 0;
          boolean ask = book.asks().size() > 0;
          return Json.object()
              .put("symbol", i.symbol())
              .put("bidPrice", i.priceText(bid ? book.bids().ticks(0) : 0))
              .put("bidQty", i.quantityText(bid ? book.bids().lots(0) : 0))
              .put("askPrice", i.priceText(ask ? book.asks().ticks(0) : 0))
              .put("askQty", i.quantityText(ask ? book.asks().lots(0) : 0))
              .put("time", c.serverMs())
              .put("lastUpdateId", book.lastUpdateId());
        });
  }

  private static String price(Call c) {
    return perSymbol(
        c,
        listing ->
            Json.object()
                .put("symbol", listing.instrument().symbol())
                .put("price", listing.instrument().priceText(listing.lastTicks()))
                .put("time", c.serverMs()));
  }

  private static String perSymbol(Call c, Function<Listing, ObjectNode> view) {
    Listing only = c.listingIfAny();
    if (only != null) {
      return Json.text(view.apply(only));
    }
    ArrayNode out = Json.array();
    c.exchange().listings().forEach(l -> out.add(view.apply(l)));
    return Json.text(out);
  }
}
