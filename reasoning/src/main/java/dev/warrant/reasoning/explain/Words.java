package dev.warrant.reasoning.explain;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureNames;
import java.util.List;
import java.util.Locale;

/// Says trace nodes in words, with prices, quantities and ratios as people write them.
public final class Words {
  private final List<Instrument> instruments;

  /// @param instruments by index, for symbols and for the steps of prices and quantities
  public Words(List<Instrument> instruments) {
    this.instruments = List.copyOf(instruments);
  }

  /// What a node says, such as `BTCUSDT believed trending at 41 %, input 7211`.
  public String of(TraceNode node) {
    Content c = Content.read(node.content());
    return switch (c.name()) {
      case "Quote" -> symbol(c) + " " + price(c, "bid") + " / " + price(c, "ask") + source(c);
      case "Feature" -> symbol(c) + " " + feature(c) + source(c);
      case "Belief" -> symbol(c) + " believed " + belief(c) + source(c);
      case "Pattern" -> symbol(c) + " pattern " + c.text("name") + source(c);
      case "Feed" -> symbol(c) + " book " + lower(c.text("state")) + source(c);
      case "Position" ->
          symbol(c)
              + " position "
              + quantity(c, "net")
              + ", at worst long "
              + quantity(c, "worstLong")
              + ", short "
              + quantity(c, "worstShort")
              + source(c);
      case "Account" -> "equity " + money(c, "equityE8") + " USDT" + source(c);
      case "Measure" -> symbol(c) + " " + c.text("name") + " " + measure(c) + source(c);
      case "Derived" -> symbol(c) + " " + c.text("name") + " (" + c.text("value") + ")" + source(c);
      case "Working" ->
          symbol(c)
              + " warrant "
              + c.text("name")
              + " has "
              + quantity(c, "restingLots")
              + " resting"
              + source(c);
      case "DeskMode" -> "desk in mode " + lower(c.text("mode")) + source(c);
      case "Admitted" -> "order " + c.text("clientId") + " was admitted";
      case "Intent" -> intent(c);
      case "Step" -> c.text("goal") + tests(c);
      case "Interval" ->
          (c.number("high") == 0
                  ? "no size is admissible"
                  : "orders of " + c.text("low") + " to " + c.text("high") + " lots are admissible")
              + (c.text("binding").isEmpty() ? "" : ", bound by " + c.text("binding"));
      case "Size" ->
          "level "
              + c.text("level")
              + " of "
              + c.text("levels")
              + ": "
              + c.text("lots")
              + " lots, joint score "
              + c.text("score");
      case "Warrant" -> warrant(c);
      case "OrderRecord" -> order(c);
      case "OrderReport" -> fill(c);
      case "Event" -> "input " + c.text("0");
      case "Objection" -> c.text("says");
      case "Root" ->
          "cut " + c.text("cut") + " at input " + c.text("seq") + ": " + c.text("outcome");
      default -> c.toString();
    };
  }

  private static String measure(Content c) {
    MeasureId id = MeasureNames.find(c.text("name"));
    return id == null ? c.text("value") : LimitSays.shown(id, c.number("value"));
  }

  /// `BUY 0.250 BTCUSDT at 59910.0`.
  String order(Content c) {
    return c.text("side")
        + " "
        + quantity(c, "lots")
        + " "
        + symbol(c)
        + " at "
        + price(c, "price")
        + " ("
        + lower(c.text("kind")).replace('_', '-')
        + (c.number("reduceOnly") == 1 ? ", reduce-only" : "")
        + ")";
  }

  /// `SELL of 0.432 ETHUSDT filled at 2600.10 as maker, order W…`.
  String fill(Content c) {
    int i = (int) c.number("instrument");
    long priceE8 = c.number("lastPriceE8");
    String price =
        i < 0 || i >= instruments.size()
            ? scaled(priceE8, 8)
            : instruments.get(i).priceText(instruments.get(i).ticksOfE8(priceE8));
    return c.text("side")
        + " of "
        + quantity(c, "lastLots")
        + " "
        + symbol(c)
        + " filled at "
        + price
        + (c.number("maker") == 1 ? " as maker" : " as taker")
        + ", order "
        + c.text("clientId");
  }

  String feature(Content c) {
    return c.text("name") + " " + scaled(c.number("value"), (int) c.number("decimals"));
  }

  /// `calm at 62 %`.
  String belief(Content c) {
    return lower(c.text("regime")) + " at " + c.number("probabilityPpm") / 10_000 + " %";
  }

  String strategy(Content intent) {
    return intent.text("strategy").replace('_', ' ');
  }

  /// Centi-bps as bps.
  static String bps(long centiBps) {
    return scaled(centiBps, 2) + " bps";
  }

  private String intent(Content c) {
    return c.text("side")
        + " "
        + symbol(c)
        + " by "
        + strategy(c)
        + ", edge "
        + bps(c.number("edgeCentiBps"))
        + ", "
        + lower(c.text("urgency"));
  }

  private String warrant(Content c) {
    return "warrant "
        + c.text("id")
        + ": "
        + c.text("side")
        + " "
        + symbol(c)
        + " up to "
        + quantity(c, "capLots")
        + " at worst, between "
        + price(c, "minPrice")
        + " and "
        + price(c, "maxPrice")
        + ", at most "
        + c.text("ordersCap")
        + " orders";
  }

  private static String tests(Content step) {
    String tests = step.text("tests");
    return tests.isEmpty() ? "" : " because " + tests;
  }

  private String symbol(Content c) {
    int i = (int) c.number("instrument");
    return i < 0 || i >= instruments.size() ? "desk" : instruments.get(i).symbol();
  }

  private String price(Content c, String key) {
    int i = (int) c.number("instrument");
    return i < 0 || i >= instruments.size()
        ? c.text(key)
        : instruments.get(i).priceText(c.number(key));
  }

  private String quantity(Content c, String key) {
    int i = (int) c.number("instrument");
    return i < 0 || i >= instruments.size()
        ? c.text(key)
        : instruments.get(i).quantityText(c.number(key));
  }

  private static String money(Content c, String key) {
    return scaled(c.number(key) / 1_000_000, 2);
  }

  private static String source(Content c) {
    return ", input " + c.text("source");
  }

  private static String scaled(long value, int decimals) {
    return java.math.BigDecimal.valueOf(value, decimals).toPlainString();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
