package dev.warrant.execution.desk.proof;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;

/// The first reading of what a guard is claimed to do.
final class Readings {
  /// Slots as measures.
  static final class OfSlots implements Measures {
    private final long[] slots;

    OfSlots(long[] slots) {
      this.slots = slots;
    }

    @Override
    public boolean present(MeasureId measure) {
      return MeasureBoard.present(slots, measure);
    }

    @Override
    public long value(MeasureId measure) {
      return slots[MeasureBoard.slot(measure)];
    }
  }

  private Readings() {}

  static PolicyReading of(GuardClaim claim) {
    return new PolicyReading(
        new PolicyPack("claim", "1", claim.pack(), claim.ranges(), claim.limits()));
  }

  static int code(GuardClaim claim, long[] slots) {
    return of(claim).code(new OfSlots(slots));
  }
}
