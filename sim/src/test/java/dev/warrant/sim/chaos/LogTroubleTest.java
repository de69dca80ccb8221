package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.testing.disk.DiskOp;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.tlog.Evidence;
import dev.warrant.knowledge.tlog.LogKeeper;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk whose journal is sound and whose tamper-evident log cannot be written adds nothing more
/// until it can, says both, and needs nobody to go on.
class LogTroubleTest {
  private static final long MILLI = 1_000_000L;
  private static final NoteSigner KEY = NoteSigner.generate("chaos.example/desk", NoteKey.Use.LOG);

  @TempDir Path temp;

  /// The disk of the log alone.
  private static final class LogDisk implements MemoryDisk.Watcher {
    private final MemoryDisk disk = new MemoryDisk();
    private volatile boolean full;
    private volatile boolean failing;
    private volatile CountDownLatch answers = new CountDownLatch(0);

    LogDisk() {
      disk.watch(this);
    }

    RunLog.Setup setup(RunFolder folder) {
      return new RunLog.Setup(
          folder.journal(),
          disk.path("/log"),
          disk.path("/outside"),
          "chaos.example/desk/run",
          KEY,
          true);
    }

    Evidence keep(RunFolder folder, long through) {
      return new LogKeeper(RunLog.open(setup(folder), through), through);
    }

    @Override
    public void before(DiskOp op) throws IOException {
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (full && op.needsRoom()) {
        throw new IOException("No space left on device");
      }
      if (failing && op.forces()) {
        throw new IOException("Input/output error");
      }
    }
  }

  @Test
  void aDeskThatCannotKeepItsLogAddsNothingUntilItCan() {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    LogDisk disk = new LogDisk();
    Roots roots;
    try (Town town = new Town(21)) {
      LiveDesk desk = town.desk(folder, parts -> parts.evidence(disk::keep));
      try (desk) {
        Watch.trading(desk, town);
        disk.full = true;
        addsNothing(desk, town, "No space left on device");
        disk.full = false;
        tradesAgainByItself(desk, town);
        disk.failing = true;
        addsNothing(desk, town, "Input/output error");
        disk.failing = false;
        tradesAgainByItself(desk, town);
        CountDownLatch answers = new CountDownLatch(1);
        disk.answers = answers;
        addsNothing(desk, town, "its disk does not answer");
        answers.countDown();
        tradesAgainByItself(desk, town);
      }
      roots = desk.roots();
      new RunRecord(folder).covers(town);
    }
    saysBothAndHoldsBackBetween(folder);
    RunRecord.replays(folder, roots);
    allIsSigned(folder, disk);
  }

  private static void addsNothing(LiveDesk desk, Town town, String says) {
    Await.until(
        "nothing is added any more, and why is told",
        () -> Watch.mode(desk, Mode.REDUCE) && desk.fault().contains(says),
        () -> Watch.describe(desk));
    Await.until(
        "what rests at the venue would only close",
        () -> town.restingAdds() == 0,
        () -> town.describe());
    List<Long> before = town.nets();
    long inputs = desk.backlog() + seq(desk);
    Await.until(
        "the desk goes on recording", () -> seq(desk) > inputs + 200, () -> Watch.describe(desk));
    Await.until("a stop for each position", town::stopped, town::describe);
    List<Long> after = town.nets();
    for (int i = 0; i < before.size(); i++) {
      assertThat(Math.abs(after.get(i))).isLessThanOrEqualTo(Math.abs(before.get(i)));
    }
    assertThat(Watch.mode(desk, Mode.REDUCE)).isTrue();
  }

  private static long seq(LiveDesk desk) {
    DeskView view = desk.view();
    return view == null ? 0 : view.seq();
  }

  private static void tradesAgainByItself(LiveDesk desk, Town town) {
    long ms = Clock.system().nanos() / MILLI;
    Await.until(
        "the desk goes on, and nothing is broken",
        () -> Watch.mode(desk, Mode.NORMAL) && desk.fault().isEmpty(),
        () -> Watch.describe(desk));
    Await.until(
        "orders again",
        () -> !town.takenSince(ms).isEmpty(),
        () -> town.describe() + "; " + Watch.describe(desk));
  }

  /// What is told changes in turn, and at once changes the mode and says why, unless the desk holds
  /// back more than that already, as on its way out.
  private static void saysBothAndHoldsBackBetween(RunFolder folder) {
    boolean kept = true;
    boolean unsigned = false;
    Mode mode = Mode.NORMAL;
    String due = "";
    List<String> changes = new ArrayList<>();
    for (Entry e : new RunRecord(folder).entries()) {
      switch (e) {
        case Entry.Input i -> {
          assertThat(due).as("a change of mode that did not come").isEmpty();
          if (i.stamped().event() instanceof DeskEvent.LogState l) {
            assertThat(l.kept()).isEqualTo(!kept);
            kept = l.kept();
            due =
                kept
                    ? unsigned ? "REDUCE NORMAL UNSIGNED has passed" : ""
                    : mode == Mode.NORMAL
                        ? "NORMAL REDUCE UNSIGNED: nothing was signed for 2."
                        : "";
          }
        }
        case Entry.Concluded c -> {
          if (c.derived() instanceof Derived.ModeChanged m) {
            mode = m.to();
            unsigned = mode == Mode.REDUCE && m.why().startsWith("UNSIGNED");
            if (m.why().startsWith("UNSIGNED")) {
              String change = m.from() + " " + m.to() + " " + m.why();
              assertThat(due).isNotEmpty();
              assertThat(change).startsWith(due);
              due = "";
              changes.add(change);
            }
          }
        }
      }
    }
    assertThat(changes).hasSizeGreaterThanOrEqualTo(6);
    for (String why :
        List.of("No space left on device", "Input/output error", "its disk does not answer")) {
      assertThat(changes).as("why nothing was added").anyMatch(c -> c.contains(why));
    }
  }

  private static void allIsSigned(RunFolder folder, LogDisk disk) {
    long last = JournalReader.tail(folder.journal()).lastSeq();
    try (RunLog log = RunLog.open(disk.setup(folder), last)) {
      long signed = log.signed();
      log.finish();
      assertThat(log.size()).isEqualTo(signed).isGreaterThan(last);
    }
  }
}
