package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Admission;
import dev.warrant.execution.executor.Bystander;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;

/// A policy that listens: its guards judge every order that those in force judge. It counts, and
/// records where they disagree; nothing else follows. Its guards need no certificate for that.
final class Shadow {
  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final String SUBJECT = "in shadow";

  private final Digest policy;
  private final Guards guards;
  private final Recorder recorder;
  private final Counters counters;
  private final int instruments;
  private Admission orders;
  private Admission exits;

  Shadow(
      DeskRules rules, Admissions inForce, int instruments, Recorder recorder, Counters counters) {
    policy = rules.policy().digest();
    guards = rules.guards();
    orders = inForce.orders();
    exits = inForce.exits();
    this.instruments = instruments;
    this.recorder = recorder;
    this.counters = counters;
    counters.shadow(new Counters.Beside(policy.hex(), 0, 0, 0));
  }

  /// Other guards are in force.
  void under(Admissions inForce) {
    orders = inForce.orders();
    exits = inForce.exits();
  }

  /// Beside the guard of orders.
  Bystander orders() {
    return new Listener(Admissions.admission(guards.orders())) {
      @Override
      Admission inForce() {
        return orders;
      }
    };
  }

  /// Beside the guard of exits.
  Bystander exits() {
    return new Listener(Admissions.admission(guards.exits())) {
      @Override
      Admission inForce() {
        return exits;
      }
    };
  }

  /// One of both guards.
  private abstract class Listener implements Bystander {
    private final Admission own;
    private final int[] lastCode = new int[2 * instruments];
    private final long[] lastNanos = new long[2 * instruments];

    Listener(Admission own) {
      this.own = own;
    }

    abstract Admission inForce();

    @Override
    public void judged(int code, long[] slots, int instrument, Side side, long nanos) {
      int answer = own.guard().check(slots);
      boolean admitted = code == 0;
      counters.shadowed(admitted && answer != 0, !admitted && answer == 0);
      if (admitted == (answer == 0)) {
        return;
      }
      int at = 2 * instrument + side.ordinal();
      int refusal = admitted ? answer : code;
      int told = admitted ? refusal : ~refusal;
      if (lastCode[at] == told && nanos - lastNanos[at] < QUIET_NANOS) {
        return;
      }
      lastCode[at] = told;
      lastNanos[at] = nanos;
      Admission who = admitted ? own : inForce();
      Objection objection = who.objections().of(refusal, slots, instrument, side, SUBJECT);
      recorder.derived(new Derived.Disagreed(admitted, objection));
    }
  }
}
