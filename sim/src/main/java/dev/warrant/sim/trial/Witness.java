package dev.warrant.sim.trial;

import dev.warrant.execution.executor.Admission;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Stands beside the guard: hears every question and answer, changes none, and has each question
/// read exactly too. A question is the scenario's own if the order claims a warrant it judges; such
/// a warrant is known by the moment it expires.
final class Witness {
  private static final long MICRO = 1_000;

  private final PolicyReading reading;
  private final Clock clock;
  private final TreeSet<Long> judged = new TreeSet<>();
  private final List<Asked> own = new ArrayList<>();
  private final List<Asked> others = new ArrayList<>();

  Witness(PolicyReading reading, Clock clock) {
    this.reading = reading;
    this.clock = clock;
  }

  /// The same admission, overheard.
  Admission beside(Admission a) {
    return new Admission(
        slots -> {
          int code = a.guard().check(slots);
          heard(code, slots);
          return code;
        },
        a.detail(),
        a.objections());
  }

  /// Orders under the warrant that expires then are what the scenario is about.
  void judge(long expiresNanos) {
    judged.add(expiresNanos / MICRO);
  }

  private void heard(int code, long[] slots) {
    long left = slots[MeasureBoard.slot(MeasureId.WARRANT_EXPIRES_IN)];
    boolean mine = judged.contains(clock.nanos() / MICRO + left);
    (mine ? own : others).add(Asked.of(code, slots, reading));
  }

  /// The scenario's own questions, oldest first.
  List<Asked> own() {
    return own;
  }

  /// All other questions under warrants.
  List<Asked> others() {
    return others;
  }
}
