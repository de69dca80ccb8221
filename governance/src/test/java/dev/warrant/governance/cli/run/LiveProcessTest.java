package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.governance.cli.Main;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `warrant run` as a process of its own, met from outside as its operator meets it.
final class LiveProcessTest {
  private static final long PATIENCE_NANOS = 240_000_000_000L;
  private static final long LOOK_NANOS = 5_000_000L;

  /// On a machine with other things to do, the house's rules reduce, pause or kill a desk that
  /// starts; these tests are about desks that trade until something else happens to them.
  private static final String PATIENT_RULES =
      """
      (defrule hung-desk
        "The sequencer has not moved for ten minutes."
        (sample (name heartbeat-age) (age 0) (value ?now&:(> ?now 600000)))
        =>
        (assert (remedy (command KILL) (diagnosis hung-desk))))
      """;

  @TempDir private Path temp = Path.of("");

  @Test
  void aDeadWatchdogIsReplacedAndSigusr2KillsTheDesk() throws Exception {
    Said.by("--version");
    RunFolder run = new RunFolder(temp.resolve("desk"));
    try (VenueServer venue = venue()) {
      Path log = temp.resolve("desk.log");
      Process desk = start(run, venue.port(), log);
      try {
        await(log, "a watchdog beside the desk", () -> dogs(desk).size() == 1);
        ProcessHandle first = dogs(desk).getFirst();
        assertThat(first.destroyForcibly()).isTrue();
        await(log, "another watchdog", () -> dogs(desk).stream().anyMatch(d -> !d.equals(first)));
        assertThat(Files.readString(log)).contains("the watchdog ended with code");
        await(log, "an order", () -> ask(venue, a -> !a.orders(1, _ -> true).isEmpty()));
        signalled(desk, run, venue, log);
        assertThat(desk.isAlive())
            .as("a signal kills the desk's trading, not its process")
            .isTrue();
      } finally {
        desk.destroy();
        if (!desk.waitFor(60, TimeUnit.SECONDS)) {
          desk.destroyForcibly();
        }
      }
    }
    assertThat(afterKill(run)).allMatch(o -> o.order().reduceOnly(), "reduces only");
  }

  @Test
  void aDeskWhoseWatchdogCannotComeBackIsPaused() throws Exception {
    Said.by("--version");
    RunFolder run = new RunFolder(temp.resolve("desk"));
    try (VenueServer venue = venue()) {
      Path log = temp.resolve("desk.log");
      Process desk = start(run, venue.port(), log);
      try {
        await(log, "a watchdog beside the desk", () -> dogs(desk).size() == 1);
        // Damaged while it runs: the next watchdog cannot read it.
        Files.writeString(run.policy().resolve("diagnosis/desk.clp"), "(defrule cut-off");
        assertThat(dogs(desk).getFirst().destroyForcibly()).isTrue();
        await(log, "PAUSE", () -> mode(run).equals("PAUSE"));
        assertThat(why(run)).contains("watchdog:gone");
        assertThat(Files.readString(log)).contains("PAUSE by watchdog:gone", "desk.clp:1");
      } finally {
        desk.destroy();
        if (!desk.waitFor(60, TimeUnit.SECONDS)) {
          desk.destroyForcibly();
        }
      }
    }
  }

