package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.SECOND;
import static dev.warrant.sim.wire.VenueFixture.e8;
import static dev.warrant.sim.wire.VenueFixture.limit;
import static dev.warrant.sim.wire.VenueFixture.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.sim.wire.VenueFixture.Ear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every field of a recorded or documented message is in ours. Left out on purpose: the fields of
/// trailing stops (`activatePrice`, `priceRate`, `AP`, `cr`), which this venue does not have.
class FieldSetTest {
  private static final String JKORF = "wire-fixtures/binance/jkorf/";
  private static final String RECORDED = "wire-fixtures/binance/rest-recorded/";
  private static final Set<String> TRAILING = Set.of("activatePrice", "priceRate", "AP", "cr");

  private final VenueFixture v = new VenueFixture();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Account/GetAccountInfo | GET /fapi/v2/account | ''
          Account/GetAccountInfoV3 | GET /fapi/v3/account | ''
          Account/GetBalances | GET /fapi/v3/balance | ''
          Account/GetBrackets | GET /fapi/v1/leverageBracket | symbol=BTCUSDT
          Account/GetIncomeHistory | GET /fapi/v1/income | ''
          Account/GetMultiAssetsMode | GET /fapi/v1/multiAssetsMargin | ''
          Account/GetPositionInformation | GET /fapi/v2/positionRisk | symbol=BTCUSDT
          Account/GetUserCommissionRate | GET /fapi/v1/commissionRate | symbol=BTCUSDT
          Account/GetAccountConfiguration | GET /fapi/v1/accountConfig | ''
          Account/GetSymbolConfiguration | GET /fapi/v1/symbolConfig | symbol=BTCUSDT
          Account/ChangeInitialLeverage | POST /fapi/v1/leverage | symbol=BTCUSDT&leverage=10
          Trading/GetPositions | GET /fapi/v3/positionRisk | ''
          Trading/GetUserTrades | GET /fapi/v1/userTrades | symbol=BTCUSDT
          Trading/GetOrder | GET /fapi/v1/order | symbol=BTCUSDT&origClientOrderId=open
          Trading/GetOpenOrder | GET /fapi/v1/openOrder | symbol=BTCUSDT&origClientOrderId=open
          Trading/GetOpenOrders | GET /fapi/v1/openOrders | ''
          Trading/GetOrders | GET /fapi/v1/allOrders | symbol=BTCUSDT
          Trading/CancelOrder | DELETE /fapi/v1/order | symbol=BTCUSDT&origClientOrderId=open
          Trading/CancelAllOrders | DELETE /fapi/v1/allOpenOrders | symbol=BTCUSDT
          Trading/CancelAllOrdersAfterTimeout | POST /fapi/v1/countdownCancelAll | symbol=BTCUSDT&countdownTime=1000
          Trading/GetConditionalOrder | GET /fapi/v1/algoOrder | clientAlgoId=stop
          Trading/GetConditionalOrders | GET /fapi/v1/allAlgoOrders | symbol=BTCUSDT
          Trading/GetOpenConditionalOrders | GET /fapi/v1/openAlgoOrders | ''
          Trading/CancelConditionalOrder | DELETE /fapi/v1/algoOrder | clientAlgoId=stop
          Trading/CancelAllConditionalOrders | DELETE /fapi/v1/algoOpenOrders | symbol=BTCUSDT
          ExchangeData/GetExchangeInfo | GET /fapi/v1/exchangeInfo | ''
          ExchangeData/GetMarkPrice | GET /fapi/v1/premiumIndex | symbol=BTCUSDT
          ExchangeData/GetFundingRates | GET /fapi/v1/fundingRate | symbol=BTCUSDT
          ExchangeData/GetOrderBook | GET /fapi/v1/depth | symbol=BTCUSDT
          ExchangeData/GetServerTime | GET /fapi/v1/time | ''
          ExchangeData/GetBookPrice | GET /fapi/v1/ticker/bookTicker | symbol=BTCUSDT
          ExchangeData/GetPrice | GET /fapi/v2/ticker/price | symbol=BTCUSDT
          """)
  void restAnswersHaveTheDocumentedFields(String file, String endpoint, String query) {
    trade();
    covers(documented("Endpoints/UsdFutures/" + file), v.ok(endpoint, query), file);
  }

  @Test
  void placingAnswersWithTheDocumentedFields() {
    covers(
        documented("Endpoints/UsdFutures/Trading/PlaceOrder"),
        v.ok("POST /fapi/v1/order", limit("BUY", "49000", "0.01", "p")),
        "PlaceOrder");
    covers(
        documented("Endpoints/UsdFutures/Trading/PlaceConditionalOrder"),
        v.ok("POST /fapi/v1/algoOrder", BinanceVenueTest.stop("s")),
        "PlaceConditionalOrder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fapi_v1_exchangeInfo | GET /fapi/v1/exchangeInfo | ''
          fapi_v1_depth__1 | GET /fapi/v1/depth | symbol=BTCUSDT&limit=100
          fapi_v1_premiumIndex__0 | GET /fapi/v1/premiumIndex | symbol=BTCUSDT
          fapi_v1_premiumIndex__1 | GET /fapi/v1/premiumIndex | ''
          fapi_v1_fundingRate__0 | GET /fapi/v1/fundingRate | symbol=BTCUSDT
          fapi_v1_ticker_bookTicker__0 | GET /fapi/v1/ticker/bookTicker | ''
          fapi_v1_ticker_price__0 | GET /fapi/v1/ticker/price | symbol=BTCUSDT
          fapi_v1_time | GET /fapi/v1/time | ''
          """)
  void restAnswersHaveTheRecordedFields(String file, String endpoint, String query) {
    trade();
    JsonNode recorded = Json.read(text(RECORDED + file + ".json")).path("response");
    covers(recorded, v.ok(endpoint, query), file);
  }

  @Test
  void klinesHaveTheRecordedColumns() {
    JsonNode recorded =
        Json.read(text(RECORDED + "fapi_v1_klines__0.json")).path("response").path(0);
    JsonNode ours = v.open("GET /fapi/v1/klines", "symbol=BTCUSDT&interval=1m&limit=2").path(0);
    assertThat(ours).hasSize(recorded.size());
    for (int i = 0; i < recorded.size(); i++) {
      assertThat(ours.path(i).getNodeType()).isEqualTo(recorded.path(i).getNodeType());
    }
  }

  @Test
  void streamsHaveTheDocumentedFields() {
    Ear ear =
        v.listen(
            "/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker/btcusdt@aggTrade/btcusdt@trade"
                + "/btcusdt@markPrice@1s/btcusdt@kline_1m/btcusdt@forceOrder");
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    liquidate();
    v.now += 2 * SECOND;
    v.venue.advance(v.now);
    stream(ear, "depthUpdate", "Book");
    stream(ear, "bookTicker", "BookTicker");
    stream(ear, "aggTrade", "AggTrades");
    stream(ear, "markPriceUpdate", "MarkPrice");
    stream(ear, "kline", "Klines");
    stream(ear, "forceOrder", "Liquidations");
    covers(
        Json.read(
            text("wire-fixtures/binance/nautilus/futures/market_data_json/trade_stream.json")),
        ear.events("trade").getFirst(),
        "trade");
  }

  @Test
  void userEventsHaveTheDocumentedAndRecordedFields() {
    String key =
        Json.read(v.send("POST /fapi/v1/listenKey", "", "", VenueFixture.KEY).body())
            .path("listenKey")
            .asText();
    Ear ear = v.listen("/private/stream?listenKey=" + key);
    v.ok("POST /fapi/v1/leverage", "symbol=BTCUSDT&leverage=100");
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    v.ok("POST /fapi/v1/algoOrder", BinanceVenueTest.stop("s1"));
    liquidate();
    stream(ear, "ORDER_TRADE_UPDATE", "OrderUpdate");
    stream(ear, "ACCOUNT_UPDATE", "AccountUpdate");
    stream(ear, "ALGO_UPDATE", "AlgoOrderUpdate");
    stream(ear, "TRADE_LITE", "TradeUpdate");
    stream(ear, "ACCOUNT_CONFIG_UPDATE", "Leverage");
    stream(ear, "MARGIN_CALL", "MarginUpdate");
    String recorded =
        text("wire-fixtures/binance/user-data-recorded.jsonl").lines().findFirst().orElseThrow();
    covers(Json.read(recorded), ear.events("ORDER_TRADE_UPDATE").getFirst(), "recorded order");
  }

  @Test
  void recordedErrorsAreSpokenWordForWord() {
    String recorded = text("wire-fixtures/binance/errors-recorded.jsonl");
    for (Reply ours :
        List.of(
            v.signed("POST /fapi/v1/order", limit("BUY", "49000", "100", "e1")),
            v.signed("POST /fapi/v1/order", limit("BUY", "49000", "0.002", "e2")),
            v.signed("POST /fapi/v1/order", limit("BUY", "49000", "0", "e3")),
            v.signed("POST /fapi/v1/order", "symbol=NONE"),
            v.send("GET /fapi/v2/account", "timestamp=1", "", VenueFixture.KEY),
            v.send("GET /fapi/v2/account", "timestamp=9999999999999", "", VenueFixture.KEY),
            v.send("GET /fapi/v2/account", "", "", ""))) {
      JsonNode body = Json.read(ours.body());
      assertThat(recorded)
          .contains("\"code\": " + body.path("code") + ", \"msg\": " + body.path("msg"));
    }
  }

  /// A trade, an open order, a waiting stop and a funding.
  private void trade() {
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "filled"));
    v.ok("POST /fapi/v1/order", limit("BUY", "49000", "0.01", "open"));
    v.ok("POST /fapi/v1/algoOrder", BinanceVenueTest.stop("stop"));
    long due = v.now / 1_000_000 + 1000;
    v.btc.marks(v.now + 1, e8("50000"), e8("0.0001"), due);
    v.now += 2 * SECOND;
    v.venue.advance(v.now);
  }

  /// The account is warned, then liquidated.
  private void liquidate() {
    v.send("POST /sim/transfer", "apiKey=" + VenueFixture.KEY + "&amount=-9990", "", "");
    v.btc.marks(v.now + 1, e8("49250")).marks(v.now + 2, e8("49100"));
    v.now += 3;
    v.venue.advance(v.now);
  }

  private static void stream(Ear ear, String event, String file) {
    JsonNode documented = documentedEvent("Subscriptions/UsdFutures/" + file);
    assertThat(ear.events(event)).as(event).isNotEmpty();
    Set<String> ours = new TreeSet<>();
    ear.events(event).forEach(n -> paths(n, "", ours));
    assertThat(ours).as(event).containsAll(wanted(documented));
  }

  private static void covers(JsonNode wanted, JsonNode ours, String what) {
    Set<String> found = new TreeSet<>();
    paths(ours, "", found);
    assertThat(found).as(what).containsAll(wanted(wanted));
  }

  private static Set<String> wanted(JsonNode node) {
    Set<String> out = new TreeSet<>();
    paths(node, "", out);
    out.removeIf(p -> TRAILING.contains(p.substring(p.lastIndexOf('.') + 1)) && !p.contains("P."));
    return out;
  }

  private static void paths(JsonNode node, String at, Set<String> out) {
    if (node.isArray()) {
      node.forEach(n -> paths(n, at, out));
    }
    node.properties()
        .forEach(e -> {
          out.add(at + e.getKey());
          paths(e.getValue(), at + e.getKey() + ".", out);
        });
  }

  private static JsonNode documented(String file) {
    String text = text(JKORF + file + ".txt");
    int brace = text.indexOf('{');
    int bracket = text.indexOf('[');
    int from = bracket < 0 ? brace : brace < 0 ? bracket : Math.min(brace, bracket);
    return Json.read(text.substring(from));
  }

  private static JsonNode documentedEvent(String file) {
    String text = text(JKORF + file + ".txt");
    return Json.read(text.substring(text.lastIndexOf("\n=") + 2)).path("data");
  }

  private static String text(String file) {
    try {
      return Files.readString(SharedData.require(file)).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
