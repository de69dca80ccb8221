package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;

/// Writes what a desk derives into its journal and trace.
public final class JournalRecorder implements Recorder {
  private final Journal journal;
  private final TraceLog trace;
  private final Runnable ordered;

  /// @param ordered called as soon as an order's record is in the journal
  public JournalRecorder(Journal journal, TraceLog trace, Runnable ordered) {
    this.journal = journal;
    this.trace = trace;
    this.ordered = ordered;
  }

  @Override
  public void derived(Derived derived) {
    journal.derived(derived);
    if (derived instanceof Derived.Ordered) {
      ordered.run();
    }
  }

  @Override
  public void node(TraceNode node) {
    trace.append(node);
  }

  @Override
  public long traceSize() {
    return trace.size();
  }

  @Override
  public Digest traceRoot() {
    return trace.root();
  }
}
