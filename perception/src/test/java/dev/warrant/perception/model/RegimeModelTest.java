package dev.warrant.perception.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.warrant.knowledge.fact.Regime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegimeModelTest {
  private static final int INPUTS = 12;
  private static final Trainer.Plan PLAN = new Trainer.Plan(30, 4, 0.2, 7);
  private static final RegimeModel MODEL =
      Trainer.train(PLAN, Synthetic.names(INPUTS), Synthetic.rows(1, 4000, INPUTS));

  @Test
  void marginsAreTheLibrarysBitForBitAndProbabilitiesWithinOneRounding()
      throws XGBoostError, IOException {
    List<LabelledRow> rows = Synthetic.rows(2, 20_000, INPUTS);
    Booster booster = XGBoost.loadModel(new ByteArrayInputStream(MODEL.json()));
    float[][] margins = booster.predict(Trainer.matrix(INPUTS, rows), true);
    float[][] probabilities = booster.predict(Trainer.matrix(INPUTS, rows), false);
    float[] own = new float[4];
    double[] p = new double[4];
    double worst = 0;
    for (int i = 0; i < rows.size(); i++) {
      MODEL.trees().margins(rows.get(i).features(), own);
      Calibration.none().probabilities(own, p);
      assertThat(own).as("row %s", i).containsExactly(margins[i]);
      for (int c = 0; c < 4; c++) {
        worst = Math.max(worst, Math.abs(p[c] - probabilities[i][c]));
      }
    }
    assertThat(worst).isLessThanOrEqualTo(1.2e-7);
    booster.dispose();
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    RegimeModel again =
        Trainer.train(PLAN, Synthetic.names(INPUTS), Synthetic.rows(1, 4000, INPUTS));
    assertThat(again.json()).isEqualTo(MODEL.json());
    assertThat(again.digest()).isEqualTo(MODEL.digest());
  }

  @Test
  void itDoesBetterThanChanceOnUnseenRowsAndSaysHowSureItMayBe() {
    ScoreReport report = ScoreReport.score(MODEL, Synthetic.rows(3, 4000, INPUTS));
    assertThat(report.accuracy()).isGreaterThan(0.6);
    assertThat(report.calibrationError()).isLessThan(0.05);
    assertThat(report.recalls()).allMatch(r -> r.found() > r.rows() / 2);
    assertThat(report.toString()).contains("accuracy", "VIOLENT", "stated");
  }

  @Test
  void aTemperatureIsFoundThatWasHidden() {
    List<Calibration.Sample> samples =
        Synthetic.rows(4, 4000, INPUTS).stream()
            .map(r -> {
              float[] margins = new float[4];
              MODEL.trees().margins(r.features(), margins);
              for (int i = 0; i < 4; i++) {
                margins[i] *= 3;
              }
              return new Calibration.Sample(margins, r.regime().ordinal());
            })
            .toList();
    double plain = MODEL.calibration().temperature();
    assertThat(Calibration.fit(samples).temperature()).isCloseTo(3 * plain, within(0.4));
  }

  @Test
  void savedAndLoadedItIsTheSame(@TempDir Path folder) throws IOException {
    MODEL.save(folder);
    RegimeModel loaded = RegimeModel.load(folder);
    assertThat(loaded.digest()).isEqualTo(MODEL.digest());
    assertThat(loaded.calibration()).isEqualTo(MODEL.calibration());
    assertThat(loaded.inputs()).isEqualTo(MODEL.inputs());
    assertThat(loaded.distribution().edges()).isDeepEqualTo(MODEL.distribution().edges());
  }

  @Test
  void treesAndMetaOfDifferentTrainingsAreRefused() {
    RegimeModel other =
        Trainer.train(
            new Trainer.Plan(5, 2, 0.2, 7),
            Synthetic.names(INPUTS),
            Synthetic.rows(9, 400, INPUTS));
    assertThatThrownBy(() -> RegimeModel.of(MODEL.json(), other.meta()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("regime.meta.json")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> RegimeModel.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("regime.json")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void baseScoreMayBeAVector() {
    String text =
        """
        {"learner":{"learner_model_param":{"base_score":"[1E-1,2E-1]","num_class":"2",\
        "num_feature":"1"},"objective":{"name":"multi:softprob"},"gradient_booster":{\
        "name":"gbtree","model":{"tree_info":[0,1],"trees":[\
        {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],\
        "split_conditions":[5E-1,1.5,2.5],"default_left":[0,0,0]},\
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],\
        "split_conditions":[0.25],"default_left":[0]}]}}}}\
        """;
    TreeModel trees = TreeModel.parse("x.json", text.getBytes(StandardCharsets.UTF_8));
    float[] out = new float[2];
    trees.margins(new float[] {0.4f}, out);
    assertThat(out).containsExactly(0.1f + 1.5f, 0.2f + 0.25f);
    trees.margins(new float[] {0.5f}, out);
    assertThat(out[0]).isEqualTo(0.1f + 2.5f);
    trees.margins(new float[] {Float.NaN}, out);
    assertThat(out[0]).isEqualTo(0.1f + 2.5f);
  }

  @Test
  void aDamagedTreeIsRefused() {
    String text = new String(MODEL.json(), StandardCharsets.UTF_8);
    String bad = text.replaceFirst("\"left_children\":\\[\\d+", "\"left_children\":[0");
    assertThatThrownBy(() -> TreeModel.parse("x.json", bad.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("x.json: node 0");
    assertThatThrownBy(() ->
            TreeModel.parse("x.json", text.substring(0, 500).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("x.json: no JSON");
  }

  @Test
  void inputsLikeTrainingDoNotDriftAndShiftedOnesDo() {
    List<LabelledRow> rows = Synthetic.rows(5, 2 * Drift.WINDOW, INPUTS);
    assertThat(new Drift(MODEL.distribution()).ppm()).isZero();
    assertThat(drift(rows, 0)).isBetween(1L, 50_000L);
    assertThat(drift(rows, 2)).isGreaterThan(500_000);
  }

  @Test
  void aRegimeThatStaysIsNoDriftUnlessItLooksLikeNoneSeen() {
    for (Regime regime : Regime.values()) {
      List<LabelledRow> rows =
          Synthetic.rows(6, 12 * Drift.WINDOW, INPUTS).stream()
              .filter(r -> r.regime() == regime)
              .toList();
      assertThat(rows).hasSizeGreaterThan(2 * Drift.WINDOW);
      assertThat(drift(rows, 0)).as(regime.name()).isBetween(1L, 100_000L);
      assertThat(drift(rows, 2)).as(regime.name()).isGreaterThan(500_000);
    }
  }

  /// Drift of a window of rows whose inputs are all moved by so much.
  private static long drift(List<LabelledRow> rows, float by) {
    Drift drift = new Drift(MODEL.distribution());
    double[] row = new double[INPUTS];
    for (LabelledRow r : rows) {
      float[] moved = r.features().clone();
      for (int f = 0; f < INPUTS; f++) {
        moved[f] += by;
        row[f] = moved[f];
      }
      drift.add(row, MODEL.trees().likeliest(moved));
    }
    return drift.ppm();
  }

  @Test
  void aTrainingDistributionOfTheWrongSizeIsRefused() {
    String meta = new String(MODEL.meta(), StandardCharsets.UTF_8);
    String cut = meta.replaceFirst("\"shares\":\\[\\[\\[[^]]*],", "\"shares\":[[");
    assertThat(cut).isNotEqualTo(meta);
    assertThatThrownBy(() -> RegimeModel.of(MODEL.json(), cut.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("training distribution")
        .hasMessageContaining("\nMaybe ");
  }
}
