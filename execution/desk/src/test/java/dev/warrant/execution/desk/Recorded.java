package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is recorded, for tests to look at.
final class Recorded implements Recorder {
  final List<Derived> derived = new ArrayList<>();
  private final TraceRoot trace = new TraceRoot();

  @Override
  public void derived(Derived d) {
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
  public long traceSize() {
    return trace.size();
  }

  @Override
  public Digest traceRoot() {
    return trace.root();
  }
}
