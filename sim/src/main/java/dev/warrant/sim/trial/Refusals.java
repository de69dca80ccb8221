package dev.warrant.sim.trial;

import dev.warrant.execution.desk.Recorder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import java.util.SortedSet;

/// Notes what the executor holds back by rules of its own, on the way to the recorder.
record Refusals(Recorder to, SortedSet<String> rules) implements Recorder {
  @Override
  public void derived(Derived derived) {
    if (derived instanceof Derived.Refused r && r.refusal().objection().stage() == Stage.SAFETY) {
      rules.add(r.refusal().objection().rule());
    }
    to.derived(derived);
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
  public long traceSize() {
    return to.traceSize();
  }

  @Override
  public Digest traceRoot() {
    return to.traceRoot();
  }
}
