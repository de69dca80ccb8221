package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.market.HeardMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImpactCommandTest {
  private static final String HOURS = "0.01";

  @TempDir private Path temp = Path.of("");

  private Path smaller() throws IOException {
    return PolicyCopy.edited(
        temp,
        "limits/1-position.yaml",
        "value: \"3000\", unit: USDT",
        "value: \"200\", unit: USDT");
  }

  private JsonNode impact(Path policy, String... more) throws IOException {
    String[] args = {
      "rules",
      "impact",
      PolicyCopy.HOUSE.toString(),
      policy.toString(),
      "--generated",
      HOURS,
      "--json"
    };
    Said said = Said.by(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void smallerOrdersAreToldAndEverythingIsWhatABacktestGives() throws IOException {
    Path report = temp.resolve("impact.txt");
    JsonNode answer = impact(smaller(), "--report", report.toString());
    int before = answer.path("before").path("orders").asInt();
    int after = answer.path("after").path("orders").asInt();
    assertThat(before).isPositive();
    assertThat(answer.path("removed").size() + answer.path("resized").size()).isPositive();
    assertThat(answer.path("same").asInt())
        .isEqualTo(before - answer.path("removed").size() - answer.path("resized").size())
        .isEqualTo(after - answer.path("added").size() - answer.path("resized").size());
    assertThat(report).content().contains("A: house-policy", "greatest exposure");

    Said backtest =
        Said.by(
            "backtest", "--generated", HOURS, "--json", "--run", temp.resolve("run").toString());
    JsonNode run = new ObjectMapper().readTree(backtest.out());
    assertThat(answer.path("before").path("orders").asInt()).isEqualTo(run.path("orders").asInt());
    assertThat(answer.path("before").path("pnl").asText()).isEqualTo(run.path("pnl").asText());
  }

  @Test
  void overAPastRunItIsWhatAFullRerunOfBothGives() throws IOException {
    String run = temp.resolve("run").toString();
    assertThat(Said.by("backtest", "--generated", HOURS, "--run", run).code()).isZero();
    Path smaller = smaller();
    Said past =
        Said.by(
            "rules",
            "impact",
            PolicyCopy.HOUSE.toString(),
            smaller.toString(),
            "--run",
            run,
            "--json");
    assertThat(past.code()).as(past.err()).isZero();
    assertThat(new ObjectMapper().readTree(past.out())).isEqualTo(impact(smaller));
    Said other =
        Said.by("rules", "impact", smaller.toString(), PolicyCopy.HOUSE.toString(), "--run", run);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("traded under house-policy").contains("Maybe give ");
  }

  /// A run whose market was not kept is what a run against a venue is: a journal.
  @Test
  void overARunAgainstAVenueBothAreWhatADeskDoesOverTheMarketThatWasHeard() throws IOException {
    RunFolder run = new RunFolder(temp.resolve("run"));
    Said past = Said.by("backtest", "--generated", HOURS, "--json", "--run", run.path().toString());
    Files.delete(run.path().resolve("market.json"));
    Path smaller = smaller();
    Said said = over(run, PolicyCopy.HOUSE, smaller, "--json");
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(said.out());
    JsonNode record = new ObjectMapper().readTree(past.out());
    assertThat(answer.path("onRecord").path("orders")).isEqualTo(record.path("orders"));
    assertThat(answer.path("onRecord").path("pnl")).isEqualTo(record.path("pnl"));
    assertThat(answer.path("footing")).hasSize(4);
    assertThat(answer.path("before").path("orders").asInt()).isPositive();
    assertThat(answer.path("removed").size() + answer.path("resized").size()).isPositive();
    assertThat(answer.path("before").path("journalRoot").asText())
        .isEqualTo(rerun(run, PolicyCopy.HOUSE).hex());
    assertThat(answer.path("after").path("journalRoot").asText())
        .isEqualTo(rerun(run, smaller).hex());

    Said same = over(run, PolicyCopy.HOUSE, PolicyCopy.HOUSE);
    assertThat(same.out())
        .contains(
            "Over the market that run heard:", "  held fixed: the market as its desk heard it")
        .contains("\non record: ", "\nA: ", "nothing changes");
    assertThat(over(run, smaller, PolicyCopy.HOUSE).err()).contains("traded under house-policy");
  }

  private static Said over(RunFolder run, Path a, Path b, String... more) {
    String[] args = {"rules", "impact", a.toString(), b.toString(), "--run", run.path().toString()};
    return Said.by(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
  }

  /// A desk of its own, with a journal of its own, over what the run's desk heard.
  private Digest rerun(RunFolder run, Path policy) throws IOException {
    HeardMarket heard = HeardMarket.read(run.journal());
    DeskConfig config = DeskConfig.parse(heard.started().config());
    SimVenue venue =
        SimVenue.heard(
            heard,
            new SimVenue.Funding(
                Objects.requireNonNull(heard.opening()).walletE8(), config.leverage()));
    DeskRules rules = Packs.load(policy, run.strategy());
    Path journal = Files.createTempDirectory(temp, "again");
    try (JournalWriter into = JournalWriter.open(journal, "again");
        SimDesk desk =
            new SimDesk(
                new SimDesk.Setup(
                    config,
                    rules,
                    StartLicence.demo(rules, Packs.proofs(), null)
                        .admit(rules, venue.instruments()),
                    venue.instruments(),
                    venue.venue(),
                    heard.startNanos(),
                    heard.started().seed(),
                    rules::perception,
                    rules.deliberator(venue.instruments(), config.leverage(), Packs.cache())),
                into,
                new TraceRoot())) {
      heard.lists().forEach(list -> desk.offer(list.event()));
      for (long s = 1; !venue.over(); s++) {
        desk.run(heard.startNanos() + s * 1_000_000_000L);
      }
      desk.stop();
      return into.root();
    }
  }

  @Test
  void aPolicyChangesNothingAgainstItself() throws IOException {
    JsonNode answer = impact(PolicyCopy.HOUSE);
    assertThat(answer.path("added")).isEmpty();
    assertThat(answer.path("removed")).isEmpty();
    assertThat(answer.path("resized")).isEmpty();
    assertThat(answer.path("before").path("journalRoot"))
        .isEqualTo(answer.path("after").path("journalRoot"));
  }
}
