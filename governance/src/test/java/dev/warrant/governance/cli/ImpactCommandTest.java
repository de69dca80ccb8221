package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Files.delete(Path.of(run, "market.json"));
    assertThat(
            Said.by(
                    "rules",
                    "impact",
                    PolicyCopy.HOUSE.toString(),
                    smaller.toString(),
                    "--run",
                    run)
                .err())
        .contains("has no market that could be run again");
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
