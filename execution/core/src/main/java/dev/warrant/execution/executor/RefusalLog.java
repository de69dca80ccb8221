package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.ClientId;
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

  /// What one warrant was refused for of late: reasons that take turns are each told once a second.
  static final class Told {
    private static final int REASONS = 8;

    private final int[] codes = new int[REASONS];
    private final long[] nanos = new long[REASONS];
    private int known;

    /// The place of `code`: its own, a free one, or that of the reason told longest ago.
    private int place(int code) {
      int oldest = 0;
      for (int i = 0; i < known; i++) {
        if (codes[i] == code) {
          return i;
        }
        oldest = nanos[i] < nanos[oldest] ? i : oldest;
      }
      return known < REASONS ? known : oldest;
    }
  }

  /// Counts a refusal; the caller tells it only if this returns true.
  boolean worthTelling(Told told, int code, long nanos) {
    attempts++;
    int at = told.place(code);
    if (at < told.known && told.codes[at] == code && nanos - told.nanos[at] < QUIET_NANOS) {
      return false;
    }
    told.known = Math.max(told.known, at + 1);
    told.codes[at] = code;
    told.nanos[at] = nanos;
    return true;
  }

  void tell(Objection objection, long warrant, long seq) {
    out.refused(new Refusal(objection, warrant, seq));
  }

  /// Tells what the guard held against a candidate, and what it saw.
  void tell(Admission by, int code, Candidate c, ClientId id, long seq) {
    String subject = id.text();
    tell(
        by.objections().of(code, c.slots(), c.instrument, c.side, subject),
        id.purpose() == 'W' ? id.warrant() : 0,
        seq);
    out.seen(by.detail().seen(subject, c.slots()));
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
