package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;
import org.jspecify.annotations.Nullable;

/// A desk: a pure function from the order of events to records, trace and requests to the venue. It
/// knows no thread, no socket and no clock but the times of its inputs; live, backtest and replay
/// differ only in who calls it.
public final class Desk implements AutoCloseable {
  private DeskParts parts;
  private final Counters counters;
  private final LedgerFold fold;
  private @Nullable Epoch epoch;

  /// A desk that has seen nothing; its first input must be `Started`.
  public Desk(DeskParts parts) {
    this(parts, new LedgerFold(), new Counters());
  }

  /// A desk that takes over after `before`, and counts on from `counted`.
  Desk(DeskParts parts, LedgerFold before, Counters counted) {
    fold = before;
    counters = counted;
    this.parts = folding(parts);
  }

  /// From the next start on the desk runs by other parts: packs or configuration were changed
  /// between two lives.
  public void under(DeskParts next) {
    parts = folding(next);
  }

  private DeskParts folding(DeskParts plain) {
    return plain.with(new Folding(plain.recorder()));
  }

  /// Takes the next input.
  ///
  /// @param seq its sequence number
  /// @param nanos its time, never less than that of the input before
  public void on(long seq, long nanos, Event event) {
    counters.event(seq);
    if (event instanceof DeskEvent.Started started) {
      start(seq, nanos, started);
      return;
    }
    Epoch now = epoch;
    if (now == null) {
      throw new IllegalStateException("expected Started as the first input, found " + event);
    }
    fold.input(seq, nanos, event);
    now.on(seq, nanos, event);
  }

  private void start(long seq, long nanos, DeskEvent.Started started) {
    close();
    fold.keepTail(started.tail());
    LedgerFold before = fold;
    Epoch next = new Epoch(parts, counters, started, before);
    epoch = next;
    fold.input(seq, nanos, started);
    next.start(seq, nanos);
  }

  /// Whether a cut should be taken after the last input.
  public boolean wantsCut(long nanos) {
    Epoch now = epoch;
    return now != null && now.wantsCut(nanos);
  }

  /// Number of the next cut.
  public long nextCut() {
    Epoch now = epoch;
    return now == null ? 1 : now.nextCut();
  }

  /// What the desk has done so far.
  public Counters counters() {
    return counters;
  }

  /// How the desk stands after the input `seq`; null before the first start.
  public @Nullable DeskView view(long seq, long nanos) {
    Epoch now = epoch;
    return now == null ? null : now.view(seq, nanos);
  }

  /// The policy in force.
  ///
  /// @throws IllegalStateException before the first start
  public PolicyPack policy() {
    Epoch now = epoch;
    if (now == null) {
      throw new IllegalStateException("a desk that has not started is under no policy");
    }
    return now.policy();
  }

  @Override
  public void close() {
    Epoch old = epoch;
    if (old != null) {
      old.close();
      epoch = null;
    }
  }

  /// Remembers what a later epoch must know, on the way to the recorder.
  private final class Folding implements Recorder {
    private final Recorder to;

    Folding(Recorder to) {
      this.to = to;
    }

    @Override
    public void derived(Derived derived) {
      to.derived(derived);
      fold.derived(derived);
    }

    @Override
    public void node(TraceNode node) {
      to.node(node);
    }

    @Override
    public Digest inputHead() {
      return to.inputHead();
    }

    @Override
    public void traceWritten() {
      to.traceWritten();
    }

    @Override
    public void traceForced() {
      to.traceForced();
    }

    @Override
    public long traceSize() {
      return to.traceSize();
    }

    @Override
    public Digest traceRoot() {
      return to.traceRoot();
    }
  }
}
