package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The restricted list in force, as the measure `desk.restricted`: what it adds counts at once,
/// what it takes off waits for the disk, and without a list that counts the measure is absent, so
/// that nothing is added. Owns that measure.
final class Restrictions {
  private final List<Instrument> instruments;
  private final MeasureSink measures;
  private DeskEvent.@Nullable Restricted inForce;
  private DeskEvent.@Nullable Restricted waiting;
  private long waitingSeq;
  private boolean onDisk;

  Restrictions(List<Instrument> instruments, MeasureSink measures) {
    this.instruments = instruments;
    this.measures = measures;
    forget();
  }

  /// Takes a list, or word that there is none.
  ///
  /// @return whether something may be restricted now that was not before
  boolean on(DeskEvent.Restricted list, long seq, long nanos) {
    if (nanos >= list.untilNanos()) {
      waiting = null;
      forget();
      return true;
    }
    waiting = list;
    waitingSeq = seq;
    onDisk = false;
    boolean tighter = false;
    for (Instrument i : instruments) {
      if (list.symbols().contains(i.symbol())) {
        measures.set(i.index(), MeasureId.DESK_RESTRICTED, 1);
        tighter = true;
      }
    }
    return tighter;
  }

  /// What is on disk up to `through` may take names off.
  void durable(long through, long nanos) {
    onDisk |= waiting != null && waitingSeq <= through;
    take(nanos);
  }

  /// Puts a list that waited into force, once it is on disk and its time has come.
  private void take(long nanos) {
    DeskEvent.Restricted list = waiting;
    if (list == null || !onDisk || !list.counts(nanos)) {
      return;
    }
    waiting = null;
    inForce = list;
    for (Instrument i : instruments) {
      boolean named = list.symbols().contains(i.symbol());
      measures.set(i.index(), MeasureId.DESK_RESTRICTED, named ? 1 : 0);
    }
  }

  /// Time passed.
  ///
  /// @return whether the list in force has just ended
  boolean onTime(long nanos) {
    take(nanos);
    DeskEvent.Restricted list = inForce;
    if (list == null || list.counts(nanos)) {
      return false;
    }
    forget();
    return true;
  }

  private void forget() {
    inForce = null;
    for (Instrument i : instruments) {
      measures.absent(i.index(), MeasureId.DESK_RESTRICTED);
    }
  }
}
