package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.execution.desk.control.ControlServer;
import dev.warrant.execution.desk.watchdog.Watchdog;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlTest {
  /// Neither decides anything.
  private static final long PATIENCE_NANOS = 240_000_000_000L;

  private static final long ANSWER_MILLIS = 120_000;

  @TempDir private Path folder = Path.of("");

  private static void await(BooleanSupplier what) {
    long until = Stopwatch.ticks() + PATIENCE_NANOS;
    while (!what.getAsBoolean() && Stopwatch.ticks() < until) {
      LockSupport.parkNanos(20_000_000L);
    }
    assertThat(what.getAsBoolean()).isTrue();
  }

  private static JsonNode ask(RunFolder run, String verb, String who) {
    try {
      return ControlClient.ask(
          run.controlSocket(), new ControlRequest(verb, who, "a test"), ANSWER_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mode(RunFolder run) {
    return ask(run, "status", "tester").path("mode").asText();
  }

  @Test
  void aDeskAnswersItsPeopleAndTheKillIsMeasured() throws IOException {
    Said.by("--version");
    RunFolder run = RunFolder.make(folder.resolve("desk"));
    DeskRules rules = Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    Clock clock = Clock.system();
    DeskConfig config = DeskConfig.standard();
    SimVenue venue =
        SimVenue.generated(
            1, clock.nanos(), new SimVenue.Funding(config.capitalE8(), config.leverage()));
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
              run.policy(),
              run.strategy(),
              Packs.cache(),
              1);
      StartLicence licence = StartLicence.demo(rules, Packs.proofs(), run.certificate());
      try (LiveDesk desk = LiveDesk.start(live, run, rules, licence)) {
        talk(run);
        assertThat(desk.fault()).isEmpty();
      }
      assertThat(run.controlSocket()).doesNotExist();
    }
  }

  @Test
  void aSymbolTheVenueDoesNotTradeIsNamedAndAnotherWalletIsNoProfit() throws IOException {
    Said.by("--version");
    Clock clock = Clock.system();
    SimVenue venue =
        SimVenue.generated(1, clock.nanos(), new SimVenue.Funding(50_000_00000000L, 3));
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), clock)) {
      server.start();
      Said wrong = run(server.port(), "wrong", "BTCUSDT, FOOUSDT", "1");
      assertThat(wrong.code()).isEqualTo(2);
      assertThat(wrong.err()).contains("FOOUSDT").doesNotContain("not running");
      JsonNode summary = knowingItsEquity(server.port());
      assertThat(summary.path("equity").asDouble()).isBetween(49_000.0, 51_000.0);
      assertThat(summary.path("pnl").asDouble()).isBetween(-1_000.0, 1_000.0);
    }
  }

  /// Runs until one ends after it had heard what it has: on a busy machine two seconds may be over
  /// before that.
  private JsonNode knowingItsEquity(int port) throws IOException {
    long until = Stopwatch.ticks() + PATIENCE_NANOS;
    JsonNode summary;
    do {
      Said right = run(port, "right", "BTCUSDT, ETHUSDT", "2");
      assertThat(right.code()).as(right.err()).isZero();
      summary = new ObjectMapper().readTree(right.out());
    } while (summary.path("equity").asDouble() == 0 && Stopwatch.ticks() < until);
    return summary;
  }

  private Said run(int port, String name, String symbols, String seconds) throws IOException {
    String host = "127.0.0.1:" + port;
    Path yaml = folder.resolve(name + ".yaml");
    Files.writeString(
        yaml,
        "venue:\n  rest: http://"
            + host
            + "\n  streams: ws://"
            + host
            + "\ninstruments: ["
            + symbols
            + "]\n");
    String run = folder.resolve(name).toString();
    return Said.by(
        "run",
        "--config",
        yaml.toString(),
        "--run",
        run,
        "--seconds",
        seconds,
        "--json",
        "--no-watchdog");
  }

  private static void talk(RunFolder run) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.controlSocket())))
        .isEqualTo("rw-------");
    await(() -> mode(run).equals("NORMAL"));
    JsonNode status = ask(run, "status", "tester");
    assertThat(status.path("ok").asBoolean()).isTrue();
    assertThat(status.path("instruments")).hasSize(2);
    assertThat(status.path("heartbeatAgeMillis").asLong(-1)).isNotNegative();
    assertThat(ask(run, "dance", "tester").path("error").asText()).contains("\"dance\"");

    ask(run, "reduce", "alice");
    await(() -> mode(run).equals("REDUCE"));
    ask(run, "pause", "alice");
    await(() -> mode(run).equals("PAUSE"));
    assertThat(ask(run, "resume", "alice").path("said").asText()).contains("second person");
    ask(run, "resume", "bob");
    await(() -> mode(run).equals("NORMAL"));

    JsonNode killed = ask(run, "kill", "alice");
    assertThat(killed.path("first").asBoolean()).isTrue();
    assertThat(killed.path("failed").asInt()).isZero();
    assertThat(killed.has("gateMicros") && killed.has("cancelsMicros")).isTrue();
    await(() -> mode(run).equals("EMERGENCY"));
  }

  @Test
  void aSocketWithALongPathIsFoundAllTheSame() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a".repeat(60)).resolve("b".repeat(60)));
    Path socket = deep.resolve("control.sock");
    try (ControlServer _ =
        new ControlServer(socket, r -> "{\"ok\":true,\"verb\":\"" + r.verb() + "\"}")) {
      JsonNode answer =
          ControlClient.ask(socket, new ControlRequest("status", "a", ""), ANSWER_MILLIS);
      assertThat(answer.path("verb").asText()).isEqualTo("status");
    }
    assertThat(deep.resolve("control.path")).doesNotExist();
  }

  @Test
  void theWatchdogActsOnceUntilTheIllnessIsGone() throws IOException {
    RunFolder run = sick();
    List<String> heard = new CopyOnWriteArrayList<>();
    long[] rejects = {50};
    try (ControlServer _ =
            new ControlServer(
                run.controlSocket(),
                r -> {
                  if (!r.verb().equals("status")) {
                    heard.add(r.verb() + " " + r.who());
                  }
                  return "{\"ok\":true,\"rejectsPer100\":" + rejects[0] + "}";
                });
        Watchdog dog = new Watchdog(run, () -> true, _ -> {})) {
      // A look at a machine that is busy may go without an answer.
      long until = Stopwatch.ticks() + PATIENCE_NANOS;
      while (heard.isEmpty() && Stopwatch.ticks() < until) {
        dog.look();
      }
      look(dog, 4);
      assertThat(heard).containsExactly("pause watchdog:reject-storm");
      while (heard.size() == 1 && Stopwatch.ticks() < until) {
        rejects[0] = 0;
        look(dog, 2);
        rejects[0] = 60;
        look(dog, 2);
      }
      assertThat(heard).hasSize(2);
    }
  }

  @Test
  void theWatchdogLeavesTheKillFileWhenNobodyAnswers() {
    RunFolder run = sick();
    List<String> said = new CopyOnWriteArrayList<>();
    try (Watchdog dog = new Watchdog(run, () -> true, said::add)) {
      long until = Stopwatch.ticks() + PATIENCE_NANOS;
      while (!Files.exists(run.killFile()) && Stopwatch.ticks() < until) {
        dog.look();
        LockSupport.parkNanos(50_000_000L);
      }
    }
    assertThat(run.killFile()).exists();
    assertThat(said).hasSize(1);
  }

  @Test
  void aDeskThatEndsAMomentAfterItsSocketGetsNoKillFile() throws IOException {
    RunFolder run = sick();
    refuse(run);
    List<String> said = new CopyOnWriteArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    try (Watchdog dog = new Watchdog(run, () -> asked.incrementAndGet() == 1, said::add)) {
      long until = Stopwatch.ticks() + PATIENCE_NANOS;
      while (asked.get() == 0 && Stopwatch.ticks() < until) {
        dog.look();
        LockSupport.parkNanos(50_000_000L);
      }
    }
    assertThat(asked).hasValue(2);
    assertThat(said).isEmpty();
    assertThat(run.killFile()).doesNotExist();
  }

  @Test
  void aWatchdogThatWasItselfHeldUpAsksThriceBeforeItLeavesTheKillFile() throws IOException {
    RunFolder run = sick();
    refuse(run);
    try (Watchdog dog = new Watchdog(run, () -> true, _ -> {})) {
      long until = Stopwatch.ticks() + Watchdog.SILENCE_NANOS;
      while (Stopwatch.ticks() <= until) {
        LockSupport.parkNanos(50_000_000L);
      }
      look(dog, Watchdog.SILENT_LOOKS - 1);
      assertThat(run.killFile()).doesNotExist();
      look(dog, 1);
      assertThat(run.killFile()).exists();
    }
  }

  /// Leaves a socket on which nobody listens any more, as a desk does that was killed.
  private static void refuse(RunFolder run) throws IOException {
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(run.controlSocket()));
    }
    assertThat(run.controlSocket()).exists();
  }

  @Test
  void aDeskWhoseDiagnosisRulesAreDamagedDoesNotStart() throws IOException {
    Said.by("--version");
    Path policy = folder.resolve("policy");
    Packs.copy(Packs.housePolicy(), policy);
    Path rules = policy.resolve("diagnosis/desk.clp");
    String text = Files.readString(rules);
    Files.writeString(rules, text.replace("(command KILL)", "(command KLIL)"));
    Path config = folder.resolve("desk.yaml");
    // Nobody is at this venue: that the desk does not even ask for it is the point.
    Files.writeString(
        config,
        "venue:\n  rest: http://127.0.0.1:9\n  streams: ws://127.0.0.1:9\npacks:\n  policy: "
            + policy
            + "\n");
    Said said =
        Said.by("run", "--config", config.toString(), "--run", folder.resolve("desk").toString());
    long line = text.substring(0, text.indexOf("(defrule hung-desk")).lines().count() + 1;
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("diagnosis/desk.clp:" + line + ":1: ");
  }

  private static void look(Watchdog dog, int times) {
    for (int i = 0; i < times; i++) {
      dog.look();
    }
  }

  private RunFolder sick() {
    Said.by("--version");
    RunFolder run = RunFolder.make(folder.resolve("sick"));
    try {
      Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run;
  }
}
