package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.knowledge.trace.TraceReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhyTest {
  @TempDir private static Path folder = Path.of("");
  private static List<String> sent = List.of();

  @BeforeAll
  static void trade() {
    Said said =
        Said.by("backtest", "--generated", "0.005", "--seed", "3", "--json", "--run", run());
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("\"traceRoot\"");
    sent = OrderIds.of(TraceReader.open(new RunFolder(Path.of(run())).trace())).sent();
    assertThat(sent).isNotEmpty();
  }

  private static String run() {
    return folder.resolve("why").toString();
  }

  private static Said why(String order, String depth) {
    return Said.by("why", order, "--run", run(), "--depth", depth, "--no-verify");
  }

  private static String first(String letter) {
    return sent.stream().filter(id -> id.startsWith(letter)).findFirst().orElseThrow();
  }

  @Test
  void shortIsOneSentence() {
    Said said = why(first("W"), "short");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines()).hasSize(1);
    assertThat(said.out())
        .contains("expected edge")
        .containsPattern(
            "closest limit \\S+ with [0-9. ]+ ?(USDT|%|ticks|lots|ms|s|x|orders|messages)? to spare")
        .contains("(warrant ")
        .contains("(the desk's simulated clock; the venue's was ", " Not verified.");
  }

  @Test
  void midShowsTheWarrantAndLongReachesTheMarket() {
    assertThat(why(first("W"), "mid").out()).contains("WARRANT").contains("INTENT");
    assertThat(why(first("W"), "long").out()).containsPattern("best bid|book change");
  }

  @Test
  void aBeliefRestsOnAnEventOfItsOwnMarket() {
    List<String> believed =
        sent.stream()
            .flatMap(id -> why(id, "long").out().lines())
            .filter(line -> line.contains("FACT BTCUSDT believed"))
            .toList();
    assertThat(believed)
        .isNotEmpty()
        .allMatch(line -> line.replaceFirst(".*, input ", "").matches("\\d+: \\S+ BTCUSDT .*"));
  }

  @Test
  void everyOrderOfTheRunIsExplained() {
    for (String id : sent.subList(Math.max(0, sent.size() - 5), sent.size())) {
      Said said = why(id, "long");
      assertThat(said.code()).as(id).isZero();
      assertThat(said.out()).as(id).contains("input ");
    }
  }

  @Test
  void theLastOrderUnderAWarrantIsTheDefaultAndAnUnknownOneTellsTheNearest() {
    Said last = Said.by("why", "--run", run(), "--depth", "short", "--no-verify", "--json");
    String entry =
        sent.stream().filter(id -> id.startsWith("W")).reduce((_, later) -> later).orElseThrow();
    assertThat(last.out()).contains("\"order\":\"" + entry + "\"");
    Said said = why("nonsense", "short");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("no order \"nonsense\"").contains("Maybe ");
  }

  @Test
  void theRunLeavesPageTablesAndTimings() {
    assertThat(Path.of(run(), "report.html")).content().contains("backtest, market generated");
    assertThat(Path.of(run(), "timings.json")).exists();
    Said said = Said.by("report", run());
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("report.html").contains("desk.mv.db");
  }
}
