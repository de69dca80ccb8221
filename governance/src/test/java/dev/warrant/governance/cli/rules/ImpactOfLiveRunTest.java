package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.WithHouse;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.backtest.Unrestricted;
import dev.warrant.sim.market.HeardMarket;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Impact over a run that traded over sockets, was ended and recovered.
final class ImpactOfLiveRunTest extends WithHouse {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private void live(RunFolder run, long seed, int cuts) throws IOException {
    DeskRules rules = Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    Packs.keep(run, rules);
    SimVenue venue =
        SimVenue.generated(
            seed, Clock.system().nanos(), new SimVenue.Funding(1_000_000_000_000L, 3));
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), Clock.system())) {
      server.start();
      LiveConfig config = config(run, server.port());
      LiveParts parts =
          LiveParts.of(rules, config, StartLicence.demo(rules, Packs.proofs(), run.certificate()))
              .restricted(() -> Unrestricted.from(0));
      try (LiveDesk desk = LiveDesk.start(config, run, rules, parts)) {
        assertThat(desk.awaitReasoning(120)).isTrue();
        // A recovered desk counts on.
        long before = desk.counters().deliberations();
        until(() -> desk.counters().deliberations() >= before + cuts);
        assertThat(desk.fault()).isEmpty();
      }
    }
  }

  /// Waits for what is bound to come; how long it takes decides nothing.
  private static void until(BooleanSupplier seen) {
    long end = Clock.system().nanos() + PATIENCE_NANOS;
    while (!seen.getAsBoolean()) {
      assertThat(Clock.system().nanos()).isLessThan(end);
      LockSupport.parkNanos(20_000_000L);
    }
  }

  @Test
  void aRunThatWasRecoveredLendsTheMarketOfBothItsLives() throws IOException {
    RunFolder run = RunFolder.make(folder.resolve("desk"));
    live(run, 1, 40);
    // Another venue: its books begin anew, at other prices and with other ids.
    live(run, 2, 40);
    HeardMarket heard = HeardMarket.read(run.journal());
    assertThat(heard.starts()).isEqualTo(2);
    assertThat(heard.mends()).isEqualTo(2);
    JsonNode answer =
        json(
            Said.by(
                "rules",
                "impact",
                PolicyCopy.HOUSE.toString(),
                PolicyCopy.edited(
                        folder,
                        "limits/1-position.yaml",
                        "value: \"3000\", unit: USDT",
                        "value: \"200\", unit: USDT")
                    .toString(),
                "--run",
                run.path().toString(),
                "--json"));
    assertThat(answer.path("footing").toString())
        .contains("the desk was started 2 times", "books were lost 2 times");
    assertThat(answer.path("onRecord").path("journalRoot").asText()).isNotEmpty();
    assertThat(answer.path("before").path("journalRoot"))
        .isNotEqualTo(answer.path("after").path("journalRoot"));
  }
}
