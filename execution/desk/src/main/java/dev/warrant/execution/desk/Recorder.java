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

  /// Number of trace nodes so far.
  long traceSize();

  /// Root of the trace log so far.
  Digest traceRoot();
}
