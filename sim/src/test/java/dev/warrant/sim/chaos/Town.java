package dev.warrant.sim.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.backtest.Unrestricted;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.NewOrder;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A venue on a port of this process, and what its one account holds.
final class Town implements AutoCloseable {
  /// Countdown of desks in this process: so long that it explains no cancel a test waits for.
  private static final long PATIENT_MILLIS = 600_000;

  private static final long FAR_NOTIONAL_E8 = 20_000_000_000L;
  private static final long ONE_E8 = 100_000_000L;

  private final Clock clock = Clock.system();
  private final VenueServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Town(long seed) {
    SimVenue venue =
        SimVenue.generated(seed, clock.nanos(), new SimVenue.Funding(1_000_000_000_000L, 3));
    server = new VenueServer(VenueServer.Config.standard(), venue.venue(), clock);
    server.start();
  }

  int port() {
    return server.port();
  }

  /// What a desk here is told, also one in another process.
  static LiveConfig config(RunFolder folder, int port, long deadmanMillis) {
    DeskConfig s = DeskConfig.standard();
    DeskConfig desk =
        new DeskConfig(
            s.symbols(),
            s.capitalE8(),
            s.leverage(),
            s.deliberateEveryMillis(),
            s.publishAfterMicros(),
            s.durableAfterMicros(),
            deadmanMillis,
            // Each costs 10 of the 2 400 a minute, for each instrument.
            1_500,
            1_000,
            s.warmupBars());
    String host = "127.0.0.1:" + port;
    return new LiveConfig(
        desk,
        "http://" + host,
        "ws://" + host,
        SimVenue.API_KEY,
        new Secret(SimVenue.SECRET),
        folder.policy(),
        folder.strategy(),
        ChaosPacks.cache(),
        7);
  }

  /// A desk in this process.
  LiveDesk desk(RunFolder folder) {
    return desk(folder, parts -> parts);
  }

  /// A desk in this process, with some part replaced.
  LiveDesk desk(RunFolder folder, UnaryOperator<LiveParts> change) {
    LiveConfig config = config(folder, port(), PATIENT_MILLIS);
    DeskRules rules = DeskRules.load(config.policy(), config.strategy());
    return LiveDesk.start(
        config,
        folder,
        rules,
        change.apply(
            LiveParts.of(rules, config, (_, _) -> Uncertified.of(rules))
                .restricted(() -> Unrestricted.from(0))));
  }

  /// Asks the account something on the venue's thread.
  <T> T ask(Function<Account, T> question) {
    return server.ask(
        venue -> question.apply(Objects.requireNonNull(venue.exchange().byKey(SimVenue.API_KEY))));
  }

  /// Positions in lots, by instrument.
  List<Long> nets() {
    return ask(a -> {
      List<Long> nets = new ArrayList<>();
      a.positions().forEach(p -> nets.add(p.net()));
      return nets;
    });
  }

  boolean flat() {
    return nets().stream().allMatch(n -> n == 0);
  }

  /// Client ids of resting orders that are not stops.
  List<String> resting() {
    return ask(a -> a.openOrders().stream().map(Order::clientId).toList());
  }

  /// How many sides of instruments have more resting than would close the position there.
  long restingAdds() {
    return ask(a -> {
      long[] open = new long[2 * a.positions().size()];
      for (Order o : a.openOrders()) {
        int side = o.side().sign() > 0 ? 0 : 1;
        open[2 * o.listing().instrument().index() + side] += o.lots() - o.filled();
      }
      return IntStream.range(0, open.length)
          .filter(k -> {
            long net = a.position(k / 2).net();
            return open[k] > Math.max(0, k % 2 == 0 ? -net : net);
          })
          .count();
    });
  }

  /// Rests an order on each instrument at half its mark. No market fills those while a test waits:
  /// they are gone when, and only when, somebody has had everything cancelled there. A desk that
  /// hears of them finds somebody else at its account.
  void restFarAway() {
    server.ask(venue -> {
      long nanos = clock.nanos();
      venue.advance(nanos);
      Exchange exchange = venue.exchange();
      Account account = Objects.requireNonNull(exchange.byKey(SimVenue.API_KEY));
      for (Listing l : exchange.listings()) {
        Instrument i = l.instrument();
        long price = l.markE8() / 2 / i.tickE8() * i.tickE8();
        long lots = FAR_NOTIONAL_E8 * ONE_E8 / price / i.lotE8() + 1;
        exchange.place(
            account,
            NewOrder.limit(i.index(), Side.BUY, price, lots * i.lotE8(), "far" + i.index()),
            nanos);
      }
      return 0;
    });
  }

  /// When the last countdown of the account is due, in nanoseconds; 0 once none runs.
  long countdownNanos() {
    return ask(
        a -> IntStream.range(0, a.positions().size()).mapToLong(a::countdownNanos).max().orElse(0));
  }

  /// Client ids of stops that rest.
  List<String> restingStops() {
    return ask(a -> a.openAlgos().stream().map(o -> o.clientId()).toList());
  }

  /// Whether each position has a reduce-only stop of its size, and nothing else has one.
  boolean stopped() {
    return ask(a -> {
      for (int i = 0; i < a.positions().size(); i++) {
        int instrument = i;
        long net = a.position(i).net();
        long covered =
            a.openAlgos().stream()
                .filter(o -> o.listing().instrument().index() == instrument)
                .filter(o -> o.reduceOnly() && o.side().sign() == -Long.signum(net))
                .mapToLong(o -> o.lots())
                .max()
                .orElse(0);
        if (covered < Math.abs(net)) {
          return false;
        }
      }
      return true;
    });
  }

  /// Client ids of every plain order the venue ever took from us.
  List<String> taken() {
    return ask(a -> a.orders(Integer.MAX_VALUE, _ -> true).stream().map(Order::clientId).toList());
  }

  /// Client ids of every stop the venue ever took from us.
  List<String> stops() {
    return ask(a -> a.algos(Integer.MAX_VALUE, _ -> true).stream().map(o -> o.clientId()).toList());
  }

  /// Has something go wrong at the venue; see `/sim/fault`.
  void fault(String query) {
    JsonNode answer = send("POST", "/sim/fault?" + query);
    if (!answer.path("done").asBoolean()) {
      throw new IllegalStateException(query + ": " + answer);
    }
  }

  /// Pays money in, or out if it is negative, in USDT.
  void transfer(long usdt) {
    send("POST", "/sim/transfer?apiKey=" + SimVenue.API_KEY + "&amount=" + usdt);
  }

  private JsonNode get(String path) {
    return send("GET", path);
  }

  private JsonNode send(String method, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    try {
      return new ObjectMapper()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Client ids of orders under warrants that the venue took at or after `ms`.
  List<String> takenSince(long ms) {
    return ask(a ->
        a.orders(Integer.MAX_VALUE, o -> o.createdMs() >= ms).stream()
            .map(Order::clientId)
            .filter(id -> id.startsWith("W"))
            .toList());
  }

  /// Sockets that are open at the venue.
  int sockets() {
    return get("/sim/state").path("sockets").asInt();
  }

  String describe() {
    return "positions " + nets() + ", resting " + resting() + ", orders so far " + taken().size();
  }

  @Override
  public void close() {
    server.close();
  }
}
