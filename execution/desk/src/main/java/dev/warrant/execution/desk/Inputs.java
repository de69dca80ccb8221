package dev.warrant.execution.desk;

import dev.warrant.execution.safety.Gate;
import dev.warrant.execution.safety.KillPath;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Has inputs sequenced, and stops the desk in order when the disk does not take them.
///
/// Room runs short before it runs out. While it is short the gate is closed and cancels go out, and
/// what the desk can do without is left out: market data, marks of durability, new cuts. What the
/// venue and people say is still recorded, so that the desk follows into EMERGENCY, keeps or closes
/// what it holds, and can prove it. When room has run out an input waits: what the venue did may
/// not be forgotten.
///
/// The sequencer's thread only, [#failed] and [#fault] apart.
final class Inputs {
  private static final long RETRY_NANOS = 100_000_000L;
  private static final long HALT_NANOS = 1_000_000_000L;
  private static final long TIMER_NANOS = 20_000_000L;
  private static final long SPARING_TIMER_NANOS = 200_000_000L;

  private final Sequencer sequencer;
  private final Queue<Event> queue;
  private final Gate gate;
  private final KillPath killPath;
  private final Room room;
  private final BooleanSupplier stopping;
  private volatile String fault = "";
  private volatile long haltTicks;
  private volatile long aliveTicks = Stopwatch.ticks();
  private boolean sparing;
  private boolean lost;
  private long turnTicks;

  /// What is left of the disk.
  interface Room {
    /// Why it is short; empty if it is not.
    ///
    /// @throws JournalFault if nothing may be written any more
    String wanting();
  }

  /// @param queue what waits to be taken
  /// @param stopping whether the desk is on its way out, so that nothing is waited for
  Inputs(
      Sequencer sequencer,
      Queue<Event> queue,
      Gate gate,
      KillPath killPath,
      Room room,
      BooleanSupplier stopping) {
    this.sequencer = sequencer;
    this.queue = queue;
    this.gate = gate;
    this.killPath = killPath;
    this.room = room;
    this.stopping = stopping;
  }

  /// Takes an input; one that cannot be recorded is not acted on.
  void take(Event event) {
    if (event instanceof DeskEvent.Command c && c.kind() == DeskEvent.CommandKind.KILL) {
      gate.heard();
    }
    boolean spared = event instanceof MarketEvent || event instanceof DeskEvent.Durable;
    boolean dated = spared || event instanceof DeskEvent.Timer;
    if (dated) {
      look();
    }
    if (spared && (sparing || lost)) {
      // Prices would be old by then, so the book asks for a new snapshot; a later mark says more.
      return;
    }
    while (!taken(event) && !dated && !lost && !stopping.getAsBoolean()) {
      alive();
    }
  }

  private void look() {
    try {
      String why = room.wanting();
      sparing = !why.isEmpty();
      if (sparing) {
        halt(why);
      }
    } catch (JournalFault e) {
      failed(e);
      lost = true;
    }
    sequencer.sparing(sparing);
  }

  private boolean taken(Event event) {
    turnTicks = Stopwatch.ticks();
    long before = sequencer.seq();
    try {
      sequencer.accept(event);
      if (!fault.isEmpty() && !gate.killed()) {
        fault = "";
      }
      return true;
    } catch (JournalFault e) {
      failed(e);
      boolean lasting = e.kind() == JournalFault.Kind.SYNC || e.kind() == JournalFault.Kind.CLOSED;
      if (lasting || sequencer.half()) {
        // What the desk holds in memory could not be rebuilt, so this life ends here and the next
        // one recovers.
        lost = true;
      } else {
        queue.removeIf(MarketEvent.class::isInstance);
        LockSupport.parkNanos(RETRY_NANOS);
      }
      return sequencer.seq() != before;
    }
  }

  /// The journal does not take or confirm something.
  void failed(JournalFault e) {
    halt("journal: " + e.getMessage());
  }

  /// Stops what could add risk: at once, and again each second as long as it lasts.
  private void halt(String why) {
    fault = why;
    long now = Stopwatch.ticks();
    if (!gate.killed() || now - haltTicks >= HALT_NANOS) {
      haltTicks = now;
      killPath.halt("journal", why);
    }
  }

  /// What is wrong with the disk; empty if nothing.
  String fault() {
    return fault;
  }

  /// Whether this life of the desk is over, since what it holds in memory could not be rebuilt.
  boolean lost() {
    return lost;
  }

  /// How long to the next timer.
  long timerNanos() {
    return sparing ? SPARING_TIMER_NANOS : TIMER_NANOS;
  }

  /// The thread goes round.
  void alive() {
    aliveTicks = Stopwatch.ticks();
  }

  /// Nanoseconds since it last went round.
  long aliveAgeNanos() {
    return Stopwatch.ticks() - aliveTicks;
  }

  /// When the input at hand was begun, for its first order; 0 if that was asked for already.
  long turn() {
    long begun = turnTicks;
    turnTicks = 0;
    return begun;
  }
}
