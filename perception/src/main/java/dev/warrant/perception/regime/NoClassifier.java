package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Believes nothing.
enum NoClassifier implements RegimeClassifier {
  INSTANCE;

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
    return null;
  }

  @Override
  public long driftPpm(int instrument) {
    return -1;
  }
}
