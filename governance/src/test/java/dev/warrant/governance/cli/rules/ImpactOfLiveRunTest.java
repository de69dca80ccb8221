package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.run.WithDesk;
import dev.warrant.sim.backtest.Unrestricted;
import dev.warrant.sim.market.HeardMarket;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Impact over a run that traded over sockets, was ended and recovered.
final class ImpactOfLiveRunTest extends WithDesk {
  private void live(RunFolder run, long seed, int cuts) throws IOException {
    DeskRules rules = adopt(run, Packs.housePolicy());
    try (VenueServer venue = venue(seed);
        LiveDesk desk =
            start(
                run,
                rules,
                venue,
                demo(run, rules),
                parts -> parts.restricted(() -> Unrestricted.from(0)))) {
      // A recovered desk counts on.
      long before = desk.counters().deliberations();
      until(desk, () -> desk.counters().deliberations() >= before + cuts);
      assertThat(desk.fault()).isEmpty();
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
