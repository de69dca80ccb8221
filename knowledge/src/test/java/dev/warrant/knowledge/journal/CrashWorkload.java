package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.disk.Crash;
import dev.warrant.knowledge.testing.disk.DiskOp;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.trace.CrashTrace;
import java.util.ArrayList;
import java.util.List;

/// A desk's use of its disk: records, settling, forcing, marks, a log that is signed, a trace, and
/// ends of all kinds with a new start after each. Before everything it does to the disk it lets
/// everything end there, in each way that things end, and has a [Survivor] start again on what is
/// left.
final class CrashWorkload implements MemoryDisk.Watcher {
  /// At every so many points that are none of the trace's, what is left of it is looked at too.
  private static final int TRACE = 64;

  private final long seed;
  private final SeededRandom random;
  private final SeededRandom fate;
  private MemoryDisk disk = new MemoryDisk();
  private final List<byte[]> history = new ArrayList<>();
  private final CrashTrace trace;
  private final Survivor survivor = new Survivor(history);
  private JournalWriter writer;
  private RunLog log;
  private boolean storing;

  /// Whether a record may say by now that a life has ended, and its trace is not closed yet.
  private boolean stopping;

  /// Records that are there whatever happens to the power.
  private int promised;

  /// Records that are there if only the process dies.
  private int stored;

  private long forced;
  private long signed;
  private long points;
  private String doing = "start";

  CrashWorkload(long seed) {
    this.seed = seed;
    random = new SeededRandom(seed);
    fate = random.split("fate");
    trace = new CrashTrace(random.split("trace"));
    start();
  }

  /// Does `steps` things and says how often everything ended meanwhile.
  long run(int steps) {
    for (int i = 0; i < steps; i++) {
      step(i);
      trace.step();
    }
    return points;
  }

  private void step(int i) {
    int what = random.nextInt(100);
    doing = "step " + i + " (" + what + ")";
    if (what < 50) {
      Samples.append(writer, seed, writer.lastSeq() + 1);
    } else if (what < 62) {
      writer.settle();
    } else if (what < 77) {
      force();
    } else if (what < 84 && forced > 0) {
      Samples.mark(writer, forced);
    } else if (what < 94) {
      sign();
    } else if (what < 96) {
      log.close();
      restart(Crash.CLEAN);
    } else if (what < 98) {
      log.close();
      restart(Crash.values()[1 + random.nextInt(3)]);
    } else {
      closeAndOpen();
    }
  }

  private void force() {
    forced = writer.force();
    promised = upTo(forced);
  }

  private void sign() {
    if (log.advance(forced, false) > 0) {
      log.checkpoint(random.nextInt(3) == 0);
      signed = log.signed();
    }
  }

  private void closeAndOpen() {
    trace.force();
    stopping = true;
    Samples.stop(writer, trace.vouched());
    writer.settle();
    force();
    sign();
    trace.close();
    stopping = false;
    writer.close();
    promised = history.size();
    stored = promised;
    log.finish();
    log.checkpoint(true);
    signed = log.signed();
    log.close();
    restart(Crash.CLEAN);
  }

  private void restart(Crash after) {
    disk = disk.after(after, random);
    trace.crashed(after);
    // Until it is open nobody knows how much more than this was saved.
    stored = promised;
    storing = false;
    start();
  }

  private void start() {
    disk.watch(this);
    writer = MemoryJournal.open(disk, disk.path(Survivor.JOURNAL), this::storing);
    int there = survivor.prefix(disk);
    assertThat(there).isGreaterThanOrEqualTo(promised);
    history.subList(there, history.size()).clear();
    survivor.forget();
    promised = there;
    stored = there;
    forced = writer.lastSeq();
    log = RunLog.open(Survivor.setup(disk), forced);
    assertThat(log.signed()).isGreaterThanOrEqualTo(signed);
    Samples.start(writer);
    trace.start(disk);
  }

  private void storing(byte[] leaf) {
    stored = history.size();
    history.add(leaf);
    storing = true;
  }

  /// Number of records of inputs up to this one.
  private int upTo(long seq) {
    int n = history.size();
    while (n > 0 && Survivor.seq(history.get(n - 1)) > seq) {
      n--;
    }
    return n;
  }

  @Override
  public void before(DiskOp op) {
    boolean now = storing && op.kind() == DiskOp.Kind.PUT;
    storing = false;
    boolean ofTrace = op.path().startsWith(CrashTrace.FOLDER);
    for (Crash crash : Crash.values()) {
      points++;
      try {
        if (ofTrace || stopping || points % TRACE == 0) {
          trace.recover(disk.after(crash, fate), crash);
        }
        if (!ofTrace) {
          int least = crash == Crash.CLEAN ? stored : promised;
          survivor.recover(disk.after(crash, fate), least, signed);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ", " + doing + ", point " + points + ", before " + op + ", " + crash,
            e);
      }
    }
    if (now) {
      stored = history.size();
    }
  }
}
