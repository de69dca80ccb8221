package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.concurrent.locks.LockSupport;

/// Keeps a log while its run goes on, on a thread of its own that reads the journal's files: the
/// desk's threads do nothing for it but say how far the disk is. Signs twice a second while there
/// is anything new, at once when a switch was recorded, and at the end.
public final class LogKeeper implements Evidence {
  private static final long LOOK_NANOS = 20_000_000L;
  private static final long SIGN_NANOS = 500_000_000L;
  private static final long KEEP_NANOS = 3_600_000_000_000L;
  private static final long RETRY_NANOS = 1_000_000_000L;
  private static final long END_MILLIS = 60_000;

  private final RunLog log;
  private final Thread thread;
  private volatile long through;

  /// The last input that a signed head covers, and since when there may be one that none does.
  private long covered;

  private long uncoveredTicks = Stopwatch.ticks();
  private volatile boolean stopping;
  private volatile String fault = "";
  private boolean lost;
  private long taken = -1;
  private long signedTicks = Stopwatch.ticks() - SIGN_NANOS;
  private long keptTicks = Stopwatch.ticks() - KEEP_NANOS;

  /// Begins to keep a log.
  ///
  /// @param through the last input whose records are all on disk
  public LogKeeper(RunLog log, long through) {
    this.log = log;
    this.through = through;
    // Whether a head covers what is there already, the first turn finds out.
    covered = through == 0 ? 0 : -1;
    thread = Thread.ofPlatform().name("log").daemon().start(this::keep);
  }

  @Override
  public synchronized void durable(long through) {
    if (this.through == covered && through > covered) {
      uncoveredTicks = Stopwatch.ticks();
    }
    this.through = through;
  }

  @Override
  public synchronized long unsignedNanos() {
    return through == covered ? 0 : Stopwatch.ticks() - uncoveredTicks;
  }

  private synchronized void covered(long upTo, long ticks) {
    covered = upTo;
    uncoveredTicks = ticks;
  }

  @Override
  public String fault() {
    return fault;
  }

  private void keep() {
    while (!stopping && !lost) {
      turn(false);
      LockSupport.parkNanos(fault.isEmpty() ? LOOK_NANOS : RETRY_NANOS);
    }
  }

  private void turn(boolean closed) {
    long began = Stopwatch.ticks();
    try {
      long now = through;
      if (now != taken) {
        log.advance(now, false);
        taken = now;
      }
      if (closed) {
        log.finish();
      }
      long ticks = Stopwatch.ticks();
      boolean due = log.size() > log.signed() && ticks - signedTicks >= SIGN_NANOS;
      if (log.size() > 0 && (due || log.switched() || closed)) {
        boolean keep = closed || log.switched() || ticks - keptTicks >= KEEP_NANOS;
        log.checkpoint(keep);
        signedTicks = ticks;
        keptTicks = keep ? ticks : keptTicks;
      }
      if (log.size() == log.signed()) {
        covered(now, began);
      }
      fault = "";
    } catch (LogFault e) {
      fault = "log: " + e.getMessage();
      lost = e.kind() == LogFault.Kind.FORK;
    } catch (JournalFault e) {
      // What is on disk is not what was settled: nothing may be signed on top of that.
      fault = "log: " + e.getMessage();
      lost = true;
    }
  }

  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      if (!lost) {
        turn(true);
      }
      log.close();
    }
  }
}
