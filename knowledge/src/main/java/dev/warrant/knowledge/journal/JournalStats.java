package dev.warrant.knowledge.journal;

import java.nio.file.Path;

/// How large a journal is and how fast it grows.
///
/// @param bytes headers and records, without padding
/// @param spanNanos desk time from the first to the last input
public record JournalStats(
    long firstSeq,
    long lastSeq,
    long inputs,
    long derived,
    int segments,
    long bytes,
    long spanNanos) {
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Reads and verifies the journal in `folder` and counts.
  ///
  /// @throws JournalDamaged if it is not what was written
  public static JournalStats of(Path folder) {
    Counter counter = new Counter();
    JournalSummary summary = JournalReader.read(folder, counter::count);
    return new JournalStats(
        summary.firstSeq(),
        summary.lastSeq(),
        counter.inputs,
        counter.derived,
        SegmentFiles.list(folder).size(),
        summary.bytes(),
        summary.lastNanos() - counter.firstNanos);
  }

  /// What a day would take at this rate; 0 if the journal spans less than a millisecond.
  public long bytesPerDay() {
    long millis = spanNanos / NANOS_PER_MILLI;
    return millis <= 0
        ? 0
        : bytes / millis * MILLIS_PER_DAY + bytes % millis * MILLIS_PER_DAY / millis;
  }

  private static final class Counter {
    private long inputs;
    private long derived;
    private long firstNanos;

    void count(Entry entry) {
      switch (entry) {
        case Entry.Input input -> {
          if (inputs++ == 0) {
            firstNanos = input.stamped().nanos();
          }
        }
        case Entry.Concluded _ -> derived++;
      }
    }
  }
}
