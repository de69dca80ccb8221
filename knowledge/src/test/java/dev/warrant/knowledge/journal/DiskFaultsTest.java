package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SampleRecords;
import dev.warrant.knowledge.testing.disk.Crash;
import dev.warrant.knowledge.testing.disk.DiskOp;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.RunLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A disk that is full at each thing that needs room, and one that does not confirm at each force.
class DiskFaultsTest {
  private static final long SEED = 21;
  private static final long INPUTS = 400;
  private static final long FORCE_EVERY = 7;
  private static final long SIGN_EVERY = 30;

  /// Fails from the `from`-th thing of a kind on, until it is mended.
  private static final class Failing implements MemoryDisk.Watcher {
    private final Predicate<DiskOp> which;
    private final String message;
    private long left;
    private long seen;
    private boolean once;
    private String failed = "";
    private boolean writtenAgain;

    Failing(Predicate<DiskOp> which, String message, long from) {
      this.which = which;
      this.message = message;
      left = from;
    }

    @Override
    public void before(DiskOp op) throws IOException {
      writtenAgain |= op.kind() == DiskOp.Kind.WRITE && op.path().equals(failed);
      if (which.test(op)) {
        seen++;
        if (--left < 0) {
          failed = op.path();
          if (once) {
            left = Long.MAX_VALUE;
          }
          throw new IOException(message);
        }
      }
    }

    void mend() {
      left = Long.MAX_VALUE;
    }
  }

  private final List<byte[]> history = new ArrayList<>();
  private MemoryDisk disk = new MemoryDisk();
  private int refusals;

  private JournalWriter open() {
    return MemoryJournal.open(disk, disk.path(Survivor.JOURNAL), history::add);
  }

  private Failing fullFrom(long nth) {
    disk = new MemoryDisk();
    history.clear();
    Failing full = new Failing(DiskOp::needsRoom, "No space left on device", nth);
    disk.watch(full);
    return full;
  }

  @Test
  void aFullDiskRefusesNothingButNewInputsAndTheSameWriterGoesOnWhenItIsFreed() {
    Failing none = fullFrom(Long.MAX_VALUE);
    writeAll(none);
    long all = none.seen;
    assertThat(all).isGreaterThan(200);
    refusals = 0;
    for (long nth = 0; nth < all; nth++) {
      writeAll(fullFrom(nth));
    }
    System.out.println("full disk: " + all + " places, refused " + refusals + " times");
    assertThat(refusals).isGreaterThan(100);
  }

  private void writeAll(Failing full) {
    try (JournalWriter writer = opened(full);
        RunLog log = RunLog.open(Survivor.setup(disk), writer.lastSeq())) {
      for (long seq = 1; seq <= INPUTS; seq++) {
        input(writer, seq, full);
        for (Derived derived : SampleRecords.derived(SEED, seq)) {
          writer.derived(derived);
        }
        writer.settle();
        if (seq % FORCE_EVERY == 0) {
          assertThat(writer.force()).isEqualTo(seq);
        }
        if (seq % SIGN_EVERY == 0) {
          sign(log, seq, full);
        }
      }
    }
    full.mend();
    JournalSummary summary = JournalReader.read(disk.path(Survivor.JOURNAL), _ -> {});
    assertThat(summary.closed()).isTrue();
    assertThat(summary.lastSeq()).isEqualTo(INPUTS);
    Samples.check(disk.path(Survivor.JOURNAL), SEED);
    new Survivor(history).recover(disk, history.size(), 0);
  }

  private JournalWriter opened(Failing full) {
    try {
      return open();
    } catch (JournalFault e) {
      assertThat(e.kind()).isEqualTo(JournalFault.Kind.WRITE);
      assertThat(e).hasMessageContaining("No space left").hasMessageContaining("\nMaybe");
      full.mend();
      refusals++;
      return open();
    }
  }

