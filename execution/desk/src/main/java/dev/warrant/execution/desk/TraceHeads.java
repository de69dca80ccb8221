package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;

/// When the journal says how far the trace has come: of a life that ends by a kill, the trace is
/// under a signed record up to the last that said so. Once a second while the trace grows, at each
/// switch of policy, and with every snapshot; decided by the times of inputs and the number of
/// nodes alone, so that a replay says it in the same places.
final class TraceHeads {
  /// For how long a node may be under no record, in nanoseconds of input time; the next timer after
  /// it records one.
  static final long EVERY_NANOS = 1_000_000_000L;

  private final Recorder out;
  private long next;
  private long covered;

  TraceHeads(Recorder out) {
    this.out = out;
  }

  void start(long nanos) {
    next = nanos + EVERY_NANOS;
  }

  /// Records a head if it is time and there is something new to say.
  void onTime(long nanos) {
    if (nanos >= next && out.traceSize() > covered) {
      now(nanos);
    }
  }

  /// Records a head if there is something new to say, however short ago the last was.
  void grown(long nanos) {
    if (out.traceSize() > covered) {
      now(nanos);
    }
  }

  /// Records a head.
  void now(long nanos) {
    out.traceWritten();
    record(nanos);
  }

  /// Records the head of a life that ends in order. Who finds it asks for every node, so it is not
  /// recorded before they are on the disk.
  void last(long nanos) {
    out.traceForced();
    record(nanos);
  }

  private void record(long nanos) {
    next = nanos + EVERY_NANOS;
    covered = out.traceSize();
    out.derived(new Derived.TraceHead(covered, out.inputHead(), out.traceRoot()));
  }
}
