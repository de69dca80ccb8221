package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Starts a desk on a generated market and says when, in milliseconds since the JVM started, it
/// could refuse (guard compiled, sequencer running) and when it could trade (reconciled, engines
/// open, all books in step). The venue starts in the same JVM and counts too.
final class StartProbe {
  private static final long LOOK_NANOS = 1_000_000L;
  private static final long PATIENCE_MILLIS = 120_000;

  private StartProbe() {}

  /// Arguments: the project's folder, a new folder for the run, the folder of compiled rules.
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    RunFolder folder = RunFolder.make(Path.of(args[1]));
    copy(root.resolve("rules/packs/house-policy"), folder.policy());
    copy(root.resolve("rules/packs/house-strategy"), folder.strategy());
    copy(root.resolve("rules/packs/firm-policy"), folder.packs().resolve("firm-policy"));
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    Clock clock = Clock.system();
    SimVenue venue = SimVenue.generated(1, clock.nanos(), funding);
    DeskConfig config = standard.on(venue.instruments().stream().map(Instrument::symbol).toList());
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), clock)) {
      server.start();
      String host = "127.0.0.1:" + server.port();
      LiveConfig live =
          new LiveConfig(
              config,
              "http://" + host,
              "ws://" + host,
              SimVenue.API_KEY,
              new Secret(SimVenue.SECRET),
              folder.policy(),
              folder.strategy(),
              Path.of(args[2]),
              1);
      long[] at = watch(live, folder);
      System.out.println(at[0] + " " + at[1]);
      System.out.flush();
    }
    Runtime.getRuntime().halt(0);
  }

  private static long[] watch(LiveConfig live, RunFolder folder) {
    DeskRules rules = DeskRules.load(live.policy(), live.strategy());
    StartLicence licence =
        StartLicence.demo(rules, live.cache().resolve("proofs"), folder.certificate());
    LiveDesk desk = LiveDesk.start(live, folder, rules, licence);
    long refuses = 0;
    while (uptime() < PATIENCE_MILLIS && desk.fault().isEmpty()) {
      DeskView view = desk.view();
      if (view != null && refuses == 0) {
        refuses = uptime();
      }
      if (view != null
          && view.reconciled()
          && view.lines().stream().allMatch(DeskView.Line::usable)
          && desk.awaitReasoning(0)) {
        return new long[] {refuses, uptime()};
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new IllegalStateException("the desk did not get ready: " + desk.fault());
  }

  private static long uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : (Iterable<Path>) all::iterator) {
        Path into = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(into);
        } else {
          Files.copy(p, into);
        }
      }
    }
  }
}