  @Test
  void aDeskKilledUnderAParentThatForgetsItLeavesNoKillFile() throws Exception {
    Said.by("--version");
    RunFolder run = new RunFolder(temp.resolve("desk"));
    try (VenueServer venue = venue()) {
      Path log = temp.resolve("desk.log");
      ProcessBuilder desk = builder(run, venue.port(), log);
      List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\" & exec sleep 600", "sh"));
      words.addAll(desk.command());
      Process parent = desk.command(words).start();
      try {
        await(log, "a desk with a watchdog", () -> parent.descendants().count() == 2);
        ProcessHandle child = parent.children().findFirst().orElseThrow();
        ProcessHandle dog = child.children().findFirst().orElseThrow();
        await(log, "an answer", () -> mode(run).equals("NORMAL"));
        assertThat(child.destroyForcibly()).isTrue();
        await(log, "the watchdog ends with its desk", () -> !dog.isAlive());
        assertThat(child.isAlive()).as("nobody asked for the desk's end").isTrue();
      } finally {
        parent.descendants().forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly();
      }
    }
    assertThat(run.killFile()).doesNotExist();
  }

  private static void signalled(Process desk, RunFolder run, VenueServer venue, Path log)
      throws Exception {
    long start = Stopwatch.ticks();
    // The shell's own: a machine may have no other.
    assertThat(new ProcessBuilder("sh", "-c", "kill -USR2 " + desk.pid()).start().waitFor())
        .isZero();
    await(log, "nothing but stops rests", () -> ask(venue, a -> a.openOrders().isEmpty()));
    System.out.printf(
        "SIGUSR2: nothing rests %.1f ms after the shell that sends it was started%n",
        (Stopwatch.ticks() - start) / 1e6);
    await(log, "the kill is marked", () -> Files.exists(run.killFile()));
    await(log, "EMERGENCY", () -> mode(run).equals("EMERGENCY"));
    await(log, "flat", () -> ask(venue, a -> a.positions().stream().allMatch(p -> p.net() == 0)));
  }

  /// Orders after the command of the signal, which must be there.
  private static List<Derived.Ordered> afterKill(RunFolder run) {
    List<Command> kills = new ArrayList<>();
    List<Derived.Ordered> orders = new ArrayList<>();
    JournalReader.read(
        run.journal(),
        e -> {
          if (e instanceof Entry.Input i
              && i.stamped().event() instanceof Command c
              && c.kind() == CommandKind.KILL) {
            kills.add(c);
          } else if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o) && !kills.isEmpty()) {
            orders.add(o);
          }
        });
    assertThat(kills).contains(new Command(CommandKind.KILL, "signal", "SIGUSR2"));
    return orders;
  }

  private static VenueServer venue() {
    Clock clock = Clock.system();
    DeskConfig config = DeskConfig.standard();
    SimVenue venue =
        SimVenue.generated(
            1, clock.nanos(), new SimVenue.Funding(config.capitalE8(), config.leverage()));
    VenueServer server = new VenueServer(VenueServer.Config.standard(), venue.venue(), clock);
    server.start();
    return server;
  }

  private Process start(RunFolder run, int port, Path log) throws IOException {
    return builder(run, port, log).start();
  }

  private ProcessBuilder builder(RunFolder run, int port, Path log) throws IOException {
    Path policy = temp.resolve("policy");
    Packs.copy(Packs.housePolicy(), policy);
    Files.writeString(policy.resolve("diagnosis/desk.clp"), PATIENT_RULES);
    Path config = temp.resolve("desk.yaml");
    Files.writeString(
        config,
        """
        venue:
          rest: http://127.0.0.1:%1$d
          streams: ws://127.0.0.1:%1$d
        packs:
          policy: %2$s
        """
            .formatted(port, policy));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dwarrant.root=" + Runs.root().toAbsolutePath(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            "run",
            "--json",
            "--config",
            config.toString(),
            "--run",
            run.path().toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(log.toFile());
  }

  /// Watchdogs beside a desk. A child is the JVM's helper of spawning before it is one; whoever
  /// kills that keeps the desk from starting.
  private static List<ProcessHandle> dogs(Process desk) {
    return desk.children()
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  private static <T> T ask(VenueServer venue, Function<Account, T> question) {
    return venue.ask(
        v -> question.apply(Objects.requireNonNull(v.exchange().byKey(SimVenue.API_KEY))));
  }

  private static String mode(RunFolder run) {
    return status(run, "mode");
  }

  private static String why(RunFolder run) {
    return status(run, "why");
  }

  /// How the desk stands; nothing if it does not answer in time.
  private static String status(RunFolder run, String field) {
    try {
      JsonNode answer =
          ControlClient.ask(
              run.controlSocket(), new ControlRequest("status", "tester", ""), 10_000);
      return answer.path(field).asText();
    } catch (IOException e) {
      return "";
    }
  }

  private static void await(Path log, String what, BooleanSupplier holds) {
    long until = Stopwatch.ticks() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      if (Stopwatch.ticks() > until) {
        throw new AssertionError("expected " + what + "\nfound: " + read(log));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
