package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The simulated venue alone, for desks in other processes and for other clients.
@Command(
    name = "venue",
    mixinStandardHelpOptions = true,
    description = {
      "Serve the simulated Binance USD-M venue alone until interrupted.",
      "Listens on the loopback interface only. Any client of the real venue can use it by its URL."
    })
public final class VenueCommand implements Callable<Integer> {
  private static final long TELL_SECONDS = 10;

  @Option(
      names = "--port",
      description = "port, 0 for any free one (default: ${DEFAULT-VALUE})",
      defaultValue = "8790")
  private int port;

  @Option(
      names = "--seed",
      description = "seed of the market (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--recorded",
      arity = "1..*",
      paramLabel = "FILE",
      description = "play recordings instead of a generated market")
  private @Nullable List<Path> recorded;

  @Option(
      names = "--wallet",
      paramLabel = "USDT",
      description = "what the account holds (default: ${DEFAULT-VALUE})",
      defaultValue = "10000")
  private BigDecimal wallet = BigDecimal.valueOf(10_000);

  @Option(
      names = "--leverage",
      description = "leverage set for it (default: ${DEFAULT-VALUE})",
      defaultValue = "3")
  private int leverage = DeskConfig.standard().leverage();

  @Option(names = "--json", description = "begin with one JSON object that tells port and keys")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.system();
    long start = clock.nanos();
    SimVenue.Funding funding =
        new SimVenue.Funding(wallet.movePointRight(8).longValueExact(), leverage);
    List<Path> files = recorded;
    SimVenue sim =
        files == null
            ? SimVenue.generated(seed, start, funding)
            : SimVenue.recorded(files, start, funding);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "stop"));
    try (VenueServer server = open(sim, clock)) {
      System.out.println(json ? json(server.port(), sim) : text(server.port(), sim));
      System.out.flush();
      serve(server, clock, ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private VenueServer open(SimVenue sim, Clock clock) {
    VenueServer.Config standard = VenueServer.Config.standard();
    VenueServer server =
        new VenueServer(
            new VenueServer.Config(port, standard.tickMillis(), standard.latencyMicros()),
            sim.venue(),
            clock);
    try {
      server.start();
      return server;
    } catch (Exception e) {
      // The transport throws what it was told, checked or not, such as a BindException.
      server.close();
      throw new IllegalStateException(
          "cannot listen on 127.0.0.1:"
              + port
              + " ("
              + Mishaps.sentence(e)
              + ")\nMaybe another venue runs there: try --port 0",
          e);
    }
  }

  private static void serve(VenueServer server, Clock clock, CountDownLatch ended)
      throws InterruptedException {
    long began = clock.nanos();
    while (!ended.await(TELL_SECONDS, TimeUnit.SECONDS)) {
      String stands = server.ask(venue -> stands(venue.exchange()));
      System.err.printf("%4d s  %s%n", (clock.nanos() - began) / 1_000_000_000L, stands);
    }
  }

  private static String stands(Exchange exchange) {
    StringBuilder out = new StringBuilder();
    for (Listing l : exchange.listings()) {
      out.append(l.instrument().symbol()).append(' ');
      out.append(l.instrument().priceText(l.instrument().ticksOfE8(l.markE8()))).append("  ");
    }
    Account a = exchange.byKey(SimVenue.API_KEY);
    if (a != null) {
      out.append(a.name()).append(": wallet ").append(Decimals.text(a.walletE8(), 2));
      out.append(", ").append(a.openOrders().size()).append(" orders and ");
      out.append(a.openAlgos().size()).append(" stops open");
    }
    return out.toString();
  }

  private static String text(int port, SimVenue sim) {
    StringBuilder out = new StringBuilder();
    out.append("REST     http://127.0.0.1:").append(port).append('\n');
    out.append("streams  ws://127.0.0.1:").append(port).append('\n');
    out.append("key      ").append(SimVenue.API_KEY).append('\n');
    out.append("secret   ").append(SimVenue.SECRET).append('\n');
    for (String declared : sim.declared()) {
      out.append("declared ").append(declared).append('\n');
    }
    return out.append("Try: ./warrant run --run runs/first").toString();
  }

  private static ObjectNode json(int port, SimVenue sim) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("port", port).put("rest", "http://127.0.0.1:" + port);
    o.put("streams", "ws://127.0.0.1:" + port);
    o.put("key", SimVenue.API_KEY).put("secret", SimVenue.SECRET);
    ArrayNode symbols = o.putArray("instruments");
    sim.instruments().stream().map(Instrument::symbol).forEach(symbols::add);
    ArrayNode declared = o.putArray("declared");
    sim.declared().forEach(declared::add);
    return o;
  }
}
