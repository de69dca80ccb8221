package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is recorded, for tests to look at.
class Recorded implements Recorder {
  final List<Derived> derived = new ArrayList<>();
  private final TraceRoot trace = new TraceRoot();

  /// Nodes that outlive the process, and those that outlive the machine.
  long written;

  long forced;

  @Override
  public void derived(Derived d) {
    if (d instanceof Derived.TraceHead head) {
      assertThat(written).as("nodes written before their head").isEqualTo(head.size());
    }
    derived.add(d);
  }

  @Override
  public void node(TraceNode node) {
    trace.append(node);
  }

  @Override
  public Digest inputHead() {
    return Digest.ZERO;
  }

  @Override
  public void traceWritten() {
    written = trace.size();
  }

  @Override
  public void traceForced() {
    written = trace.size();
    forced = written;
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
