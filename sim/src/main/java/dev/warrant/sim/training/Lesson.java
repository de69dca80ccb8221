package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.LabelledRow;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.RegimeDataset;
import dev.warrant.perception.regime.RegimeTruth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the rows of one market's life, one dataset for each [Age].
final class Lesson implements RegimeClassifier {
  private final RegimeTruth truth;
  private final List<RegimeDataset> byAge = new ArrayList<>();

  /// @param group of all rows
  Lesson(RegimeTruth truth, int group) {
    this.truth = truth;
    for (Age _ : Age.values()) {
      RegimeDataset rows = new RegimeDataset(truth);
      rows.group(group);
      byAge.add(rows);
    }
  }

  List<LabelledRow> rows(Age age) {
    return byAge.get(age.ordinal()).rows();
  }

  @Override
  public List<String> inputs() {
    return FeatureSet.inputNames();
  }

  @Override
  public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
    Age age = Age.at(truth, instrument, nanos);
    return byAge.get(age.ordinal()).classify(instrument, seq, nanos, vector);
  }

  @Override
  public long driftPpm(int instrument) {
    return -1;
  }
}
