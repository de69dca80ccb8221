package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that is killed while it trades loses nothing, does nothing twice, and leaves nothing but
/// its stops. `-Dwarrant.desk.kills=10` is the full measure.
class KillDeskTest {
  private static final int KILLS = Integer.getInteger("warrant.desk.kills", 3);

  @TempDir Path temp;

  @Test
  void aKilledDeskComesBackToWhatTheVenueHolds() throws IOException, InterruptedException {
    SeededRandom random = new SeededRandom(31);
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    KeptLog log = new KeptLog(folder);
    try (Town town = new Town(5)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        tradeAndDie(town, folder, kill, random.nextInt(1_000));
        log.look();
        if (kill == 1) {
          leavesNothingButStops(town);
        }
      }
      try (LiveDesk desk = town.desk(folder, parts -> parts.evidence(KeptLog::keep))) {
        Await.until(
            Watch.START_SECONDS,
            "reconciled",
            () -> Watch.reconciled(desk),
            () -> Watch.describe(desk));
        Watch.settle(desk, town);
      }
      RunRecord record = new RunRecord(folder);
      assertThat(record.epochs()).isEqualTo(KILLS + 1L);
      record.reconciledFirst();
      record.covers(town);
    }
    log.holds();
    RunRecord.replays(folder);
  }

  /// Runs a desk in a process of its own until it has a position, a stop and orders of this epoch
  /// resting, and kills it some milliseconds later.
  private static void tradeAndDie(Town town, RunFolder folder, int epoch, int millis)
      throws IOException, InterruptedException {
    Process desk = DeskChild.fork(folder, town.port());
    try {
      Await.until(
          Watch.START_SECONDS,
          "epoch " + epoch + " has a position, a stop and orders resting",
          () -> !desk.isAlive() || !town.flat() && town.stopped() && restsOf(epoch, town),
          town::describe);
      assertThat(desk.isAlive()).isTrue();
      long end = Stopwatch.ticks() + millis * 1_000_000L;
      while (Stopwatch.ticks() < end) {
        LockSupport.parkNanos(end - Stopwatch.ticks());
      }
    } finally {
      desk.destroyForcibly();
    }
    assertThat(desk.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean restsOf(int epoch, Town town) {
    return town.resting().stream()
        .anyMatch(id -> ClientId.isOurs(id) && ClientId.parse(id).epoch() == epoch);
  }

  private static void leavesNothingButStops(Town town) {
    Await.until(10, "the countdown cancelled all", () -> town.resting().isEmpty(), town::describe);
    assertThat(town.stopped()).as("each position has its stop: %s", town.describe()).isTrue();
  }
}
