package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.SECOND;
import static dev.warrant.sim.wire.VenueFixture.e8;
import static dev.warrant.sim.wire.VenueFixture.limit;
import static dev.warrant.sim.wire.VenueFixture.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.wire.VenueFixture.Ear;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final long MS = 1_000_000L;

  private final VenueFixture v = new VenueFixture();

  @Test
  void depthAtEverySpeedRebuildsTheBook() {
    for (String speed : List.of("@0ms", "@100ms", "", "@500ms")) {
      VenueFixture x = new VenueFixture();
      Ear ear = x.listen("/public/ws/btcusdt@depth" + speed);
      noise(x, 300);
      x.now += SECOND;
      JsonNode snapshot = x.open("GET /fapi/v1/depth", "symbol=BTCUSDT&limit=1000");
      noise(x, 300);
      x.now += 3 * SECOND;
      x.venue.advance(x.now);
      JsonNode later = x.open("GET /fapi/v1/depth", "symbol=BTCUSDT&limit=1000");
      assertThat(rebuild(snapshot, ear)).as(speed).isEqualTo(book(later));
    }
  }

  @Test
  void aDroppedDepthFrameLeavesAGapInTheChain() {
    Ear ear = v.listen("/public/ws/btcusdt@depth@0ms");
    v.send("POST /sim/fault", "kind=dropDepth&count=1", "", "");
    noise(v, 20);
    List<JsonNode> frames = ear.events("depthUpdate");
    int gaps = 0;
    long last = 1020;
    for (JsonNode f : frames) {
      gaps += f.path("pu").asLong() == last ? 0 : 1;
      last = f.path("u").asLong();
    }
    assertThat(gaps).isEqualTo(1);
  }

  @Test
  void eachRootCarriesOnlyItsOwnStreams() {
    Ear legacy = v.listen("/stream?streams=btcusdt@bookTicker/btcusdt@aggTrade");
    Ear open = v.listen("/public/stream?streams=btcusdt@bookTicker/btcusdt@aggTrade");
    Ear other = v.listen("/market/stream?streams=btcusdt@bookTicker/btcusdt@aggTrade");
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    assertThat(legacy.events("bookTicker")).hasSize(1);
    assertThat(legacy.events("aggTrade")).hasSize(1);
    assertThat(open.events("bookTicker")).hasSize(1);
    assertThat(open.events("aggTrade")).isEmpty();
    assertThat(other.events("bookTicker")).isEmpty();
    assertThat(other.events("aggTrade")).hasSize(1);
    assertThat(legacy.frames.getFirst()).startsWith("{\"stream\":\"btcusdt@");
  }

  @Test
  void subscriptionsComeAndGoByMessage() {
    Ear ear = v.listen("/ws");
    v.venue.text(
        ear.id, "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":7}", v.now);
    assertThat(ear.frames).containsExactly("{\"id\":7,\"result\":null}");
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    assertThat(ear.events("trade")).hasSize(1);
    v.venue.text(
        ear.id, "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":8}", v.now);
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a2"));
    assertThat(ear.events("trade")).hasSize(1);
    for (int i = 0; i < 9; i++) {
      v.venue.text(ear.id, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":9}", v.now);
    }
    assertThat(ear.end).startsWith("1008");
  }

  @Test
  void theMarkComesEverySecondAndBarsCloseAtTheMinute() {
    Ear ear = v.listen("/market/stream?streams=btcusdt@markPrice@1s/btcusdt@kline_1m");
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    v.now = (v.now / (60 * SECOND) + 1) * 60 * SECOND;
    long seconds = (v.now - VenueFixture.START) / SECOND - 1;
    v.venue.advance(v.now);
    assertThat(ear.events("markPriceUpdate")).hasSize((int) seconds);
    JsonNode bar = ear.events("kline").getLast().path("k");
    assertThat(bar.path("x").asBoolean()).isTrue();
    assertThat(bar.path("v").asText()).isEqualTo("0.010");
    assertThat(bar.path("q").asText()).isEqualTo("500.01000000");
    JsonNode rest = v.open("GET /fapi/v1/klines", "symbol=BTCUSDT&interval=1m&limit=3");
    assertThat(rest).hasSize(3);
  }

  @Test
  void theUserStreamTellsOrdersAccountAndStops() {
    String key =
        Json.read(v.send("POST /fapi/v1/listenKey", "", "", VenueFixture.KEY).body())
            .path("listenKey")
            .asText();
    Ear ear = v.listen("/private/ws?listenKey=" + key);
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    List<JsonNode> orders = ear.events("ORDER_TRADE_UPDATE");
    assertThat(orders)
        .extracting(n -> n.path("o").path("x").asText())
        .containsExactly("NEW", "TRADE");
    JsonNode fill = orders.getLast().path("o");
    assertThat(fill.path("X").asText()).isEqualTo("FILLED");
    assertThat(fill.path("n").asText()).isEqualTo("0.25000500");
    JsonNode account = ear.events("ACCOUNT_UPDATE").getLast().path("a");
    assertThat(account.path("m").asText()).isEqualTo("ORDER");
    assertThat(account.path("P").path(0).path("pa").asText()).isEqualTo("0.010");
    v.ok("POST /fapi/v1/algoOrder", BinanceVenueTest.stop("s1"));
    v.btc.marks(v.now + 1, e8("48990"));
    v.venue.advance(v.now + 1);
    assertThat(ear.events("ALGO_UPDATE"))
        .extracting(n -> n.path("o").path("X").asText())
        .containsExactly("NEW", "TRIGGERING", "TRIGGERED", "FINISHED");
  }

  @Test
  void aListenKeyRunsOutUnlessItIsKeptAlive() {
    BinanceVenueTest.refused(-1125, v.send("PUT /fapi/v1/listenKey", "", "", VenueFixture.KEY));
    String key =
        Json.read(v.send("POST /fapi/v1/listenKey", "", "", VenueFixture.KEY).body())
            .path("listenKey")
            .asText();
    Ear ear = v.listen("/ws/" + key);
    v.now += 59 * 60 * SECOND;
    assertThat(v.send("PUT /fapi/v1/listenKey", "", "", VenueFixture.KEY).status()).isEqualTo(200);
    v.now += 59 * 60 * SECOND;
    v.venue.advance(v.now);
    assertThat(ear.events("listenKeyExpired")).isEmpty();
    v.now += 60 * SECOND;
    v.venue.advance(v.now);
    assertThat(ear.events("listenKeyExpired")).hasSize(1);
    v.ok("POST /fapi/v1/order", market("BUY", "0.01", "a1"));
    assertThat(ear.frames).hasSize(1);
  }

  @Test
  void faultsHappenOnRequest() {
    v.send("POST /sim/fault", "kind=reject&count=1&code=-2019&msg=Margin+is+insufficient.", "", "");
    BinanceVenueTest.refused(-2019, v.signed("POST /fapi/v1/order", market("BUY", "0.01", "a1")));
    v.send("POST /sim/fault", "kind=swallow&count=1", "", "");
    Reply lost = v.signed("POST /fapi/v1/order", limit("BUY", "49000", "0.01", "a2"));
    assertThat(lost.status()).isEqualTo(Reply.NONE);
    assertThat(
            v.ok("GET /fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=a2")
                .path("status")
                .asText())
        .isEqualTo("NEW");
    v.send("POST /sim/fault", "kind=tooMany&millis=500", "", "");
    Reply busy = v.signed("GET /fapi/v1/openOrders", "");
    assertThat(busy.status()).isEqualTo(429);
    assertThat(busy.retryAfterSeconds()).isEqualTo(1);
    v.now += 500 * MS;
    assertThat(v.ok("GET /fapi/v1/openOrders", "")).hasSize(1);
    v.send("POST /sim/fault", "kind=ban&millis=500", "", "");
    assertThat(v.signed("GET /fapi/v1/openOrders", "").status()).isEqualTo(418);
    v.send("POST /sim/fault", "kind=clear", "", "");
    v.send("POST /sim/fault", "kind=delay&millis=40", "", "");
    assertThat(v.signed("GET /fapi/v1/openOrders", "").delayNanos()).isEqualTo(40 * MS);
    Ear ear = v.listen("/public/ws/btcusdt@bookTicker");
    v.send("POST /sim/fault", "kind=dropSockets&match=bookTicker", "", "");
    assertThat(ear.end).startsWith("1001");
    assertThat(Json.read(v.send("GET /sim/state", "", "", "").body()).path("sockets").asInt())
        .isZero();
  }

  private static void noise(VenueFixture x, int steps) {
    SeededRandom random = new SeededRandom(steps);
    for (int i = 0; i < steps; i++) {
      x.now += random.nextInt(40) * MS;
      Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
      long price = 500_000L - side.sign() * (random.nextInt(120) - 10L);
      if (random.nextInt(4) == 0) {
        x.btc.takes(x.now, side, price + side.sign() * 30L, 1L + random.nextInt(3000));
      } else {
        x.btc.rests(x.now, side, price, 1L + random.nextInt(900));
      }
      x.venue.advance(x.now);
    }
  }

  private static Map<String, String> rebuild(JsonNode snapshot, Ear ear) {
    Map<String, String> book = book(snapshot);
    long id = snapshot.path("lastUpdateId").asLong();
    long previous = -1;
    for (JsonNode f : ear.events("depthUpdate")) {
      if (f.path("u").asLong() < id) {
        continue;
      }
      if (previous < 0) {
        assertThat(f.path("U").asLong()).isLessThanOrEqualTo(id + 1);
      } else {
        assertThat(f.path("pu").asLong()).isEqualTo(previous);
      }
      previous = f.path("u").asLong();
      put(book, "b", f.path("b"));
      put(book, "a", f.path("a"));
    }
    assertThat(previous).isPositive();
    return book;
  }

  private static Map<String, String> book(JsonNode snapshot) {
    Map<String, String> book = new TreeMap<>();
    put(book, "b", snapshot.path("bids"));
    put(book, "a", snapshot.path("asks"));
    return book;
  }

  private static void put(Map<String, String> book, String side, JsonNode levels) {
    for (JsonNode level : levels) {
      String key = side + level.path(0).asText();
      if (level.path(1).asText().equals("0.000")) {
        book.remove(key);
      } else {
        book.put(key, level.path(1).asText());
      }
    }
  }
}
