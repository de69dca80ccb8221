package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Main;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
  void aSpanOfTimeThatIsNoneIsRefused() {
    for (String hours : List.of("-1", "0", "NaN", "1e30", "1e-9")) {
      Said said = Said.by("backtest", "--generated=" + hours);
      assertThat(said.code()).as(hours).isEqualTo(2);
      assertThat(said.err()).as(hours).contains("expected hours").contains("Maybe");
    }
    for (String command : List.of("demo", "run")) {
      Said said = Said.by(command, "--seconds=-5");
      assertThat(said.code()).as(command).isEqualTo(2);
      assertThat(said.err()).as(command).contains("--seconds -5").contains("until interrupted");
    }
  }

  @Test
  void aBacktestSpoilsNoRunThatIsThere() throws IOException {
    Path run = folder.resolve("kept");
    String[] once = {"backtest", "--generated", "0.002", "--run", run.toString()};
    assertThat(Said.by(once).code()).isZero();
    byte[] summary = Files.readAllBytes(run.resolve("summary.json"));
    Said again = Said.by(once);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("holds a run already").contains("Maybe");
    assertThat(Files.readAllBytes(run.resolve("summary.json"))).isEqualTo(summary);
  }

  @Test
  void whatCannotBePlayedLeavesNoFolder() throws IOException {
    Path run = folder.resolve("none");
    for (String text : List.of("", "1723161255030 {\"s\":\"BTCUSD_PERP\"}\n")) {
      Path tape = file("tape", text);
      Said said = Said.by("backtest", "--recorded", tape.toString(), "--run", run.toString());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).contains(tape.toString());
      assertThat(run).doesNotExist();
    }
    Path coinM = file("coin-m", "1723161255030123 {\"s\":\"BTCUSD_PERP\"}\n");
    Said said = Said.by("backtest", "--recorded", coinM.toString(), "--run", run.toString());
    assertThat(said.err()).contains("BTCUSD_PERP").contains("[BTCUSDT, ETHUSDT]");
    assertThat(run).doesNotExist();
  }

  @Test
  void aConfigurationThatIsNoTextIsNamed() throws IOException {
    Path binary = Files.write(folder.resolve("desk.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Said said = Said.by("run", "--config", binary.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("desk.bin").contains("UTF-8").contains("Maybe");
  }

  @Test
  void aPortInUseIsNamedWithTheRemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said said = Said.by("venue", "--port", Integer.toString(taken.getLocalPort()));
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err())
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("Maybe another venue runs there");
    }
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
    assertThat(Said.by("backtest", "--generated", "0.002", "--seeds", "7..8", "--json").err())
        .contains("has no --json")
        .doesNotContain("a range");
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
