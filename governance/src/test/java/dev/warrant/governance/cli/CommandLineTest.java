package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Said run(String yaml) throws IOException {
    return Said.by(
        "run",
        "--config",
        file("desk.yaml", yaml).toString(),
        "--run",
        folder.resolve("run").toString(),
        "--seconds",
        "1");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(Said.by().code()).isEqualTo(2);
    assertThat(Said.by("dmeo").code()).isEqualTo(2);
    assertThat(Said.by("demo", "--seconds", "soon").code()).isEqualTo(2);
    assertThat(Said.by("why", "--run", folder.resolve("nowhere").toString()).code()).isEqualTo(2);
  }

  @Test
  void everyCommandHasHelp() {
    Main.commandLine()
        .getSubcommands()
        .forEach((name, command) -> {
          Said said = Said.by(name, "--help");
          assertThat(said.code()).as(name).isZero();
          assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
        });
  }

  @Test
  void manySeedsGiveALineEachAndTheirSum() {
    Said said = Said.by("backtest", "--generated", "0.002", "--seeds", "7..8");
    assertThat(said.code()).as(said.err()).isZero();
    List<String> lines = said.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).startsWith("| 7 | ").endsWith(" |");
    assertThat(lines.get(3)).startsWith("| 8 | ");
    assertThat(lines.get(4)).startsWith("| all | ");
    for (String range : List.of("7", "a..b", "..8", "7..")) {
      assertThat(Said.by("backtest", "--generated", "0.002", "--seeds", range).code()).isEqualTo(2);
    }
    assertThat(Said.by("backtest", "--recorded", "x.gz", "--seeds", "7..8").code()).isEqualTo(2);
  }

  @Test
  void nobodyThereIsBadNews() throws IOException {
    RunFolder run = RunFolder.make(folder.resolve("idle"));
    Said status = Said.by("status", run.path().toString());
    assertThat(status.code()).isEqualTo(1);
    assertThat(Said.by("kill", run.path().toString()).code()).isEqualTo(1);
    assertThat(run.killFile()).exists();
  }

  @Test
  void anUnknownKeyIsNamedWithItsLine() throws IOException {
    Said said = run("instruments: [BTCUSDT]\nleverag: 3\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("desk.yaml:2:1")
        .contains("leverag")
        .contains("Maybe you meant leverage");
    assertThat(folder.resolve("run/journal")).doesNotExist();
  }

  @Test
  void aWrongValueIsNamedWithItsLine() throws IOException {
    for (String yaml :
        List.of(
            "capital: lots\n",
            "leverage: 300\n",
            "instruments: [btc]\n",
            "seed: -1\n",
            "venue: [\n")) {
      Said said = run("# a comment\n" + yaml);
      assertThat(said.code()).as(yaml).isEqualTo(2);
      assertThat(said.err()).as(yaml).contains("desk.yaml:").doesNotContain("\tat ");
    }
  }

  @Test
  void aRealVenueWantsConsentAndOwnKeys() throws IOException {
    String venue =
        "venue:\n  rest: https://fapi.binance.com\n  streams: wss://fstream.binance.com\n";
    Said alone = run(venue);
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("desk.yaml:2").contains(RunConfig.CONSENT);
    Said keyless = run(venue + "  real: \"" + RunConfig.CONSENT + "\"\n");
    assertThat(keyless.code()).isEqualTo(2);
    assertThat(keyless.err()).contains("keys of the simulated venue");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aKeyFileOpenToOthersIsRefused() throws IOException {
    file("desk.key", "key=a\nsecret=b\n").toFile().setReadable(true, false);
    Said said = run("account:\n  keyFile: desk.key\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("open to others").contains("Maybe chmod 600");
  }

  @Test
  void theExampleIsTheDefault() throws IOException {
    Said.by("--version");
    RunConfig example = RunConfig.read(Runs.root().resolve("docs/examples/desk.yaml"));
    assertThat(example.desk()).isEqualTo(RunConfig.standard().desk());
    assertThat(example.rest()).isEqualTo(RunConfig.standard().rest());
    assertThat(example.policy()).exists();
  }

  @Test
  void aBrokenLimitIsNamedAndNothingTrades() throws IOException {
    Said.by("--version");
    RunFolder run = RunFolder.make(folder.resolve("run"));
    Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    Path limits;
    try (var all = Files.walk(run.policy())) {
      limits =
          all.filter(p -> p.toString().endsWith(".yaml"))
              .filter(p -> text(p).contains("require:"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    Files.writeString(limits, text(limits).replaceFirst("require: *", "require: 1 +* "));
    Said said = run("leverage: 3\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(limits.getFileName() + ":").doesNotContain("\tat ");
    assertThat(run.journal()).doesNotExist();
  }

  @Test
  void aBrokenJournalIsNamedAndNothingTrades() throws IOException {
    Said.by("--version");
    RunFolder run = RunFolder.make(folder.resolve("run"));
    Files.createDirectories(run.journal());
    Path segment = run.journal().resolve("00000001-00000000000000000001.wj");
    Files.write(segment, new byte[4_096]);
    Said said = run("leverage: 3\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(run.journal().toString()).contains("Maybe");
  }

  private static String text(Path p) {
    try {
      return Files.readString(p);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
