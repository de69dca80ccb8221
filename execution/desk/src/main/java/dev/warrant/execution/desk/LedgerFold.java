package dev.warrant.execution.desk;

import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.Recovery;
import dev.warrant.execution.safety.Modes;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Mode;
import java.util.ArrayDeque;

/// What a later epoch needs to know of the one before: the money and order records since the last
/// but one snapshot, kept in order, the mode that was commanded and not resumed, and how the desk
/// stood toward its limits. Live recovery fills it from the journal, replay from what it
/// recomputes, and both fold it into a new ledger the same way.
final class LedgerFold {
  private static final long OVERLAP_MS = 120_000;

  private sealed interface Item {}

  private record Heard(long seq, long nanos, Event event) implements Item {}

  private record Done(long seq, int ordinal, long nanos, Derived derived) implements Item {}

  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private final Modes commanded = new Modes();
  private final StandingFold standing = new StandingFold();
  private int snapshots;
  private int tail;
  private long lastSeq;
  private long lastNanos;

  void input(long seq, long nanos, Event event) {
    lastSeq = seq;
    lastNanos = nanos;
    tail = 0;
    forget();
    standing.input();
    if (event instanceof VenueEvent || event instanceof MarketEvent.MarkPrice) {
      items.add(new Heard(seq, nanos, event));
    }
    if (event instanceof DeskEvent.Started) {
      commanded.forgetFirst();
    }
    if (event instanceof DeskEvent.Command command && !command.equals(LiveDesk.STANDING)) {
      commanded.on(command, nanos);
    }
  }

  /// The mode that people or the watchdog asked for and two people have not resumed since: a
  /// restart is no second voice.
  Mode commanded() {
    return commanded.mode();
  }

  /// Who commanded it, and why; empty if nobody did.
  String commandedWhy() {
    return commanded.why();
  }

  void derived(Derived derived) {
    int ordinal = tail++;
    standing.derived(ordinal, derived);
    switch (derived) {
      case Derived.Ordered _, Derived.Cancelled _ ->
          items.add(new Done(lastSeq, ordinal, lastNanos, derived));
      case Derived.Snapshot _ -> {
        snapshots++;
        items.add(new Done(lastSeq, ordinal, lastNanos, derived));
      }
      case Derived.ModeChanged m -> {
        if (m.to().compareTo(m.from()) > 0) {
          commanded.forgetFirst();
        }
      }
      case Derived.Believed _,
          Derived.Matched _,
          Derived.Deliberated _,
          Derived.Issued _,
          Derived.Withdrawn _,
          Derived.Adopted _,
          Derived.Admitted _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.Breached _,
          Derived.Warned _,
          Derived.Used _,
          Derived.Disagreed _,
          Derived.Found _,
          Derived.Refused _,
          Derived.TraceHead _ -> {}
    }
  }

  /// How the desk stood toward its limits.
  StandingFold standing() {
    return standing;
  }

  /// Conclusions drawn from the last input so far.
  int tail() {
    return tail;
  }

  /// Forgets conclusions of the last input beyond the first `kept`: they never reached the journal.
  void keepTail(int kept) {
    while (items.peekLast() instanceof Done d && d.seq == lastSeq && d.ordinal >= kept) {
      items.removeLast();
      snapshots -= d.derived instanceof Derived.Snapshot ? 1 : 0;
    }
    forget();
    tail = Math.min(tail, kept);
    standing.keepTail(kept);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /// Not before it is known that the newest snapshot reached the journal: else replay, which draws
  /// all conclusions of an input in which a desk died, would have forgotten more than recovery.
  private void forget() {
    while (snapshots > 2) {
      if (items.pollFirst() instanceof Done d && d.derived instanceof Derived.Snapshot) {
        snapshots--;
      }
    }
  }

  /// Brings a new ledger to where the old one was, with every open order in doubt.
  void into(Ledger ledger) {
    Recovery recovery = new Recovery(ledger);
    int left = snapshots;
    for (Item item : items) {
      switch (item) {
        case Heard h -> recovery.input(new Stamped(h.seq, h.nanos, h.event));
        case Done d -> {
          recovery.derived(d.derived, d.nanos);
          if (d.derived instanceof Derived.Snapshot s && --left == 0) {
            ledger.restore(s, d.nanos / 1_000_000 - OVERLAP_MS);
          }
        }
      }
    }
    recovery.finish();
  }
}
