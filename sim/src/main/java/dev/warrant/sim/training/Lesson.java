package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.LabelledRow;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.RegimeDataset;
import dev.warrant.perception.regime.RegimeTruth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of generated markets in two heaps: *settled*, and *fresh*, from the first seconds after the
/// regime changed, when nothing that can be observed has changed yet.
final class Lesson implements RegimeClassifier {
  /// How long after a change rows are fresh. Shorter than any stay.
  static final long FRESH_NANOS = 2_000_000_000L;

  private final RegimeTruth truth;
  private final RegimeDataset settled;
  private final RegimeDataset fresh;

  Lesson(RegimeTruth truth) {
    this.truth = truth;
    settled = new RegimeDataset(truth);
    fresh = new RegimeDataset(truth);
  }

  void group(int number) {
    settled.group(number);
    fresh.group(number);
  }

  List<LabelledRow> settled() {
    return settled.rows();
  }

  List<LabelledRow> fresh() {
    return fresh.rows();
  }

  @Override
  public List<String> inputs() {
    return FeatureSet.inputNames();
  }

  @Override
  public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
    boolean same = truth.at(instrument, nanos - FRESH_NANOS) == truth.at(instrument, nanos);
    return (same ? settled : fresh).classify(instrument, seq, nanos, vector);
  }

  @Override
  public long driftPpm(int instrument) {
    return -1;
  }
}
