package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.seam.Clock;
import org.jspecify.annotations.Nullable;

/// Gives every input its number and time, has it journalled, and only then lets the desk see it.
/// One thread only.
public final class Sequencer {
  private final Journal journal;
  private final Desk desk;
  private final Clock clock;
  private long nanos = Long.MIN_VALUE;
  private long seq;
  private boolean half;
  private boolean sparing;

  /// A sequencer that continues after what `journal` holds.
  public Sequencer(Journal journal, Desk desk, Clock clock) {
    this.journal = journal;
    this.desk = desk;
    this.clock = clock;
    seq = journal.lastSeq();
  }

  /// Takes an input in, and cuts when one is due.
  public void accept(Event event) {
    one(event);
    if (!sparing && desk.wantsCut(nanos)) {
      one(new DeskEvent.CutTaken(desk.nextCut()));
    }
  }

  private void one(Event event) {
    nanos = Math.max(nanos, clock.nanos());
    seq = journal.input(nanos, event);
    half = true;
    desk.on(seq, nanos, event);
    journal.settle();
    half = false;
  }

  /// Whether no cuts are taken now, since what follows from them could not be kept.
  void sparing(boolean is) {
    sparing = is;
  }

  /// Whether an input was taken in of which not all conclusions are on record.
  public boolean half() {
    return half;
  }

  /// Sequence number of the last input.
  public long seq() {
    return seq;
  }

  /// Time of the last input.
  public long nanos() {
    return nanos;
  }

  /// How the desk stands now; null before its start.
  public @Nullable DeskView view() {
    return desk.view(seq, nanos);
  }
}
