package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;

/// Where the desk puts what it derives: journal and trace when it runs, a comparison when it is
/// replayed. Called by the sequencer thread, in order.
public interface Recorder {
  /// Records a conclusion drawn from the input last recorded.
  void derived(Derived derived);

  /// Records a step of derivation, children before parents.
  void node(TraceNode node);

  /// Head of the chain over inputs, the one last recorded among them.
  Digest inputHead();

  /// The nodes so far are handed to the operating system, if it takes them: what a record is about
  /// to vouch for outlives the process.
  default void traceWritten() {}

  /// The nodes so far are brought to the disk: what the last record of a life vouches for outlives
  /// the machine, and whoever finds that record may ask for all of them.
  ///
  /// @throws dev.warrant.knowledge.trace.TraceFault if they cannot be
  default void traceForced() {}

  /// Number of trace nodes so far.
  long traceSize();

  /// Root of the trace log so far.
  Digest traceRoot();
}
