package dev.warrant.governance.audit.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The venue's own lists of one account, in the venue's own rows: what `allOrders`, `allAlgoOrders`
/// and `userTrades` of Binance USD-M answer, gathered over a span of time.
///
/// @param venue whose list it is
/// @param fromMs first millisecond of venue time it covers
/// @param toMs the last one
/// @param askedMs when it was asked for, on the asker's clock
/// @param orders by number, and of stops by the stop's own number
/// @param answers of which answers its rows are, if whoever asked kept that
/// @param digest SHA-256 of the list as it was read
public record VenueList(
    String venue,
    long fromMs,
    long toMs,
    long askedMs,
    List<Order> orders,
    List<Trade> trades,
    List<Answer> answers,
    Digest digest) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> LISTS = List.of("orders", "algoOrders", "trades");

  public VenueList {
    orders = List.copyOf(orders);
    trades = List.copyOf(trades);
    answers = List.copyOf(answers);
  }

  /// One answer of the venue.
  ///
  /// @param path what was asked
  /// @param fromMs first millisecond asked for
  /// @param toMs the last one
  /// @param ms when it came, on the asker's clock
  /// @param rows how many it had
  /// @param sha256 of its body as it came, hexadecimal
  public record Answer(
      String path, String symbol, long fromMs, long toMs, long ms, int rows, String sha256) {}

  /// An order at the venue. A stop that triggered is one order here, though the venue lists the
  /// stop and the market order it became.
  ///
  /// @param stop whether it was laid down as a conditional order
  /// @param tradedAs number under which it trades; 0 for a stop that did not trigger
  /// @param priceE8 limit price, or the trigger of a stop; 0 of a market order
  /// @param executedE8 how much of it traded
  public record Order(
      String symbol,
      long id,
      String clientId,
      boolean stop,
      long tradedAs,
      String side,
      String kind,
      @E8 long priceE8,
      @E8 long quantityE8,
      @E8 long executedE8,
      boolean reduceOnly,
      String status,
      long ms,
      long updatedMs) {}

  /// A trade of the account.
  ///
  /// @param orderId number under which its order trades
  public record Trade(
      String symbol,
      long id,
      long orderId,
      String side,
      @E8 long priceE8,
      @E8 long quantityE8,
      @E8 long feeE8,
      String feeAsset,
      boolean maker,
      long ms) {}

  /// Reads a list.
  ///
  /// @throws IllegalArgumentException if it is none, naming the row
  public static VenueList parse(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the venue's list is no JSON: " + e.getOriginalMessage() + advice(), e);
    }
    for (String part : List.of("venue", "fromMs", "toMs", "orders", "algoOrders", "trades")) {
      if (!root.has(part)) {
        throw new IllegalArgumentException("the venue's list lacks \"" + part + "\"" + advice());
      }
    }
    return new VenueList(
        root.path("venue").asText(),
        root.path("fromMs").asLong(),
        root.path("toMs").asLong(),
        root.path("askedMs").asLong(),
        orders(root),
        trades(root.path("trades")),
        answers(root),
        Digest.sha256(text));
  }

  /// Each answer's rows are those it came with, and no row is of none.
  private static List<Answer> answers(JsonNode root) {
    List<Answer> out = new ArrayList<>();
    TreeMap<String, Integer> taken = new TreeMap<>();
    for (JsonNode a : root.path("answers")) {
      String list = text(a, "list");
      int from = taken.getOrDefault(list, 0);
      int rows = a.path("rows").asInt();
      ArrayNode own = MAPPER.createArrayNode();
      for (int i = from; i < from + rows; i++) {
        own.add(root.path(list).path(i));
      }
      taken.put(list, from + rows);
      String body = a.has("body") ? text(a, "body") : own.toString();
      String sha = text(a, "sha256");
      if (!same(body, own) || !Digest.sha256(body).hex().equals(sha)) {
        throw new IllegalArgumentException(
            "rows "
                + from
                + " to "
                + (from + rows - 1)
                + " of \""
                + list
                + "\" of the venue's list"
                + " are not the answer that came, SHA-256 "
                + sha
                + advice());
      }
      out.add(
          new Answer(
              text(a, "path"),
              text(a, "symbol"),
              number(a, "fromMs"),
              number(a, "toMs"),
              number(a, "ms"),
              rows,
              sha));
    }
    for (String list : root.has("answers") ? LISTS : List.<String>of()) {
      if (taken.getOrDefault(list, 0) != root.path(list).size()) {
        throw new IllegalArgumentException(
            "the venue's list has rows in \"" + list + "\" that no answer had" + advice());
      }
    }
    return out;
  }

  private static boolean same(String body, JsonNode rows) {
    try {
      return MAPPER.readTree(body).equals(rows);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String advice() {
    return "\nMaybe take the one kept beside a run, reconcile/DAY.venue.json, as a pattern.";
  }

  private static List<Order> orders(JsonNode root) {
    TreeMap<Long, String> became = new TreeMap<>();
    List<Order> out = new ArrayList<>();
    TreeMap<Long, JsonNode> plain = new TreeMap<>();
    for (JsonNode o : root.path("orders")) {
      plain.put(number(o, "orderId"), o);
    }
    for (JsonNode a : root.path("algoOrders")) {
      long actual = a.path("actualOrderId").asLong(0);
      JsonNode traded = plain.get(actual);
      if (actual != 0) {
        became.put(actual, text(a, "clientAlgoId"));
      }
      out.add(
          new Order(
              text(a, "symbol"),
              number(a, "algoId"),
              text(a, "clientAlgoId"),
              true,
              actual,
              text(a, "side"),
              "STOP_MARKET",
              e8(a, "triggerPrice"),
              e8(a, "quantity"),
              traded == null ? 0 : e8(traded, "executedQty"),
              a.path("reduceOnly").asBoolean(),
              traded == null ? text(a, "algoStatus") : text(traded, "status"),
              number(a, "createTime"),
              traded == null ? number(a, "updateTime") : number(traded, "updateTime")));
    }
    for (JsonNode o : plain.values()) {
      if (!became.containsKey(number(o, "orderId"))) {
        out.add(plain(o));
      }
    }
    return out;
  }

  private static Order plain(JsonNode o) {
    return new Order(
        text(o, "symbol"),
        number(o, "orderId"),
        text(o, "clientOrderId"),
        false,
        number(o, "orderId"),
        text(o, "side"),
        kind(text(o, "origType"), o.path("timeInForce").asText()),
        e8(o, "price"),
        e8(o, "origQty"),
        e8(o, "executedQty"),
        o.path("reduceOnly").asBoolean(),
        text(o, "status"),
        number(o, "time"),
        number(o, "updateTime"));
  }

  /// In the words of [dev.warrant.knowledge.order.OrderKind].
  private static String kind(String type, String timeInForce) {
    return switch (type) {
      case "LIMIT" ->
          switch (timeInForce) {
            case "GTX" -> "POST_ONLY";
            case "GTC" -> "LIMIT";
            default -> timeInForce;
          };
      default -> type;
    };
  }

  private static List<Trade> trades(JsonNode rows) {
    List<Trade> out = new ArrayList<>();
    for (JsonNode t : rows) {
      out.add(
          new Trade(
              text(t, "symbol"),
              number(t, "id"),
              number(t, "orderId"),
              text(t, "side"),
              e8(t, "price"),
              e8(t, "qty"),
              e8(t, "commission"),
              text(t, "commissionAsset"),
              t.path("maker").asBoolean(),
              number(t, "time")));
    }
    return out;
  }

  private static String text(JsonNode row, String field) {
    return need(row, field).asText();
  }

  private static long number(JsonNode row, String field) {
    return need(row, field).asLong();
  }

  private static long e8(JsonNode row, String field) {
    String text = need(row, field).asText();
    try {
      return text.isEmpty() ? 0 : Decimals.parseE8(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "field " + field + " of a row of the venue's list is no decimal number: " + row, e);
    }
  }

  private static JsonNode need(JsonNode row, String field) {
    @Nullable JsonNode found = row.get(field);
    if (found == null) {
      throw new IllegalArgumentException(
          "a row of the venue's list lacks \"" + field + "\": " + row + advice());
    }
    return found;
  }
}
