package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.ScriptedMarket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A venue with a quoted BTCUSDT and ETHUSDT, one account, and a client that signs.
final class VenueFixture {
  static final long START = 1_750_000_000_000_000_000L;
  static final long SECOND = 1_000_000_000L;
  static final String KEY = "key-a";
  static final String SECRET = "secret-a";

  final ScriptedMarket btc = new ScriptedMarket(Instruments.btcUsdt(0), e8("50000"));
  final ScriptedMarket eth = new ScriptedMarket(Instruments.ethUsdt(1), e8("2000"));
  final BinanceVenue venue = new BinanceVenue(List.of(btc, eth), ExchangeRules.standard(), START);
  long now = START + SECOND;

  VenueFixture() {
    quote(btc, START);
    venue.advance(START);
    venue.open("alice", KEY, SECRET, e8("10000"));
  }

  /// The background quotes 10 BTC at each of ten prices around 50 000.
  static void quote(ScriptedMarket btc, long nanos) {
    for (int i = 0; i < 10; i++) {
      btc.rests(nanos, Side.SELL, 500_010 + i * 10L, 10_000);
      btc.rests(nanos, Side.BUY, 499_990 - i * 10L, 10_000);
    }
  }

  static long e8(String text) {
    return Decimals.parseE8(text);
  }

  /// A signed request, all parameters in the query.
  Reply signed(String methodAndPath, String query) {
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + now / 1_000_000;
    return send(methodAndPath, full + "&signature=" + Access.sign(SECRET, full), "", KEY);
  }

  /// The answer of a signed request that succeeds.
  JsonNode ok(String methodAndPath, String query) {
    Reply reply = signed(methodAndPath, query);
    if (reply.status() != 200) {
      throw new AssertionError(methodAndPath + " answered " + reply);
    }
    return Json.read(reply.body());
  }

  /// The answer of a public request.
  JsonNode open(String methodAndPath, String query) {
    return Json.read(send(methodAndPath, query, "", "").body());
  }

  Reply send(String methodAndPath, String query, String body, String key) {
    int space = methodAndPath.indexOf(' ');
    return venue.rest(
        methodAndPath.substring(0, space),
        methodAndPath.substring(space + 1),
        query,
        body,
        key,
        now);
  }

  /// Opens a socket and keeps what it hears.
  Ear listen(String path) {
    Ear ear = new Ear();
    ear.id = venue.open(path, ear, now);
    return ear;
  }

  /// A limit order, resting by default.
  static String limit(String side, String price, String quantity, String id) {
    return "symbol=BTCUSDT&type=LIMIT&timeInForce=GTC&side="
        + side
        + "&price="
        + price
        + "&quantity="
        + quantity
        + "&newClientOrderId="
        + id;
  }

  static String market(String side, String quantity, String id) {
    return "symbol=BTCUSDT&type=MARKET&side="
        + side
        + "&quantity="
        + quantity
        + "&newClientOrderId="
        + id;
  }

  /// What a socket heard.
  static final class Ear implements FrameSink {
    final List<String> frames = new ArrayList<>();
    String end = "";
    int id;

    @Override
    public void frame(byte[] bytes, int offset, int length) {
      frames.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void closed(int code, String why) {
      end = code + " " + why;
    }

    /// Frames of one event type.
    List<JsonNode> events(String type) {
      return frames.stream()
          .map(Json::read)
          .map(n -> n.has("data") ? n.path("data") : n)
          .filter(n -> n.path("e").asText().equals(type))
          .toList();
    }
  }
}
