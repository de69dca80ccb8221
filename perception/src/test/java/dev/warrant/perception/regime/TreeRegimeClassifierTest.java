package dev.warrant.perception.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.model.Synthetic;
import dev.warrant.perception.model.Trainer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TreeRegimeClassifierTest {
  private static final int INPUTS = 8;
  private static final RegimeModel MODEL =
      Trainer.train(
          new Trainer.Plan(30, 3, 0.2, 7),
          Synthetic.names(INPUTS),
          Synthetic.rows(1, 2000, INPUTS));

  private final TreeRegimeClassifier classifier = new TreeRegimeClassifier(MODEL, 2);

  @Test
  void aBeliefNamesTheLikeliestRegimeItsProbabilityAndItsModel() {
    Fact.Belief belief = classifier.classify(1, 7, 100, vector(Regime.RANGING));
    assertThat(belief.regime()).isEqualTo(Regime.RANGING);
    assertThat(belief.probabilityPpm()).isBetween(700_000L, 1_000_000L);
    assertThat(belief.model()).isEqualTo(MODEL.digest());
    assertThat(belief.instrument()).isEqualTo(1);
    assertThat(belief.source()).isEqualTo(7);
  }

  @Test
  void aBeliefRemembersSinceWhenTheRegimeHolds() {
    classifier.classify(0, 1, 100, vector(Regime.CALM));
    assertThat(classifier.classify(0, 2, 200, vector(Regime.CALM)).sinceNanos()).isEqualTo(100);
    classifier.classify(1, 3, 250, vector(Regime.VIOLENT));
    assertThat(classifier.classify(0, 4, 300, vector(Regime.CALM)).sinceNanos()).isEqualTo(100);
    assertThat(classifier.classify(0, 5, 400, vector(Regime.VIOLENT)).sinceNanos()).isEqualTo(400);
  }

  @Test
  void eachInstrumentDriftsByItself() {
    for (int i = 0; i < 100; i++) {
      classifier.classify(0, i, i, vector(Regime.CALM));
    }
    assertThat(classifier.driftPpm(0)).isGreaterThan(10_000);
    assertThat(classifier.driftPpm(1)).isZero();
  }

  @Test
  void aDatasetKeepsWhatTheClassifierWouldHaveSeenWithTheTruth() {
    RegimeDataset data = new RegimeDataset((i, nanos) -> nanos < 50 ? Regime.CALM : Regime.VIOLENT);
    double[] vector = new double[FeatureSet.inputNames().size()];
    Arrays.fill(vector, 0.5);
    vector[1] = Double.NaN;
    data.group(3);
    assertThat(data.classify(0, 1, 10, vector)).isNull();
    vector[0] = 2;
    data.classify(0, 2, 60, vector);
    assertThat(data.rows())
        .extracting(r -> r.regime())
        .containsExactly(Regime.CALM, Regime.VIOLENT);
    assertThat(data.rows().getFirst().features()).startsWith(0.5f, Float.NaN);
    assertThat(data.rows().getFirst().group()).isEqualTo(3);
    assertThat(data.inputs()).isEqualTo(FeatureSet.inputNames());
  }

  private static double[] vector(Regime regime) {
    double[] row = new double[INPUTS];
    for (int f = 0; f < INPUTS; f++) {
      row[f] = f % 4 == regime.ordinal() ? 2.5 : 0;
    }
    return row;
  }
}
