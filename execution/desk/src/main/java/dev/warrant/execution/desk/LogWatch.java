package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.tlog.Evidence;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells the desk when its log has not been kept for too long, and when it is kept again. That is
/// an input like any other, so that a replay stops adding at the same number; how it was found out,
/// which nobody can replay, stays here. Also sees a log whose disk neither takes nor refuses.
final class LogWatch {
  /// How long something that is on disk may be under no signed head: four times what it takes when
  /// nothing is wrong.
  static final long BOUND_NANOS = 2_000_000_000L;

  /// Looks in a row: who was itself held up for seconds sees the log late once.
  private static final int LOOKS = 5;

  private final Evidence evidence;
  private int late;
  private volatile boolean held;

  LogWatch(Evidence evidence) {
    this.evidence = evidence;
  }

  /// Looks; to be called with each timer.
  void look(Consumer<DeskEvent.LogState> tell) {
    long unsigned = evidence.unsignedNanos();
    late = unsigned > BOUND_NANOS ? late + 1 : 0;
    if (!held && late >= LOOKS) {
      held = true;
      tell.accept(new DeskEvent.LogState(false, says(unsigned)));
    } else if (held && late == 0) {
      held = false;
      tell.accept(new DeskEvent.LogState(true, "a signed head follows the journal again"));
    }
  }

  private String says(long unsigned) {
    String why = evidence.fault().lines().findFirst().orElse("log: its disk does not answer");
    return String.format(Locale.ROOT, "nothing was signed for %.1f s: %s", unsigned / 1e9, why);
  }

  /// What keeps the log from being signed; empty if nothing does.
  String fault() {
    String why = evidence.fault();
    return why.isEmpty() && held ? says(evidence.unsignedNanos()) : why;
  }
}
