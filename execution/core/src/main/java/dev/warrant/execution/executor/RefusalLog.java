package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Side;
import java.util.function.Supplier;

/// Tells a refusal the first time and then at most once a second per limit and warrant, so that a
/// standing limit does not fill the journal with each market event. All are counted.
final class RefusalLog {
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final ExecutorOutput out;
  private long told;
  private long all;

  RefusalLog(ExecutorOutput out) {
    this.out = out;
  }

  /// What one warrant was last refused for.
  static final class Last {
    private int code;
    private long nanos = Long.MIN_VALUE;

    boolean quiet(int newCode, long now) {
      return nanos != Long.MIN_VALUE && code == newCode && now - nanos < QUIET_NANOS;
    }

    void tell(int newCode, long now) {
      code = newCode;
      nanos = now;
    }
  }

  void refused(Last last, int code, long nanos, Supplier<Refusal> refusal) {
    all++;
    if (!last.quiet(code, nanos)) {
      last.tell(code, nanos);
      told++;
      out.refused(refusal.get());
    }
  }

  long told() {
    return told;
  }

  long all() {
    return all;
  }

  static Objection safety(String rule, int instrument, Side side, String subject, String says) {
    return new Objection(Stage.SAFETY, rule, instrument, side, subject, rule, 1, 0, 1, says);
  }
}
