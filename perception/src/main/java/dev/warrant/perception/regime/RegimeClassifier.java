package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says what kind of market an instrument is in. Asked once a second of desk time; the answer
/// depends on what it was shown and on nothing else.
public interface RegimeClassifier {
  /// Names of the inputs it expects, in order; empty if it takes none.
  List<String> inputs();

  /// Shows it the feature vector of this second.
  ///
  /// @return its belief, or null if it has none
  Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector);

  /// Population stability index of the recent inputs against training in ppm, or `-1` if unknown.
  long driftPpm(int instrument);

  /// Probability in ppm that it gave to a regime the last time it was asked about this instrument,
  /// or `-1` if it does not tell.
  default long probabilityPpm(int instrument, Regime regime) {
    return -1;
  }

  /// Believes nothing: a desk without a model.
  static RegimeClassifier none() {
    return NoClassifier.INSTANCE;
  }
}
