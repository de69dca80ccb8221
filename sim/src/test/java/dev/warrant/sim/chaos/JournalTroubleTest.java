package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.FaultyJournal;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.seam.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that cannot keep its record stops adding risk and says why; a record that is not what was
/// written starts no desk, and one that belongs to somebody else neither.
class JournalTroubleTest {
  private static final int SEGMENT_BYTES = 1 << 16;
  private static final long MILLI = 1_000_000L;

  @TempDir Path temp;

  @Test
  void aDeskWithoutDiskTakesEverythingBackAndRecovers() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(9)) {
      FaultyJournal full = new FaultyJournal();
      try (LiveDesk desk = on(full, town, folder)) {
        Watch.trading(desk, town);
        full.full(true);
        takesEverythingBack(desk, town, "disk is full");
        closesWhatItHolds(desk, town);
        full.full(false);
        tradesAgainOnceTwoSaySo(desk, town);
        full.full(true);
        takesEverythingBack(desk, town, "disk is full");
        closesWhatItHolds(desk, town);
      }
      FaultyJournal failing = new FaultyJournal();
      try (LiveDesk desk = on(failing, town, folder)) {
        Await.until(
            "what was left is known again",
            () -> Watch.agree(desk, town),
            () -> town.describe() + "; " + Watch.describe(desk));
        failing.failing(true);
        takesEverythingBack(desk, town, "did not confirm");
        assertThat(town.stopped()).as(town.describe()).isTrue();
      }
      try (LiveDesk desk = town.desk(folder)) {
        Await.until(
            "what was left is known again",
            () -> Watch.agree(desk, town),
            () -> town.describe() + "; " + Watch.describe(desk));
        sendsAwayASecond(desk, town, folder);
      }
      RunRecord record = new RunRecord(folder);
      record.reconciledFirst();
      record.covers(town);
      RunRecord.replays(folder);
      startsNothingOnADamagedJournal(town, folder);
    }
  }

  private static LiveDesk on(FaultyJournal disk, Town town, RunFolder folder) {
    return town.desk(
        folder, parts -> parts.journal(f -> disk.open(f.journal(), f.id(), SEGMENT_BYTES)));
  }

  private static void takesEverythingBack(LiveDesk desk, Town town, String says) {
    Await.until("the fault is told", () -> desk.fault().contains(says), () -> Watch.describe(desk));
    Await.until("nothing rests", () -> town.resting().isEmpty(), () -> town.describe());
  }

  /// What filled in the last moment is no exception: room is kept to record how the desk stops.
  private static void closesWhatItHolds(LiveDesk desk, Town town) {
    Await.until("flat", town::flat, () -> town.describe() + "; " + Watch.describe(desk));
    Await.until(
        "no stop of a position that is closed",
        () -> town.restingStops().isEmpty(),
        town::describe);
    Await.until(
        "the desk has heard of its kill although the disk is full",
        () -> Watch.mode(desk, Mode.EMERGENCY),
        () -> Watch.describe(desk));
  }

  private static void tradesAgainOnceTwoSaySo(LiveDesk desk, Town town) {
    Await.until(
        "the desk records again and has heard of its kill",
        () -> Watch.mode(desk, Mode.EMERGENCY),
        () -> Watch.describe(desk));
    assertThat(desk.fault()).as("until two have resumed").contains("disk is full");
    long ms = Clock.system().nanos() / MILLI;
    Await.until(
        "two resume",
        () -> {
          Watch.command(desk, CommandKind.RESUME, "ada");
          Watch.command(desk, CommandKind.RESUME, "ben");
          return Watch.mode(desk, Mode.NORMAL);
        },
        () -> Watch.describe(desk));
    Await.until("no fault", () -> desk.fault().isEmpty(), () -> Watch.describe(desk));
    Await.until(
        "orders again",
        () -> !town.takenSince(ms).isEmpty(),
        () -> town.describe() + "; " + Watch.describe(desk));
  }

  private static void sendsAwayASecond(LiveDesk first, Town town, RunFolder folder) {
    Await.until(
        "depth, market and user stream are open",
        () -> town.sockets() == 3,
        () -> "" + town.sockets());
    assertThatThrownBy(() -> town.desk(folder))
        .isInstanceOf(JournalFault.class)
        .hasMessageContaining("another writer has the journal in " + folder.journal())
        .hasMessageContaining("\nMaybe a desk is still running");
    assertThat(town.sockets()).isEqualTo(3);
    assertThat(Watch.reconciled(first)).isTrue();
  }

  private static void startsNothingOnADamagedJournal(Town town, RunFolder folder)
      throws IOException {
    Path segment = largest(folder.journal());
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 3] ^= 0x10;
    Files.write(segment, bytes);
    Await.until("nobody is connected", () -> town.sockets() == 0, () -> "" + town.sockets());
    List<String> before = town.taken();
    assertThatThrownBy(() -> town.desk(folder))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining(segment + " at byte ")
        .hasMessageContaining("\nMaybe ");
    assertThat(town.sockets()).isZero();
    assertThat(town.taken()).isEqualTo(before);
  }

  private static Path largest(Path journal) throws IOException {
    try (Stream<Path> files = Files.list(journal)) {
      return files.filter(f -> f.toString().endsWith(".wj")).sorted().findFirst().orElseThrow();
    }
  }
}
