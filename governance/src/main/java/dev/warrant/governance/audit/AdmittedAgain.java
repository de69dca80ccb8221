package dev.warrant.governance.audit;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import org.jspecify.annotations.Nullable;

/// Asks the guard of an order again about the measures that are recorded as what it saw. Those that
/// tell of the order itself and of its warrant must be what these say; the others are taken as
/// recorded.
final class AdmittedAgain {
  private static final long NANOS_PER_MICRO = 1_000;

  private final Compared into;
  private final String of;
  private final CompiledGuard guard;

  /// @param of which order, as a beginning of a sentence; empty for the one asked about
  AdmittedAgain(Compared into, String of, CompiledGuard guard) {
    this.into = into;
    this.of = of;
    this.guard = guard;
  }

  /// Asks.
  ///
  /// @param warrant null for exits and stops
  void ask(RunRecord.Sent sent, Derived.Seen seen, @Nullable Warrant warrant) {
    Derived.LimitsInForce stated = guard.stated(GuardSaw.guard(sent.id()));
    Derived.Admitted was = sent.admitted();
    if (!GuardSaw.fits(stated, seen) || was == null) {
      into.alarm(
          "%s%d measures are recorded as what the guard saw, and it reads %d"
              .formatted(of, seen.values().size(), stated.reads().size()));
      return;
    }
    long[] slots = GuardSaw.slots(new GuardSaw(stated, seen).measures());
    itself(sent.order(), slots);
    if (warrant != null) {
      authority(warrant, sent.at().nanos(), slots);
    }
    int code = guard.guard().check(slots);
    if (code != 0) {
      into.alarm(of + "asked again about what it saw, the guard refuses with code " + code);
      return;
    }
    int binding = guard.bindingLimit(slots);
    into.same(
        of + "what the guard saw",
        was,
        new Derived.Admitted(
            sent.id(), binding, guard.margin(binding, slots), guard.measuresDigest(slots)));
  }

  private void itself(OrderRecord o, long[] slots) {
    is(slots, MeasureId.ORDER_SIGN, o.side().sign());
    is(slots, MeasureId.ORDER_LOTS, o.lots());
    is(slots, MeasureId.ORDER_PRICE, o.price());
    is(slots, MeasureId.ORDER_REDUCE_ONLY, o.reduceOnly() ? 1 : 0);
  }

  private void authority(Warrant w, long nanos, long[] slots) {
    is(slots, MeasureId.WARRANT_CAP, w.capLots());
    is(slots, MeasureId.WARRANT_MIN_PRICE, w.minPrice());
    is(slots, MeasureId.WARRANT_MAX_PRICE, w.maxPrice());
    is(
        slots,
        MeasureId.WARRANT_EXPIRES_IN,
        Math.floorDiv(w.expiresNanos() - nanos, NANOS_PER_MICRO));
  }

  /// A measure that the guard does not read is absent.
  private void is(long[] slots, MeasureId measure, long value) {
    long saw = slots[MeasureBoard.slot(measure)];
    if (MeasureBoard.present(slots, measure) && saw != value) {
      into.alarm("%sthe guard saw %s %d, and it was %d".formatted(of, measure.text(), saw, value));
    }
  }
}
