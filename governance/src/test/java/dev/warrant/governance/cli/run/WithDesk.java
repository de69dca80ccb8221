package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.WithHouse;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.backtest.Unrestricted;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A house with a desk on sockets, and the venue it trades at, all in this process.
public abstract class WithDesk extends WithHouse {
  private static final long WALLET_E8 = 1_000_000_000_000L;
  private static final long ENGINES_SECONDS = 600;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  /// More than a desk whose classes were never run needs to come in step with a market, and less
  /// than it hears in a minute if nothing holds it up.
  private static final long PATIENCE_INPUTS = 25_000;

  /// What is done while a desk runs.
  protected interface Doing {
    void with(LiveDesk desk) throws IOException;
  }

  /// A venue with a generated market, which runs.
  protected static VenueServer venue(long seed) {
    SimVenue venue =
        SimVenue.generated(seed, Clock.system().nanos(), new SimVenue.Funding(WALLET_E8, 3));
    VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), Clock.system());
    server.start();
    return server;
  }

  /// Takes packs into a run, and keeps them there.
  protected static DeskRules adopt(RunFolder run, Path policy) throws IOException {
    DeskRules rules = Packs.adopt(run, policy, Packs.houseStrategy());
    Packs.keep(run, rules);
    return rules;
  }

  /// The house, as a desk opens it.
  protected StartLicence.Opening house() {
    return () -> House.open(folder.resolve("releases"), null);
  }

  /// What lets guards in that anybody may have signed.
  protected static Licence demo(RunFolder run, DeskRules rules) {
    return StartLicence.demo(rules, Packs.proofs(), run.certificate());
  }

  /// Starts a desk and waits for its engines.
  ///
  /// @param made its parts, from the usual ones
  protected static LiveDesk start(
      RunFolder run,
      DeskRules rules,
      VenueServer venue,
      Licence licence,
      UnaryOperator<LiveParts> made) {
    LiveConfig config = config(run, venue.port());
    LiveParts parts = made.apply(LiveParts.of(rules, config, licence));
    LiveDesk desk = LiveDesk.start(config, run, rules, parts);
    assertThat(desk.awaitReasoning(ENGINES_SECONDS)).isTrue();
    return desk;
  }

  /// A desk of the house that trades under what is live there, while something is done.
  ///
  /// @return its folder, `desk`
  protected RunFolder trading(Doing doing) throws IOException {
    RunFolder run = RunFolder.make(folder.resolve("desk"));
    DeskRules house = Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    assertThat(house.lineage().parent()).isPresent();
    LiveSuccessor successor = new LiveSuccessor(house(), run);
    successor.settle();
    DeskRules rules = Packs.of(run);
    Packs.keep(run, rules);
    StartLicence licence =
        StartLicence.house(
            house(), Terms.Bounds.SIMULATED, rules, Packs.proofs(), run.certificate());
    try (VenueServer venue = venue(1);
        LiveDesk desk =
            start(
                run,
                rules,
                venue,
                licence,
                parts -> parts.restricted(() -> Unrestricted.from(0)).successor(successor))) {
      doing.with(desk);
      assertThat(desk.fault()).isEmpty();
    }
    return run;
  }

  /// Waits for what is bound to come; how long it takes decides nothing. A desk that starts on a
  /// machine with much else to do first has to work off what the venue said while its classes were
  /// read and compiled, which can take minutes. So patience ends when time is over and the desk has
  /// taken in enough besides; or at once, when it will take in no more.
  protected static void until(LiveDesk desk, BooleanSupplier seen) {
    long end = Stopwatch.ticks() + PATIENCE_NANOS;
    long last = inputs(desk) + PATIENCE_INPUTS;
    while (!seen.getAsBoolean()) {
      assertThat(desk.fault()).isEmpty();
      assertThat(desk.heartbeatAgeNanos()).as("the sequencer hangs").isLessThan(PATIENCE_NANOS);
      assertThat(Stopwatch.ticks() < end || inputs(desk) < last)
          .as("the desk stands otherwise: %s", desk.view())
          .isTrue();
      LockSupport.parkNanos(20_000_000L);
    }
  }

  /// Waits until a desk stands so.
  protected static void untilIt(LiveDesk desk, Predicate<DeskView> stands) {
    until(
        desk,
        () -> {
          DeskView view = desk.view();
          return view != null && stands.test(view);
        });
  }

  private static long inputs(LiveDesk desk) {
    DeskView view = desk.view();
    return view == null ? 0 : view.seq();
  }
}