  private void input(JournalWriter writer, long seq, Failing full) {
    long forced = seq / FORCE_EVERY * FORCE_EVERY;
    for (int tries = 0; writer.lastSeq() < seq; tries++) {
      try {
        writer.input(Samples.nanos(seq), SampleRecords.input(SEED, seq));
      } catch (JournalFault e) {
        assertThat(e.kind()).isEqualTo(JournalFault.Kind.WRITE);
        assertThat(e).hasMessageContaining("No space left").hasMessageContaining("\nMaybe");
        assertThat(writer.lastSeq()).isEqualTo(seq - 1);
        // What is there can still be brought to disk, and a mark of it is nothing new to refuse.
        assertThat(writer.force()).isGreaterThanOrEqualTo(Math.min(forced, seq - 1));
        refusals++;
        assertThat(tries).isLessThan(4);
        if (tries == 1) {
          full.mend();
        }
      }
    }
  }

  private void sign(RunLog log, long seq, Failing full) {
    long through = seq / FORCE_EVERY * FORCE_EVERY;
    try {
      log.advance(through, false);
      log.checkpoint(false);
    } catch (LogFault e) {
      assertThat(e.kind()).isEqualTo(LogFault.Kind.DISK);
      assertThat(e).hasMessageContaining("No space left").hasMessageContaining("\nMaybe");
      refusals++;
      full.mend();
      log.advance(through, false);
      log.checkpoint(false);
    }
  }

  @Test
  void aForceThatFailsOnceEndsTheWriterForGoodAndWhatWasPromisedIsThere() {
    Failing none = failingAt(Long.MAX_VALUE);
    untilItFails();
    long all = none.seen;
    assertThat(all).isGreaterThan(200);
    int tiles = 0;
    for (long nth = 0; nth < all; nth++) {
      Failing once = failingAt(nth);
      once.once = true;
      Kept kept = untilItFails();
      if (once.failed.contains("/tile/")) {
        assertThat(once.writtenAgain).as(once.failed).isTrue();
        tiles++;
      }
      SeededRandom random = new SeededRandom(nth);
      for (Crash crash : Crash.values()) {
        Survivor survivor = new Survivor(history);
        survivor.recover(disk.after(crash, random), kept.records, kept.signed);
      }
    }
    assertThat(tiles).isPositive();
    System.out.println("failed forces: " + all + " places");
  }

  private Failing failingAt(long nth) {
    disk = new MemoryDisk();
    history.clear();
    Failing failing = new Failing(DiskOp::forces, "Input/output error", nth);
    disk.watch(failing);
    return failing;
  }

  /// What was promised before it failed.
  private record Kept(int records, long signed) {}

  private Kept untilItFails() {
    int promised = 0;
    long promisedSeq = 0;
    long signed = 0;
    JournalWriter writer;
    try {
      writer = open();
    } catch (JournalFault e) {
      return new Kept(0, 0);
    }
    try (RunLog log = RunLog.open(Survivor.setup(disk), writer.lastSeq())) {
      for (long seq = 1; seq <= INPUTS; seq++) {
        Samples.append(writer, SEED, seq);
        writer.settle();
        if (seq % FORCE_EVERY == 0) {
          writer.force();
          promised = history.size();
          promisedSeq = seq;
        }
        if (seq % SIGN_EVERY == 0) {
          signed = signTwice(log, promisedSeq);
        }
      }
      writer.close();
      promised = history.size();
    } catch (JournalFault e) {
      assertThat(e.kind()).isEqualTo(JournalFault.Kind.SYNC);
      isOver(writer);
    }
    return new Kept(promised, signed);
  }

  private static long signTwice(RunLog log, long through) {
    log.advance(through, false);
    try {
      log.checkpoint(false);
    } catch (LogFault e) {
      assertThat(e.kind()).isEqualTo(LogFault.Kind.DISK);
      log.checkpoint(false);
    }
    return log.signed();
  }

  private static void isOver(JournalWriter writer) {
    long seq = writer.lastSeq() + 1;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> writer.input(Samples.nanos(seq), SampleRecords.input(SEED, seq)))
          .isInstanceOf(JournalFault.class);
      assertThatThrownBy(writer::force).isInstanceOf(JournalFault.class);
    }
    writer.close();
  }
}
