package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import java.util.function.Consumer;

/// Writes what a desk derives into its journal and trace.
public final class JournalRecorder implements Recorder {
  private final Journal journal;
  private final TraceLog trace;
  private final Consumer<Derived> written;

  /// @param written hears of each record as soon as it is in the journal
  public JournalRecorder(Journal journal, TraceLog trace, Consumer<Derived> written) {
    this.journal = journal;
    this.trace = trace;
    this.written = written;
  }

  @Override
  public void derived(Derived derived) {
    journal.derived(derived);
    written.accept(derived);
  }

  @Override
  public void node(TraceNode node) {
    trace.append(node);
  }

  @Override
  public Digest inputHead() {
    return journal.inputHead();
  }

  @Override
  public void traceWritten() {
    trace.flush();
  }

  @Override
  public void traceForced() {
    trace.force();
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
