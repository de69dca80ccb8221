package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.cuts.CutStore;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.Locale;
import java.util.function.LongConsumer;

/// Says why a question takes long, how far its replay has come, and for how long it still goes on.
public final class ReplayProgress implements LongConsumer {
  private static final double SECOND = 1e9;

  private final RunFolder folder;
  private final long nanos;
  private long all;
  private long began;

  /// @param nanos desk time of the last input that is replayed
  public ReplayProgress(RunFolder folder, long nanos) {
    this.folder = folder;
    this.nanos = nanos;
  }

  /// The same of a replay that is under way because somebody asked for it.
  public ReplayProgress begun() {
    began = Stopwatch.ticks();
    all = inputs(folder, nanos);
    return this;
  }

  @Override
  public void accept(long inputs) {
    if (inputs == 0) {
      begun();
      System.err.printf(
          Locale.ROOT, "no index holds this: replaying %,d inputs of %s%n", all, folder.id());
      if (CutStore.of(folder.cuts()).isEmpty()) {
        System.err.println("Maybe ./warrant runs index " + folder.id() + " once, and then ask");
      }
      return;
    }
    double seconds = (Stopwatch.ticks() - began) / SECOND;
    System.err.printf(
        Locale.ROOT,
        "replayed %,d of %,d inputs, about %s to go%n",
        inputs,
        all,
        span(seconds * Math.max(0, all - inputs) / inputs));
  }

  /// About how many inputs a run has up to a moment: all of the segment it lies in count.
  public static long inputs(RunFolder folder, long nanos) {
    JournalMap map = JournalMap.of(folder.journal());
    int segment = map.ofTime(nanos);
    return segment + 1 < map.segments()
        ? map.firstSeq(segment + 1) - 1
        : JournalReader.tail(folder.journal()).lastSeq();
  }

  public static String span(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : seconds < 5400
            ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
