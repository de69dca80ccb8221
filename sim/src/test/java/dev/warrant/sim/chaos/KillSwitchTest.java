package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.safety.KillPath;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way to stop works whatever else hangs, and what was killed stays so.
class KillSwitchTest {
  private static final long MILLI = 1_000_000L;
  private static final int DRILLS = 3;

  @TempDir Path temp;

  /// Stops a thread that walks through it, from `close` on until `open`.
  private static final class Door {
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile boolean waiting;

    void pass() {
      if (closed && opened.getCount() > 0) {
        waiting = true;
        try {
          opened.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    void close() {
      closed = true;
      Await.until("somebody waits at the door", () -> waiting, () -> "nobody");
    }

    void open() {
      opened.countDown();
    }
  }

  @Test
  void aKillStopsADeskWhoseReasoningHangsAndLastsUntilTwoResume() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    Door door = new Door();
    List<Long> kills = new ArrayList<>();
    try (Town town = new Town(6)) {
      try (LiveDesk desk =
          town.desk(
              folder, parts -> parts.deliberator(i -> slow(parts.deliberator().apply(i), door)))) {
        Watch.trading(desk, town);
        door.close();
        everyConnectionWaits(desk, town);
        kills.add(kill(desk, town));
        town.fault("kind=clear");
        flattened(desk, town);
        assertThat(folder.killFile()).exists();
      }
      door.open();
      // Either mark is enough: the file for a kill that never reached the journal, and the journal
      // for a file that somebody took away.
      Files.delete(folder.killFile());
      stillKilled(town, folder);
      Files.createFile(folder.killFile());
      resumedByTwo(town, folder);
      new RunRecord(folder).withheldSince(kills, town);
    }
    RunRecord.replays(folder);
  }

  @Test
  void aPauseOrReduceLastsUntilTwoResumeAndAStopDoesNot() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(6)) {
      try (LiveDesk desk = town.desk(folder)) {
        Watch.trading(desk, town);
        Watch.command(desk, CommandKind.REDUCE, "anna");
        modeIs(desk, Mode.REDUCE);
      }
      try (LiveDesk desk = town.desk(folder)) {
        modeIs(desk, Mode.REDUCE);
        Watch.command(desk, CommandKind.PAUSE, "anna");
        modeIs(desk, Mode.PAUSE);
        Watch.command(desk, CommandKind.RESUME, "anna");
      }
      int before = town.taken().size();
      try (LiveDesk desk = town.desk(folder)) {
        modeIs(desk, Mode.PAUSE);
        // Anna's voice was given to a desk that is no more.
        Watch.command(desk, CommandKind.RESUME, "ben");
        heard(desk);
        assertThat(Watch.mode(desk, Mode.PAUSE)).isTrue();
        assertThat(town.taken()).hasSize(before);
        Watch.command(desk, CommandKind.RESUME, "anna");
        Watch.trading(desk, town);
      }
      // The desk's own pause on the way out holds nobody back.
      LiveDesk last;
      try (LiveDesk desk = town.desk(folder)) {
        Watch.trading(desk, town);
        last = desk;
      }
      assertThat(last.counters().orders()).isEqualTo(new RunRecord(folder).orders().size());
      assertThat(last.sessionBytes()).isPositive().isLessThan(last.journalBytes());
      assertThat(last.sessionNanos()).isPositive();
    }
    RunRecord.replays(folder);
  }

  /// What was said before is taken in.
  private static void heard(LiveDesk desk) {
    long seq = Objects.requireNonNull(desk.view()).seq();
    Await.until(
        "what was said is heard",
        () -> Objects.requireNonNull(desk.view()).seq() > seq + 50,
        () -> Watch.describe(desk));
  }

  private static void modeIs(LiveDesk desk, Mode mode) {
    Await.until(
        mode + " and reconciled",
        () -> Watch.mode(desk, mode) && Watch.reconciled(desk),
        () -> Watch.describe(desk));
  }

  private static void stillKilled(Town town, RunFolder folder) {
    try (LiveDesk desk = town.desk(folder)) {
      Await.until(
          "killed and reconciled",
          () -> Watch.mode(desk, Mode.EMERGENCY) && Watch.reconciled(desk),
          () -> Watch.describe(desk));
    }
  }

  private static void resumedByTwo(Town town, RunFolder folder) {
    int before = town.taken().size();
    try (LiveDesk desk = town.desk(folder)) {
      assertThat(desk.awaitReasoning(Watch.ENGINES_SECONDS)).isTrue();
      Await.until(
          "killed and reconciled",
          () -> Watch.mode(desk, Mode.EMERGENCY) && Watch.reconciled(desk),
          () -> Watch.describe(desk));
      Watch.command(desk, CommandKind.RESUME, "anna");
      Watch.command(desk, CommandKind.RESUME, "anna");
      heard(desk);
      assertThat(Watch.mode(desk, Mode.EMERGENCY)).as("one person is not two").isTrue();
      assertThat(town.taken()).hasSize(before);
      Watch.command(desk, CommandKind.RESUME, "ben");
      Watch.trading(desk, town);
      assertThat(folder.killFile()).doesNotExist();
    }
  }

