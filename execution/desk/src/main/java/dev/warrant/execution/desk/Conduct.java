package dev.warrant.execution.desk;

import dev.warrant.execution.safety.Cause;
import dev.warrant.execution.safety.Modes;
import dev.warrant.execution.safety.Tripwires;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.pack.PolicyPack;
import org.jspecify.annotations.Nullable;

/// The mode of an epoch: who asks for which one, and what follows when it changes.
final class Conduct {
  private static final Tripwires.Marks WIRES =
      new Tripwires.Marks(200_000, 500_000, 5_000_000_000L);

  private final DeskParts parts;
  private final Counters counters;
  private final Machinery machinery;
  private final Lookout lookout;
  private final Modes modes = new Modes();
  private final Tripwires wires = new Tripwires(WIRES, modes);

  Conduct(DeskParts parts, Counters counters, Machinery machinery, Lookout lookout) {
    this.parts = parts;
    this.counters = counters;
    this.machinery = machinery;
    this.lookout = lookout;
    machinery.board().set(-1, MeasureId.DESK_MODE, 0);
  }

  /// Takes over what was commanded before this life, and the breaches that hold the desk.
  void start(Mode commanded, String why, long seq, long nanos) {
    if (commanded != Mode.NORMAL) {
      changed(modes.raise(Cause.COMMAND, commanded, why), seq, nanos);
    }
    lookout.start(nanos);
    held(seq, nanos);
  }

  Modes modes() {
    return modes;
  }

  /// Goes where the breaches that hold the desk ask for.
  private void held(long seq, long nanos) {
    if (lookout.asks() != Mode.NORMAL || modes.asked(Cause.BREACH) != Mode.NORMAL) {
      changed(modes.hold(Cause.BREACH, lookout.asks(), lookout.why()), seq, nanos);
    }
  }

  /// Looks for limits that are broken without any order.
  void look(long seq, long nanos, Lookout.Why why) {
    lookout.look(seq, nanos, why);
    held(seq, nanos);
  }

  /// Breaches are looked for under another policy.
  void under(PolicyPack policy, long seq, long nanos) {
    lookout.under(policy, seq, nanos);
    held(seq, nanos);
  }

  /// People released the desk from a breach.
  void released(DeskEvent.Released released, long seq, long nanos) {
    if (lookout.released(released)) {
      machinery.ledger().resetPeak();
    }
    held(seq, nanos);
  }

  /// The account may be worth something else.
  void equity(long seq, long nanos) {
    if (machinery.ledger().valued()) {
      changed(
          wires.onEquity(machinery.ledger().equityE8(), machinery.ledger().peakE8()), seq, nanos);
    }
  }

  /// The venue answered an order.
  void answered(long seq, long nanos) {
    changed(wires.onRejects(machinery.ledger().rejectsPpm()), seq, nanos);
  }

  /// A book has not been believed for so long; 0 if all are.
  void lost(long lostNanos, long seq, long nanos) {
    changed(wires.onFeed(lostNanos), seq, nanos);
  }

  /// The run's log is kept, or has not been for too long.
  void log(DeskEvent.LogState l, long seq, long nanos) {
    changed(wires.onLog(l.kept(), l.says()), seq, nanos);
  }

  void onTime(long seq, long nanos) {
    changed(modes.onTime(nanos), seq, nanos);
  }

  void backoff(DeskEvent.Backoff b, long seq, long nanos) {
    changed(modes.on(b), seq, nanos);
  }

  /// The certificate of the policy in force has ended.
  void unlicensed(String why, long seq, long nanos) {
    changed(modes.raise(Cause.LICENCE, Mode.REDUCE, why), seq, nanos);
  }

  /// There is one that counts again.
  void licensed(long seq, long nanos) {
    changed(modes.lift(Cause.LICENCE), seq, nanos);
  }

  void command(DeskEvent.Command c, long seq, long nanos) {
    Mode from = modes.mode();
    if (c.who().startsWith("watchdog")) {
      counters.changed(Engine.CLIPS, 1);
    }
    Derived.ModeChanged change = modes.on(c, nanos);
    if (modes.takeDrawdownAccepted()) {
      machinery.ledger().resetPeak();
    }
    changed(change, seq, nanos);
    if (c.kind() == DeskEvent.CommandKind.RESUME && !c.who().isBlank()) {
      lookout.resumed(c.who().strip(), c.why());
      held(seq, nanos);
    }
    machinery.trace().command(c, from, modes.mode(), seq);
  }

  private void changed(Derived.@Nullable ModeChanged change, long seq, long nanos) {
    if (change == null) {
      return;
    }
    parts.recorder().derived(change);
    machinery.board().set(-1, MeasureId.DESK_MODE, change.to().ordinal());
    if (change.from() == Mode.EMERGENCY) {
      parts.openGate().run();
    }
    if (change.to() == Mode.EMERGENCY) {
      for (int i = 0; i < machinery.instruments().size(); i++) {
        parts.link().cancelAll(i);
      }
    }
    machinery.executor().mode(change.to(), seq, nanos);
    machinery.exits().emergency(change.to() == Mode.EMERGENCY, seq, nanos);
  }
}
