package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.ScriptedMarket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class VenueServerTest {
  private final Clock clock = Clock.system();
  private final long start = clock.nanos();
  private final ScriptedMarket btc = new ScriptedMarket(Instruments.btcUsdt(0), e8("50000"));
  private final BinanceVenue venue =
      new BinanceVenue(List.of(btc), ExchangeRules.standard(), start);
  private final VenueServer server = new VenueServer(VenueServer.Config.standard(), venue, clock);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void open() {
    VenueFixture.quote(btc, start);
    venue.open("alice", VenueFixture.KEY, VenueFixture.SECRET, e8("10000"));
    server.start();
  }

  @AfterEach
  void close() {
    http.shutdownNow();
    server.close();
  }

  @Test
  void errorsAndLimitsTravelInStatusAndHeaders() throws Exception {
    HttpResponse<String> time = send("GET", "/fapi/v1/time", "");
    assertThat(time.headers().firstValue("X-MBX-USED-WEIGHT-1M")).contains("1");
    assertThat(send("GET", "/fapi/v1/none", "").statusCode()).isEqualTo(404);
    send("POST", "/sim/fault", "kind=tooMany&millis=60000");
    HttpResponse<String> busy = send("GET", "/fapi/v1/time", "");
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aSwallowedAnswerBreaksTheConnectionAfterTheOrderWentThrough() throws Exception {
    send("POST", "/sim/fault", "kind=swallow");
    String order =
        VenueFixture.limit("BUY", "49000", "0.01", "lost")
            + "&timestamp="
            + clock.nanos() / 1_000_000;
    String signed = order + "&signature=" + Access.sign(VenueFixture.SECRET, order);
    assertThatThrownBy(() -> send("POST", "/fapi/v1/order", signed))
        .isInstanceOf(IOException.class);
    int open = server.ask(v -> v.exchange().accounts().get(1).openOrders().size());
    assertThat(open).isEqualTo(1);
  }

  @Test
  void socketsAreDroppedOnRequest() throws Exception {
    Far far = connect("/public/ws/btcusdt@bookTicker", Long.MAX_VALUE);
    send("POST", "/sim/fault", "kind=dropSockets&match=bookTicker");
    assertThat(far.ends.take()).isEqualTo("1001");
  }

  @Test
  void aConsumerThatDoesNotReadIsCutOff() throws Exception {
    connect("/public/ws/btcusdt@depth@0ms", 0);
    server.ask(v -> {
      for (int i = 0; i < 200_000; i++) {
        btc.rests(clock.nanos(), Side.BUY, 400_000L + i % 5000, 1);
      }
      return 0;
    });
    while (sockets() > 0) {
      send("GET", "/fapi/v1/ping", "");
      server.ask(v -> 0);
    }
    assertThat(send("GET", "/fapi/v1/time", "").statusCode()).isIn(200, 429, 418);
  }

  @Test
  void aVenueWhoseTimeCannotGoOnIsGoneRatherThanSilent() throws Exception {
    assertThat(send("GET", "/fapi/v1/ping", "").statusCode()).isEqualTo(200);
    server.ask(v -> {
      var account = Objects.requireNonNull(v.exchange().byKey(VenueFixture.KEY));
      v.exchange().transfer(account, 1, clock.nanos() + 3_600_000_000_000L);
      return 0;
    });
    assertThatThrownBy(
            () -> {
              while (true) {
                send("GET", "/sim/state", "");
              }
            })
        .isInstanceOf(IOException.class);
  }

  private int sockets() throws Exception {
    return Json.read(send("GET", "/sim/state", "").body()).path("sockets").asInt();
  }

  private HttpResponse<String> send(String method, String path, String query) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path + "?" + query);
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("X-MBX-APIKEY", VenueFixture.KEY)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private Far connect(String path, long wanted) {
    Far far = new Far(wanted);
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
    http.newWebSocketBuilder().buildAsync(uri, far).join();
    return far;
  }

  /// A listener that asks for a number of frames and no more.
  private static final class Far implements WebSocket.Listener {
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final long wanted;

    Far(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onOpen(WebSocket socket) {
      if (wanted > 0) {
        socket.request(wanted);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      ends.add(Integer.toString(code));
      return null;
    }
  }
}