  @Test
  void aKillFileStopsADeskWhoseSequencerHangs() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    DeskRules rules = DeskRules.load(folder.policy(), folder.strategy());
    Door door = new Door();
    try (Town town = new Town(8)) {
      long killed;
      try (LiveDesk desk =
          town.desk(
              folder,
              parts ->
                  parts.perception(
                      i -> DeskRules.perception(i, new SlowPatterns(door), rules.classifier(i))))) {
        try {
          Watch.trading(desk, town);
          door.close();
          killed = killedByFile(folder, town);
        } finally {
          door.open();
        }
        flattened(desk, town);
      }
      assertThat(town.takenSince(0)).isNotEmpty();
      RunRecord record = new RunRecord(folder);
      record.withheldSince(List.of(killed), town);
      record.covers(town);
    }
  }

  /// With a sequencer that hangs nobody but the watcher of the file can cancel anything.
  ///
  /// @return when the gate had been closed
  private static long killedByFile(RunFolder folder, Town town) throws IOException {
    town.restFarAway();
    List<String> stops = town.restingStops();
    long start = Stopwatch.ticks();
    Files.createFile(folder.killFile());
    Await.until("nothing rests", () -> town.resting().isEmpty(), () -> town.describe());
    long nanos = Clock.system().nanos();
    System.out.printf(
        "kill by file, sequencer hung: nothing rests after %.1f ms%n",
        (Stopwatch.ticks() - start) / 1e6);
    assertThat(town.restingStops()).isEqualTo(stops);
    return nanos;
  }

  @Test
  void noKillLetsAnOrderThroughAndTwoPeopleResumeAfterEach() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    List<Long> kills = new ArrayList<>();
    try (Town town = new Town(14)) {
      try (LiveDesk desk = town.desk(folder)) {
        for (int drill = 0; drill < DRILLS; drill++) {
          Watch.trading(desk, town);
          kills.add(kill(desk, town));
          flattened(desk, town);
          Watch.command(desk, CommandKind.RESUME, "anna");
          Watch.command(desk, CommandKind.RESUME, "ben");
        }
        Watch.trading(desk, town);
      }
      RunRecord record = new RunRecord(folder);
      assertThat(record.inputs(DeskEvent.Command.class, KillSwitchTest::drilled)).isEqualTo(DRILLS);
      record.nothingOrderedWhileKilled();
      record.withheldSince(kills, town);
    }
    RunRecord.replays(folder);
  }

  /// Not the echo of the file that every kill leaves.
  private static boolean drilled(DeskEvent.Command c) {
    return c.kind() == CommandKind.KILL && c.who().equals("test");
  }

  /// Answers take so long that every connection of the desk has one outstanding.
  private static void everyConnectionWaits(LiveDesk desk, Town town) {
    town.fault("kind=delay&millis=3000");
    long nanos = Objects.requireNonNull(desk.view()).nanos();
    Await.until(
        "three rounds of arming the countdown were asked for",
        () -> Objects.requireNonNull(desk.view()).nanos() > nanos + 1_500 * MILLI,
        () -> Watch.describe(desk));
  }

  /// @return when the gate had been closed
  private static long kill(LiveDesk desk, Town town) {
    long start = Stopwatch.ticks();
    KillPath.Receipt receipt = desk.killPath().kill("test", "a test");
    long nanos = Clock.system().nanos();
    Await.until("nothing under a warrant rests", () -> noWarrant(town), () -> town.describe());
    System.out.printf(
        "kill: gate closed after %.3f ms, cancels handed out after %.3f ms, nothing rests after"
            + " %.1f ms%n",
        receipt.gateNanos() / 1e6, receipt.cancelsNanos() / 1e6, (Stopwatch.ticks() - start) / 1e6);
    assertThat(receipt.failed()).isZero();
    Await.until("killed", () -> Watch.mode(desk, Mode.EMERGENCY), () -> Watch.describe(desk));
    return nanos;
  }

  private static boolean noWarrant(Town town) {
    return town.resting().stream().noneMatch(id -> id.startsWith("W"));
  }

  private static void flattened(LiveDesk desk, Town town) {
    Await.until(
        "the killed desk leaves its position by exits",
        () -> town.flat() && Watch.agree(desk, town) && town.resting().isEmpty(),
        () -> town.describe() + "; " + Watch.describe(desk));
  }

  private static Deliberator slow(Deliberator real, Door door) {
    return new Deliberator() {
      @Override
      public Deliberation deliberate(Cut cut) {
        door.pass();
        return real.deliberate(cut);
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  /// Recognises nothing, behind a door.
  private record SlowPatterns(Door door) implements Patterns {
    @Override
    public void advance(long seq, long nanos, Consumer<Fact.Pattern> out) {
      door.pass();
    }

    @Override
    public void on(long seq, long nanos, PatternEvent event, Consumer<Fact.Pattern> out) {}

    @Override
    public void close() {}
  }
}
