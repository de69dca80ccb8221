package dev.warrant.governance.audit;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import java.nio.file.Path;

/// About how long it takes to play the inputs of a run again up to an order: nearly all of it are
/// the deliberations on the way. The rates are those measured (`docs/performance.md`, row *chain*
/// and what a first question takes); a desk that was down for a while is counted as if it had not
/// been.
public final class ReplayTime {
  /// Up to so many seconds an order is verified from the inputs unless somebody asks otherwise.
  public static final double WITHIN_SECONDS = 20;

  private static final double START = 8;
  private static final double DELIBERATION = 0.012;
  private static final double INPUT = 2e-6;
  private static final double MILLI = 1e6;

  private ReplayTime() {}

  /// Seconds of processor up to an order.
  public static double seconds(Path journal, RunRecord.Place order) {
    return JournalReader.open(journal).next() instanceof Entry.Input first
            && first.stamped().event() instanceof DeskEvent.Started s
        ? seconds(order, first, DeskConfig.parse(s.config()).deliberateEveryMillis())
        : 0;
  }

  private static double seconds(RunRecord.Place order, Entry.Input first, long everyMillis) {
    double span = order.nanos() - first.stamped().nanos();
    double thoughts = span / (MILLI * Math.max(1, everyMillis));
    return START + thoughts * DELIBERATION + (order.seq() - first.seq()) * INPUT;
  }
}
