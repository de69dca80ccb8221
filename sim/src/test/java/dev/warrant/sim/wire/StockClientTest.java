package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.TimeInForce;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.ScriptedMarket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client that Binance publishes, pointed here by nothing but its URL.
@Timeout(240)
class StockClientTest {
  private final Clock clock = Clock.system();
  private final long start = clock.nanos();
  private final ScriptedMarket btc = new ScriptedMarket(Instruments.btcUsdt(0), e8("50000"));
  private final BinanceVenue venue =
      new BinanceVenue(List.of(btc), ExchangeRules.standard(), start);
  private final VenueServer server = new VenueServer(VenueServer.Config.standard(), venue, clock);

  @BeforeEach
  void open() {
    VenueFixture.quote(btc, start);
    venue.open("alice", VenueFixture.KEY, VenueFixture.SECRET, e8("10000"));
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void itTradesOverRest() throws ApiException {
    DerivativesTradingUsdsFuturesRestApi client = rest();
    long time = Objects.requireNonNull(client.checkServerTime().getData().getServerTime());
    assertThat(time).isBetween(start / 1_000_000, clock.nanos() / 1_000_000);
    assertThat(client.exchangeInformation().getData().getSymbols()).hasSize(1);
    assertThat(client.orderBook("BTCUSDT", 5L).getData().getBids()).hasSize(5);

    NewOrderRequest rests = order(Side.BUY, "LIMIT", 0.01, "st1");
    rests.setPrice(49000.0);
    rests.setTimeInForce(TimeInForce.GTC);
    var placed = client.newOrder(rests);
    assertThat(placed.getData().getStatus()).isEqualTo("NEW");
    assertThat(client.queryOrder("BTCUSDT", null, "st1", null).getData().getOrderId())
        .isEqualTo(placed.getData().getOrderId());
    assertThat(client.cancelOrder("BTCUSDT", null, "st1", null).getData().getStatus())
        .isEqualTo("CANCELED");
    assertThatThrownBy(() -> client.cancelOrder("BTCUSDT", null, "st1", null))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Unknown order sent.");

    client.newOrder(order(Side.BUY, "MARKET", 0.02, "st2"));
    var account = client.accountInformationV3(null).getData();
    assertThat(Objects.requireNonNull(account.getPositions()).getFirst().getPositionAmt())
        .isEqualTo("0.020");
    assertThat(account.getTotalWalletBalance()).isEqualTo("9999.49999000");
    assertThat(client.positionInformationV3("BTCUSDT", null).getData()).hasSize(1);
    assertThat(client.accountTradeList("BTCUSDT", null, null, null, null, null, null).getData())
        .hasSize(1);
  }

  @Test
  void itHearsMarketAndUserStreams() throws ApiException, InterruptedException {
    DerivativesTradingUsdsFuturesRestApi client = rest();
    String key = Objects.requireNonNull(client.startUserDataStream().getData().getListenKey());
    var publicStreams = streams("/public");
    var tickers =
        unanswered(() ->
            publicStreams.individualSymbolBookTickerStreams(
                new IndividualSymbolBookTickerStreamsRequest().symbol("btcusdt")));
    var privateStreams = streams("/private");
    var user = unanswered(() -> privateStreams.userData(key));
    while (subscriptions() < 2) {
      client.testConnectivity();
    }
    client.newOrder(order(Side.BUY, "MARKET", 0.02, "st3"));

    var ticker = tickers.take();
    assertThat(ticker.getsLowerCase()).isEqualTo("BTCUSDT");
    assertThat(ticker.getaLowerCase()).isEqualTo("50001.0");
    var first = user.take();
    assertThat(first.getActualInstance()).isNotNull();
  }

  /// A request that can be made.
  private interface Asked<T> {
    T ask() throws ApiException;
  }

  /// Has the venue hold still while something is asked on a socket. The client notes a subscription
  /// only after it has sent it, and an answer that comes before that makes it drop the connection.
  private <T> T unanswered(Asked<T> asked) throws ApiException, InterruptedException {
    CountDownLatch still = new CountDownLatch(1);
    CountDownLatch noted = new CountDownLatch(1);
    Thread holding =
        Thread.ofPlatform()
            .start(() ->
                server.ask(_ -> {
                  still.countDown();
                  return waited(noted);
                }));
    try {
      still.await();
      return asked.ask();
    } finally {
      noted.countDown();
      holding.join();
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int subscriptions() {
    String state = server.ask(v -> v.rest("GET", "/sim/state", "", "", "", clock.nanos()).body());
    return Json.read(state).path("streams").findValues("streams").stream()
        .mapToInt(JsonNode::size)
        .sum();
  }

  private DerivativesTradingUsdsFuturesRestApi rest() {
    ClientConfiguration config = new ClientConfiguration();
    config.setUrl("http://127.0.0.1:" + server.port());
    config.setSignatureConfiguration(signature());
    return new DerivativesTradingUsdsFuturesRestApi(config);
  }

  private DerivativesTradingUsdsFuturesWebSocketStreams streams(String root) {
    WebSocketClientConfiguration config = new WebSocketClientConfiguration();
    config.setUrl("ws://127.0.0.1:" + server.port() + root + "/stream");
    config.setSignatureConfiguration(signature());
    return new DerivativesTradingUsdsFuturesWebSocketStreams(config);
  }

  private static SignatureConfiguration signature() {
    SignatureConfiguration signature = new SignatureConfiguration();
    signature.setApiKey(VenueFixture.KEY);
    signature.setSecretKey(VenueFixture.SECRET);
    return signature;
  }

  private static NewOrderRequest order(Side side, String type, double quantity, String id) {
    NewOrderRequest order = new NewOrderRequest();
    order.setSymbol("BTCUSDT");
    order.setSide(side);
    order.setType(type);
    order.setQuantity(quantity);
    order.setNewClientOrderId(id);
    return order;
  }
}
