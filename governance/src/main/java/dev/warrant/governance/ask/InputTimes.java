package dev.warrant.governance.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.journal.JournalMap;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// When the inputs of a run came, by their numbers: read from the segments of its journal that are
/// asked about, each verified.
final class InputTimes {
  /// Of no input.
  static final long NONE = Long.MIN_VALUE;

  /// Segments that are remembered: the facts of one deliberation lie near each other, and those of
  /// a trace in the order of the journal.
  private static final int KEPT = 4;

  private final RunFolder run;
  private final LinkedHashMap<Integer, long[]> kept = new LinkedHashMap<>();
  private @Nullable JournalMap map;
  private long[] last = new long[0];
  private long lastFirst;

  InputTimes(RunFolder run) {
    this.run = run;
  }

  /// The desk time of input `seq`; [#NONE] if the journal does not have it.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its segment is not what was written
  long nanos(long seq) {
    if (seq < lastFirst || seq - lastFirst >= last.length) {
      look(seq);
    }
    long at = seq - lastFirst;
    return at >= 0 && at < last.length ? last[(int) at] : NONE;
  }

  private void look(long seq) {
    JournalMap all = map == null ? JournalMap.of(run.journal()) : map;
    map = all;
    int segment = all.ofSeq(seq);
    long[] found = kept.remove(segment);
    last = found == null ? all.nanos(segment) : found;
    lastFirst = all.firstSeq(segment);
    kept.putLast(segment, last);
    if (kept.size() > KEPT) {
      kept.pollFirstEntry();
    }
  }
}
