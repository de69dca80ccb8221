package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns REST answers and user-stream messages into events.
final class Answers {
  private final List<Instrument> instruments;

  Answers(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  @Nullable Instrument instrument(String symbol) {
    for (Instrument i : instruments) {
      if (i.symbol().equals(symbol)) {
        return i;
      }
    }
    return null;
  }

  MarketEvent.DepthSnapshot depth(Instrument i, JsonNode body) {
    return new MarketEvent.DepthSnapshot(
        i.index(),
        body.path("lastUpdateId").asLong(),
        body.path("E").asLong(),
        levels(i, body.path("bids")),
        levels(i, body.path("asks")));
  }

  private static Levels levels(Instrument i, JsonNode rows) {
    long[] pairs = new long[rows.size() * 2];
    for (int k = 0; k < rows.size(); k++) {
      pairs[2 * k] = parse(rows.get(k).get(0), i.tickE8());
      pairs[2 * k + 1] = parse(rows.get(k).get(1), i.lotE8());
    }
    return Levels.of(pairs);
  }

  private static long parse(JsonNode text, long step) {
    return dev.warrant.knowledge.unit.Decimals.parseE8(text.asText()) / step;
  }

  List<MarketEvent.Kline> klines(Instrument i, JsonNode rows, long nowMs) {
    List<MarketEvent.Kline> out = new ArrayList<>();
    for (JsonNode r : rows) {
      if (r.get(6).asLong() < nowMs) {
        out.add(
            new MarketEvent.Kline(
                i.index(),
                r.get(0).asLong(),
                parse(r.get(1), i.tickE8()),
                parse(r.get(2), i.tickE8()),
                parse(r.get(3), i.tickE8()),
                parse(r.get(4), i.tickE8()),
                parse(r.get(5), i.lotE8()),
                parse(r.get(9), i.lotE8()),
                r.get(8).asLong()));
      }
    }
    return out;
  }

  /// Trading rules of the instruments we know, with fees and brackets kept from `known`.
  static List<Instrument> rules(List<String> symbols, JsonNode info, JsonNode brackets) {
    List<Instrument> out = new ArrayList<>();
    for (String symbol : symbols) {
      for (JsonNode s : info.path("symbols")) {
        if (s.path("symbol").asText().equals(symbol)) {
          out.add(rule(out.size(), symbol, s.path("filters"), table(symbol, brackets)));
        }
      }
    }
    if (out.size() != symbols.size()) {
      List<String> missing = new ArrayList<>(symbols);
      out.forEach(found -> missing.remove(found.symbol()));
      throw new BadFrame("exchangeInfo lacks " + String.join(", ", missing), null);
    }
    return out;
  }

  private static Instrument rule(
      int index, String symbol, JsonNode filters, List<MarginBracket> brackets) {
    long tick = 0;
    long lot = 0;
    long min = 0;
    long max = 0;
    long notional = 0;
    for (JsonNode f : filters) {
      switch (f.path("filterType").asText()) {
        case "PRICE_FILTER" -> tick = Json.e8(f, "tickSize");
        case "LOT_SIZE" -> {
          lot = Json.e8(f, "stepSize");
          min = Json.e8(f, "minQty");
          max = Json.e8(f, "maxQty");
        }
        case "MIN_NOTIONAL" -> notional = Json.e8(f, "notional");
        default -> {}
      }
    }
    if (tick <= 0 || lot <= 0) {
      throw new BadFrame(symbol + " has no PRICE_FILTER or LOT_SIZE", null);
    }
    return new Instrument(
        index, symbol, tick, lot, min / lot, max / lot, notional, 200, 500, brackets);
  }

  private static List<MarginBracket> table(String symbol, JsonNode all) {
    List<MarginBracket> out = new ArrayList<>();
    for (JsonNode s : all) {
      if (s.path("symbol").asText().equals(symbol)) {
        for (JsonNode b : s.path("brackets")) {
          out.add(
              new MarginBracket(
                  Json.e8(b, "notionalCap"),
                  b.path("initialLeverage").asInt(),
                  Json.e8(b, "maintMarginRatio") / 100,
                  Json.e8(b, "cum")));
        }
      }
    }
    out.sort(Comparator.comparingLong(MarginBracket::notionalCapE8));
    return out;
  }

  /// Fees in parts per million.
  static Instrument fees(Instrument i, JsonNode c) {
    return new Instrument(
        i.index(),
        i.symbol(),
        i.tickE8(),
        i.lotE8(),
        i.minLots(),
        i.maxLots(),
        i.minNotionalE8(),
        Json.e8(c, "makerCommissionRate") / 100,
        Json.e8(c, "takerCommissionRate") / 100,
        i.brackets());
  }

  VenueEvent.AccountSnapshot account(JsonNode a, boolean oneWay) {
    List<VenueEvent.VenuePosition> positions = new ArrayList<>();
    boolean cross = true;
    for (JsonNode p : a.path("positions")) {
      Instrument i = instrument(p.path("symbol").asText());
      if (i != null) {
        cross &= !p.path("isolated").asBoolean(false);
        positions.add(position(i, p, "positionAmt", "entryPrice"));
      }
    }
    positions.sort(Comparator.comparingInt(VenueEvent.VenuePosition::instrument));
    return new VenueEvent.AccountSnapshot(
        Json.e8(a, "totalWalletBalance"), Json.e8(a, "availableBalance"), positions, oneWay, cross);
  }

  private static VenueEvent.VenuePosition position(
      Instrument i, JsonNode p, String amount, String entry) {
    return new VenueEvent.VenuePosition(
        i.index(),
        Json.steps(p, amount, i.lotE8()),
        Json.e8(p, entry),
        p.path("leverage").asInt(0));
  }

  VenueEvent.OpenOrders openOrders(JsonNode plain, JsonNode conditional) {
    List<VenueEvent.OpenOrder> out = new ArrayList<>();
    for (JsonNode o : plain) {
      Instrument i = instrument(o.path("symbol").asText());
      if (i != null) {
        out.add(
            new VenueEvent.OpenOrder(
                i.index(),
                o.path("clientOrderId").asText(),
                o.path("orderId").asLong(),
                side(o.path("side").asText()),
                kind(o.path("type").asText(), o.path("timeInForce").asText()),
                Json.steps(o, "price", i.tickE8()),
                Json.steps(o, "stopPrice", i.tickE8()),
                Json.steps(o, "origQty", i.lotE8()),
                Json.steps(o, "executedQty", i.lotE8()),
                o.path("reduceOnly").asBoolean()));
      }
    }
    for (JsonNode o : conditional) {
      Instrument i = instrument(o.path("symbol").asText());
      if (i != null) {
        out.add(
            new VenueEvent.OpenOrder(
                i.index(),
                o.path("clientAlgoId").asText(),
                o.path("algoId").asLong(),
                side(o.path("side").asText()),
                OrderKind.STOP_MARKET,
                0,
                Json.steps(o, "triggerPrice", i.tickE8()),
                Json.steps(o, "quantity", i.lotE8()),
                0,
                o.path("reduceOnly").asBoolean()));
      }
    }
    Collections.sort(out);
    return new VenueEvent.OpenOrders(out);
  }

  VenueEvent.PastFills fills(Instrument i, JsonNode rows) {
    List<VenueEvent.PastFill> out = new ArrayList<>();
    for (JsonNode r : rows) {
      out.add(
          new VenueEvent.PastFill(
              i.index(),
              r.path("orderId").asLong(),
              r.path("id").asLong(),
              side(r.path("side").asText()),
              Json.steps(r, "qty", i.lotE8()),
              Json.e8(r, "price"),
              Json.e8(r, "commission"),
              r.path("maker").asBoolean(),
              r.path("time").asLong()));
    }
    out.sort(Comparator.comparingLong(VenueEvent.PastFill::tradeId));
    return new VenueEvent.PastFills(i.index(), out);
  }

  VenueEvent.OrderFound found(Instrument i, String clientId, JsonNode o) {
    boolean algo = o.has("algoId");
    return new VenueEvent.OrderFound(
        i.index(),
        clientId,
        true,
        o.path(algo ? "algoId" : "orderId").asLong(),
        side(o.path("side").asText()),
        algo
            ? OrderKind.STOP_MARKET
            : kind(o.path("type").asText(), o.path("timeInForce").asText()),
        status(o.path(algo ? "algoStatus" : "status").asText()),
        Json.steps(o, algo ? "triggerPrice" : "price", i.tickE8()),
        Json.steps(o, algo ? "quantity" : "origQty", i.lotE8()),
        Json.steps(o, "executedQty", i.lotE8()),
        o.path("reduceOnly").asBoolean());
  }

  /// An `ORDER_TRADE_UPDATE`; null for instruments that are not ours.
  VenueEvent.@Nullable OrderReport report(JsonNode o, String clientId) {
    Instrument i = instrument(o.path("s").asText());
    if (i == null) {
      return null;
    }
    boolean fill = o.path("x").asText().equals("TRADE");
    return new VenueEvent.OrderReport(
        i.index(),
        clientId,
        o.path("i").asLong(),
        side(o.path("S").asText()),
        kind(o.path("ot").asText(o.path("o").asText()), o.path("f").asText()),
        status(o.path("X").asText()),
        Json.steps(o, "p", i.tickE8()),
        Json.steps(o, "q", i.lotE8()),
        Json.steps(o, "z", i.lotE8()),
        fill ? o.path("t").asLong() : 0,
        fill ? Json.steps(o, "l", i.lotE8()) : 0,
        fill ? Json.e8(o, "L") : 0,
        fill ? Json.e8(o, "n") : 0,
        o.path("m").asBoolean(),
        o.path("R").asBoolean(),
        o.path("T").asLong());
  }

  /// An `ALGO_UPDATE` about a stop that changed without trading; null if it is none of ours.
  VenueEvent.@Nullable OrderReport algo(JsonNode o, long venueMs) {
    Instrument i = instrument(o.path("s").asText());
    if (i == null) {
      return null;
    }
    return new VenueEvent.OrderReport(
        i.index(),
        o.path("caid").asText(),
        o.path("aid").asLong(),
        side(o.path("S").asText()),
        OrderKind.STOP_MARKET,
        status(o.path("X").asText()),
        Json.steps(o, "tp", i.tickE8()),
        Json.steps(o, "q", i.lotE8()),
        0,
        0,
        0,
        0,
        0,
        false,
        o.path("R").asBoolean(),
        venueMs);
  }

  VenueEvent.AccountUpdate accountUpdate(JsonNode a, long venueMs) {
    long wallet = 0;
    long delta = 0;
    for (JsonNode b : a.path("B")) {
      if (b.path("a").asText().equals("USDT")) {
        wallet = Json.e8(b, "wb");
        delta = Json.e8(b, "bc");
      }
    }
    List<VenueEvent.VenuePosition> positions = new ArrayList<>();
    for (JsonNode p : a.path("P")) {
      Instrument i = instrument(p.path("s").asText());
      if (i != null) {
        positions.add(position(i, p, "pa", "ep"));
      }
    }
    return new VenueEvent.AccountUpdate(a.path("m").asText(), wallet, delta, positions, venueMs);
  }

  static Side side(String s) {
    return s.equals("SELL") ? Side.SELL : Side.BUY;
  }

  static OrderKind kind(String type, String timeInForce) {
    return switch (type) {
      case "MARKET" -> OrderKind.MARKET;
      case "STOP_MARKET", "STOP", "TAKE_PROFIT", "TAKE_PROFIT_MARKET" -> OrderKind.STOP_MARKET;
      default ->
          switch (timeInForce) {
            case "GTX" -> OrderKind.POST_ONLY;
            case "IOC", "FOK" -> OrderKind.IOC;
            default -> OrderKind.LIMIT;
          };
    };
  }

  /// Order and algo states in our words; a state this table does not know is no end state, so that
  /// risk stays held.
  static OrderStatus status(String s) {
    return switch (s) {
      case "PARTIALLY_FILLED" -> OrderStatus.PARTIALLY_FILLED;
      case "FILLED", "FINISHED", "TRIGGERED" -> OrderStatus.FILLED;
      case "CANCELED" -> OrderStatus.CANCELED;
      case "REJECTED" -> OrderStatus.REJECTED;
      case "EXPIRED", "EXPIRED_IN_MATCH" -> OrderStatus.EXPIRED;
      default -> OrderStatus.NEW;
    };
  }
}
