package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that is killed while it trades loses nothing, does nothing twice, and leaves nothing but
/// its stops. `-Dwarrant.desk.kills=100` is a soak.
class KillDeskTest {
  private static final int KILLS = Integer.getInteger("warrant.desk.kills", 10);

  /// So many desks are let trade before they are killed, while the market of this seed gives them
  /// something to do; those after them die while they recover, agree with the venue, or send their
  /// first orders.
  private static final int TRADING = 4;

  /// For an answer; decides nothing.
  private static final long ANSWER_MILLIS = 120_000;

  @TempDir Path temp;

  @Test
  void aKilledDeskComesBackToWhatTheVenueHolds() throws IOException, InterruptedException {
    SeededRandom random = new SeededRandom(31);
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    KeptLog log = new KeptLog(folder);
    try (Town town = new Town(5)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        if (kill <= TRADING) {
          tradeAndDie(town, folder, kill, random.nextInt(1_000));
        } else {
          startAndDie(town, folder, random.nextInt(4_000));
        }
        new RunRecord(folder).covers(town);
        if (kill == 1) {
          log.look();
          leavesNothingButStops(town);
        }
      }
      try (LiveDesk desk = town.desk(folder, parts -> parts.evidence(KeptLog::keep))) {
        Await.until("reconciled", () -> Watch.reconciled(desk), () -> Watch.describe(desk));
        Watch.settle(desk, town);
      }
      RunRecord record = new RunRecord(folder);
      // One that died before its first record left none.
      assertThat(record.epochs()).isBetween(TRADING + 1L, KILLS + 1L);
      record.reconciledFirst();
      record.tracedToTheSecond();
      record.covers(town);
    }
    log.holds();
    RunRecord.replays(folder);
  }

  @Test
  void aDeskKilledOutsideALimitComesBackOutsideIt() throws IOException, InterruptedException {
    RunFolder folder = ChaosPacks.tiered(temp.resolve("run"));
    try (Town town = new Town(6)) {
      Process child = DeskChild.fork(folder, town.port());
      JsonNode before;
      try {
        Await.until(
            "the desk holds something", () -> !child.isAlive() || !town.flat(), town::describe);
        town.transfer(-6_000);
        Await.until(
            "the desk is in REDUCE",
            () -> !child.isAlive() || outside(status(folder)),
            () -> status(folder).toString());
        before = status(folder);
      } finally {
        child.destroyForcibly();
      }
      assertThat(child.waitFor(4, TimeUnit.MINUTES)).isTrue();
      try (LiveDesk desk = town.desk(folder)) {
        Await.until(
            "reconciled, and in REDUCE",
            () -> Watch.reconciled(desk) && outside(status(folder)),
            () -> Watch.describe(desk));
        JsonNode after = status(folder);
        assertThat(tier(after).path("open").asBoolean()).isTrue();
        assertThat(tier(after).path("opened")).isEqualTo(tier(before).path("opened"));
        Watch.command(desk, CommandKind.RESUME, "ada");
        Watch.command(desk, CommandKind.RESUME, "ben");
        town.transfer(6_000);
        Await.until(
            "the limit is kept again",
            () -> !tier(status(folder)).path("open").asBoolean(),
            () -> status(folder).toString());
        assertThat(status(folder).path("mode").asText()).isEqualTo("REDUCE");
      }
    }
    RunRecord.replays(folder);
  }

  /// Whether the limit alone is why it reduces.
  private static boolean outside(JsonNode status) {
    return status.path("mode").asText().equals("REDUCE")
        && status.path("why").asText().startsWith("capital-tier: Equity is ");
  }

  private static JsonNode tier(JsonNode status) {
    for (JsonNode b : status.path("breaches")) {
      if (b.path("limit").asText().equals("capital-tier")) {
        return b;
      }
    }
    throw new AssertionError("no breach of capital-tier: " + status);
  }

  private static JsonNode status(RunFolder folder) {
    try {
      return ControlClient.ask(
          folder.controlSocket(), new ControlRequest("status", "test", ""), ANSWER_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a desk in a process of its own until it has a position, a stop and orders of this epoch
  /// resting, and kills it some milliseconds later.
  private static void tradeAndDie(Town town, RunFolder folder, int epoch, int millis)
      throws IOException, InterruptedException {
    Process desk = DeskChild.fork(folder, town.port());
    try {
      Await.until(
          "epoch " + epoch + " has a position, a stop and orders resting",
          () -> !desk.isAlive() || !town.flat() && town.stopped() && restsOf(epoch, town),
          town::describe);
      assertThat(desk.isAlive()).isTrue();
      let(millis);
    } finally {
      desk.destroyForcibly();
    }
    assertThat(desk.waitFor(4, TimeUnit.MINUTES)).isTrue();
  }

  /// Kills a desk some milliseconds after it took over, whatever it is at then.
  private static void startAndDie(Town town, RunFolder folder, int millis)
      throws IOException, InterruptedException {
    Process desk = DeskChild.fork(folder, town.port());
    try (BufferedReader out = desk.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");
      let(millis);
      assertThat(desk.isAlive()).isTrue();
    } finally {
      desk.destroyForcibly();
    }
    assertThat(desk.waitFor(4, TimeUnit.MINUTES)).isTrue();
  }

  private static void let(int millis) {
    long end = Stopwatch.ticks() + millis * 1_000_000L;
    while (Stopwatch.ticks() < end) {
      LockSupport.parkNanos(end - Stopwatch.ticks());
    }
  }

  private static boolean restsOf(int epoch, Town town) {
    return town.resting().stream()
        .anyMatch(id -> ClientId.isOurs(id) && ClientId.parse(id).epoch() == epoch);
  }

  private static void leavesNothingButStops(Town town) {
    // By the venue's clock, which is played to the present before each question.
    assertThat(town.countdownNanos() > 0 || town.resting().isEmpty()).as(town.describe()).isTrue();
    Await.until("the countdown is over", () -> town.countdownNanos() == 0, town::describe);
    assertThat(town.resting()).as("the countdown cancelled all").isEmpty();
    assertThat(town.stopped()).as("each position has its stop: %s", town.describe()).isTrue();
  }
}
