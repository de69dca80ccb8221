package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.LabelledRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects training rows: put in the classifier's place, it sees the very vectors the classifier
/// would see, at the same moments, and labels them with the truth. It believes nothing.
public final class RegimeDataset implements RegimeClassifier {
  private final List<LabelledRow> rows = new ArrayList<>();
  private final RegimeTruth truth;
  private int group;

  public RegimeDataset(RegimeTruth truth) {
    this.truth = truth;
  }

  /// Rows from here on belong to `group`, such as one seed.
  public void group(int number) {
    group = number;
  }

  /// The rows so far.
  public List<LabelledRow> rows() {
    return List.copyOf(rows);
  }

  @Override
  public List<String> inputs() {
    return FeatureSet.inputNames();
  }

  @Override
  public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
    float[] row = new float[vector.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) vector[i];
    }
    rows.add(new LabelledRow(row, truth.at(instrument, nanos), group));
    return null;
  }

  @Override
  public long driftPpm(int instrument) {
    return -1;
  }
}
