package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Side;

/// Tells a refusal the first time and then at most once a second per reason and warrant, so that a
/// standing limit does not fill the journal with each market event. All are counted.
final class RefusalLog {
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final ExecutorOutput out;
  private long attempts;

  RefusalLog(ExecutorOutput out) {
    this.out = out;
  }

  /// What one warrant was last refused for.
  static final class Last {
    private int code;
    private long nanos = Long.MIN_VALUE;
  }

  /// Counts a refusal; the caller tells it only if this returns true.
  boolean worthTelling(Last last, int code, long nanos) {
    attempts++;
    if (last.nanos != Long.MIN_VALUE && last.code == code && nanos - last.nanos < QUIET_NANOS) {
      return false;
    }
    last.code = code;
    last.nanos = nanos;
    return true;
  }

  void tell(Objection objection, long warrant, long seq) {
    out.refused(new Refusal(objection, warrant, seq));
  }

  long attempts() {
    return attempts;
  }

  /// An objection of the executor itself, where no limit is asked.
  static Objection safety(String rule, Candidate c, Side side, String subject, String says) {
    return new Objection(
        Stage.SAFETY, rule, c.instrument, side, subject, rule, c.lots, 0, c.lots, says);
  }
}
