package dev.warrant.perception.model;

import dev.warrant.knowledge.fact.Regime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Grows the regime model with XGBoost: histogram trees, one thread, fixed seed, so that the same
/// rows give the same bytes. Every fourth group of rows is kept back to fit the calibration.
public final class Trainer {
  private static final int KEEP_BACK = 4;

  private Trainer() {}

  /// How to grow.
  ///
  /// @param rounds trees per class
  /// @param depth deepest split
  /// @param eta learning rate
  public record Plan(int rounds, int depth, double eta, int seed) {
    /// 120 rounds of depth 4 at 0.1.
    public static Plan standard() {
      return new Plan(120, 4, 0.1, 7);
    }
  }

  /// Grows and calibrates a model.
  ///
  /// @param inputs names of the features, in the order of every row
  /// @throws IllegalArgumentException if there are fewer than two groups of rows
  /// @throws ModelException if the library fails
  public static RegimeModel train(Plan plan, List<String> inputs, List<LabelledRow> rows) {
    SortedSet<Integer> groups = new TreeSet<>();
    rows.forEach(r -> groups.add(r.group()));
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "training needs two groups of rows or more, found "
              + groups.size()
              + " in "
              + rows.size()
              + " rows\nMaybe give each seed a group of its own.");
    }
    List<Integer> order = List.copyOf(groups);
    List<LabelledRow> grow = new ArrayList<>();
    List<LabelledRow> keep = new ArrayList<>();
    int every = Math.min(KEEP_BACK, order.size());
    for (LabelledRow r : rows) {
      boolean kept = order.indexOf(r.group()) % every == every - 1;
      (kept ? keep : grow).add(r);
    }
    byte[] json = grow(plan, inputs.size(), grow);
    TreeModel trees = TreeModel.parse("new model", json);
    List<Calibration.Sample> samples = new ArrayList<>();
    for (LabelledRow r : keep) {
      float[] margins = new float[trees.classes()];
      trees.margins(r.features(), margins);
      samples.add(new Calibration.Sample(margins, r.regime().ordinal()));
    }
    Distribution distribution =
        Distribution.of(grow, inputs.size(), trees.classes(), r -> trees.likeliest(r.features()));
    return RegimeModel.make(json, inputs, Calibration.fit(samples), distribution);
  }

  private static byte[] grow(Plan plan, int inputs, List<LabelledRow> rows) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("objective", "multi:softprob");
    params.put("num_class", Regime.values().length);
    params.put("tree_method", "hist");
    params.put("max_depth", plan.depth());
    params.put("eta", plan.eta());
    params.put("min_child_weight", 5);
    params.put("seed", plan.seed());
    params.put("nthread", 1);
    params.put("verbosity", 0);
    try {
      DMatrix matrix = matrix(inputs, rows);
      try {
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = rows.get(i).regime().ordinal();
        }
        matrix.setLabel(labels);
        Booster booster =
            XGBoost.train(matrix, params, plan.rounds(), Collections.emptyMap(), null, null);
        try {
          return booster.toByteArray("json");
        } finally {
          booster.dispose();
        }
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      ModelException failed =
          new ModelException("training", String.valueOf(e.getMessage()), "there are no rows.");
      failed.initCause(e);
      throw failed;
    }
  }

  static DMatrix matrix(int inputs, List<LabelledRow> rows) throws XGBoostError {
    float[] flat = new float[rows.size() * inputs];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).features(), 0, flat, i * inputs, inputs);
    }
    return new DMatrix(flat, rows.size(), inputs, Float.NaN);
  }
}
