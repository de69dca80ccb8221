package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.seam.Stopwatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Measures how many records a second the journal acknowledges after they are on disk, and how long
/// an acknowledgement takes: one thread appends book changes, another forces them in groups, as in
/// a desk. Appended as fast as it may, every record waits for the queue before it, so that time
/// says how long the queue is; appended at a given rate, it says how long the journal takes.
public final class JournalBench {
  /// How many records may wait for their acknowledgement: what keeps the disk busy, or what piles
  /// up at a given rate while the disk takes its time.
  private static final int SATURATED_WINDOW = 1 << 13;

  private static final int PACED_WINDOW = 1 << 20;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final JournalWriter writer;
  private final long[] appendedAt = new long[2 * PACED_WINDOW];
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile @Nullable JournalFault failed;
  private final long[] delays = new long[1 << 22];
  private int samples;
  private volatile boolean stopping;

  private JournalBench(JournalWriter writer) {
    this.writer = writer;
  }

  /// What was measured.
  ///
  /// @param recordsPerSecond acknowledged records
  /// @param recordBytes mean size of a record
  /// @param p50AckMicros median time from append to acknowledgement
  /// @param appendNanos mean time of one append while nothing waits
  public record Result(
      long recordsPerSecond,
      long recordBytes,
      long p50AckMicros,
      long p99AckMicros,
      long appendNanos) {}

  /// Runs for `seconds` in the new folder `dir`; its files stay for the caller to delete.
  ///
  /// @throws JournalFault if the folder cannot be written
  public static Result acknowledgedPerSecond(Path dir, int seconds) {
    try (JournalWriter writer = JournalWriter.open(dir, "bench")) {
      return new JournalBench(writer).run(seconds, Long.MAX_VALUE);
    }
  }

  /// The same at a steady rate. Delays count from when a record was planned to be appended, not
  /// from when that was possible, so that a writer that is held up is not flattered.
  ///
  /// @param perSecond records to append each second
  /// @throws JournalFault if the folder cannot be written
  public static Result paced(Path dir, int seconds, long perSecond) {
    try (JournalWriter writer = JournalWriter.open(dir, "bench")) {
      return new JournalBench(writer).run(seconds, perSecond);
    }
  }

  private Result run(int seconds, long perSecond) {
    MarketEvent event = bookChange();
    long appendNanos = appendAlone(event);
    boolean saturated = perSecond == Long.MAX_VALUE;
    int window = saturated ? SATURATED_WINDOW : PACED_WINDOW;
    long firstSeq = writer.lastSeq();
    long firstByte = writer.bytes();
    acknowledged.set(firstSeq);
    Thread forcing = Thread.ofPlatform().name("journal-force").start(this::forceGroups);
    long start = Stopwatch.ticks();
    long until = start + seconds * SECOND_NANOS;
    long marked = firstSeq;
    // A disk that has acknowledged nothing by then is waited for: without it nothing is measured.
    for (long now = start;
        (now < until || acknowledged.get() == firstSeq) && failed == null;
        now = Stopwatch.ticks()) {
      long due = saturated ? now : start + (writer.lastSeq() - firstSeq) * SECOND_NANOS / perSecond;
      if (due > now || writer.lastSeq() - acknowledged.get() >= window) {
        LockSupport.parkNanos(20_000);
        continue;
      }
      long through = acknowledged.get();
      append(through > marked ? new DeskEvent.Durable(through) : event, due);
      marked = through;
    }
    long elapsed = Stopwatch.ticks() - start;
    long records = acknowledged.get() - firstSeq;
    stopping = true;
    join(forcing);
    Arrays.sort(delays, 0, samples);
    long appended = writer.lastSeq() - firstSeq;
    return new Result(
        records * SECOND_NANOS / elapsed,
        (writer.bytes() - firstByte) / Math.max(1, appended),
        percentile(50),
        percentile(99),
        appendNanos);
  }

  private void append(Event event, long due) {
    appendedAt[(int) (writer.lastSeq() + 1) & appendedAt.length - 1] = due;
    writer.input(writer.lastSeq() + 1, event);
    writer.settle();
  }

  private long appendAlone(MarketEvent event) {
    int warm = 20_000;
    for (int i = 0; i < warm; i++) {
      writer.input(i, event);
    }
    int measured = 100_000;
    long start = Stopwatch.ticks();
    for (int i = 0; i < measured; i++) {
      writer.input(i, event);
    }
    long nanos = (Stopwatch.ticks() - start) / measured;
    writer.settle();
    writer.force();
    return nanos;
  }

  private void forceGroups() {
    try {
      while (!stopping) {
        long before = acknowledged.get();
        long through = writer.force();
        long now = Stopwatch.ticks();
        for (long seq = before + 1; seq <= through && samples < delays.length; seq++) {
          delays[samples++] = now - appendedAt[(int) seq & appendedAt.length - 1];
        }
        acknowledged.set(through);
        if (through == before) {
          LockSupport.parkNanos(50_000);
        }
      }
    } catch (JournalFault e) {
      failed = e;
    }
  }

  private void join(Thread forcing) {
    try {
      forcing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    JournalFault fault = failed;
    if (fault != null) {
      throw fault.again();
    }
  }

  private long percentile(int percent) {
    return samples == 0 ? 0 : delays[(int) ((long) (samples - 1) * percent / 100)] / 1000;
  }

  /// Ten levels a side: about 150 bytes with its header.
  private static MarketEvent bookChange() {
    long[] bids = new long[20];
    long[] asks = new long[20];
    for (int i = 0; i < 20; i += 2) {
      bids[i] = 600_000L - i;
      bids[i + 1] = 1_000L * i;
      asks[i] = 600_001L + i;
      asks[i + 1] = 30_000L * i;
    }
    return new MarketEvent.DepthUpdate(
        0,
        5_000_000_000L,
        5_000_000_009L,
        4_999_999_999L,
        1_723_075_200_123L,
        1_723_075_200_120L,
        Levels.of(bids),
        Levels.of(asks));
  }
}
