package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Successor;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Spans;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.governance.release.DemoLists;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// An autonomous desk on a simulated venue, over real sockets.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Let an autonomous desk trade a simulated Binance USD-M venue over real sockets.")
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      description = "seed of the market (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--seconds",
      description = "how long; 0 until interrupted (default: ${DEFAULT-VALUE})",
      defaultValue = "120")
  private int seconds;

  @Option(
      names = "--recorded",
      arity = "1..*",
      paramLabel = "FILE",
      description = "play recordings instead of a generated market")
  private @Nullable List<Path> recorded;

  @Option(names = "--json", description = "end with one JSON object")
  private boolean json;

  @Option(names = "--no-watchdog", description = "leave the watchdog process out")
  private boolean noWatchdog;

  @Override
  public Integer call() throws IOException {
    Spans.seconds(seconds);
    Clock clock = Clock.system();
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    List<Path> files = recorded;
    long start = clock.nanos();
    SimVenue venue =
        files == null
            ? SimVenue.generated(seed, start, funding)
            : SimVenue.recorded(files, start, funding);
    // Not before what is played could be read: a run that never began leaves no folder.
    RunFolder folder = Runs.create("demo", clock.nanos());
    venue.declared().forEach(d -> System.err.println("declared: " + d));
    DeskConfig config = standard.on(venue.instruments().stream().map(Instrument::symbol).toList());
    DeskRules rules = Packs.adopt(folder, Packs.housePolicy(), Packs.houseStrategy());
    Licence licence = StartLicence.demo(rules, Packs.proofs(), folder.certificate());
    Summary summary;
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), clock)) {
      server.start();
      String what = "demo, " + String.join(", ", venue.declared());
      summary =
          new Session(
                  folder,
                  live(folder, config, server.port()),
                  rules,
                  licence,
                  new DemoLists(folder.restricted(), clock),
                  Successor.NONE,
                  new Session.Plan(what, seconds, json, !noWatchdog))
              .run();
    }
    if (json) {
      System.out.println(summary.json());
    }
    return 0;
  }

  private LiveConfig live(RunFolder folder, DeskConfig config, int port) {
    String host = "127.0.0.1:" + port;
    return new LiveConfig(
        config,
        "http://" + host,
        "ws://" + host,
        SimVenue.API_KEY,
        new Secret(SimVenue.SECRET),
        folder.policy(),
        folder.strategy(),
        Packs.cache(),
        seed);
  }
}
