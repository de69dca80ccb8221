package dev.warrant.perception.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;

/// Boosted trees as XGBoost saves them in JSON, evaluated from flat arrays. Margins are summed in
/// single precision in the order of the trees, starting from the base score, as the library's CPU
/// predictor does. Immutable.
public final class TreeModel {
  private static final int NODES_MAX = 1 << 22;

  private final int features;
  private final float[] base;
  private final int[] roots;
  private final int[] groups;
  private final int[] feature;
  private final float[] value;
  private final int[] left;
  private final int[] right;
  private final boolean[] missingLeft;

  private TreeModel(int features, float[] base, int trees, int nodes) {
    this.features = features;
    this.base = base;
    roots = new int[trees];
    groups = new int[trees];
    feature = new int[nodes];
    value = new float[nodes];
    left = new int[nodes];
    right = new int[nodes];
    missingLeft = new boolean[nodes];
  }

  /// Reads a saved model.
  ///
  /// @param where name of the file, for messages
  /// @throws ModelException if it is not a tree model of several classes, or damaged
  public static TreeModel parse(String where, byte[] json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new ModelException(
          where, "no JSON, " + e.getMessage(), "the file was cut off: train or copy it again.");
    }
    JsonNode learner = root.path("learner");
    JsonNode param = learner.path("learner_model_param");
    String objective = learner.path("objective").path("name").asText("none");
    String booster = learner.path("gradient_booster").path("name").asText("none");
    if (!objective.equals("multi:softprob") || !booster.equals("gbtree")) {
      throw new ModelException(
          where,
          "objective " + objective + " with booster " + booster,
          "it was trained elsewhere: multi:softprob with gbtree is expected.");
    }
    int classes = param.path("num_class").asInt();
    float[] base = baseScore(where, param.path("base_score").asText("0"), classes);
    JsonNode model = learner.path("gradient_booster").path("model");
    JsonNode trees = model.path("trees");
    long nodes = 0;
    for (JsonNode tree : trees) {
      nodes += tree.path("left_children").size();
    }
    if (trees.isEmpty() || nodes > NODES_MAX) {
      throw new ModelException(
          where, trees.size() + " trees with " + nodes + " nodes", "train it again.");
    }
    TreeModel out =
        new TreeModel(param.path("num_feature").asInt(), base, trees.size(), (int) nodes);
    int at = 0;
    for (int t = 0; t < trees.size(); t++) {
      out.roots[t] = at;
      out.groups[t] = model.path("tree_info").path(t).asInt();
      at = out.read(where, trees.get(t), at);
    }
    return out;
  }

  /// `5E-1`, or since 3.1 a vector such as `[1E-1,2E-1]`.
  private static float[] baseScore(String where, String text, int classes) {
    String[] parts = text.replace("[", "").replace("]", "").split(",", -1);
    if (classes < 2 || (parts.length != 1 && parts.length != classes)) {
      throw new ModelException(
          where, classes + " classes with base score " + text, "train it again.");
    }
    float[] out = new float[classes];
    for (int i = 0; i < classes; i++) {
      out[i] = Float.parseFloat(parts[parts.length == 1 ? 0 : i].trim());
    }
    return out;
  }

  private int read(String where, JsonNode tree, int start) {
    JsonNode lefts = tree.path("left_children");
    JsonNode rights = tree.path("right_children");
    JsonNode splits = tree.path("split_indices");
    JsonNode values = tree.path("split_conditions");
    JsonNode defaults = tree.path("default_left");
    int n = lefts.size();
    for (int i = 0; i < n; i++) {
      int l = lefts.get(i).asInt();
      int r = rights.path(i).asInt();
      int split = splits.path(i).asInt();
      boolean leaf = l < 0;
      if (!leaf && (l <= i || r <= i || l >= n || r >= n || split < 0 || split >= features)) {
        throw new ModelException(
            where,
            "node " + i + " with children " + l + " and " + r + " on feature " + split,
            "the file is damaged: train or copy it again.");
      }
      feature[start + i] = leaf ? -1 : split;
      value[start + i] = Float.parseFloat(values.path(i).asText());
      left[start + i] = start + l;
      right[start + i] = start + r;
      missingLeft[start + i] = defaults.path(i).asInt() != 0;
    }
    return start + n;
  }

  /// Number of inputs.
  public int features() {
    return features;
  }

  /// Number of classes.
  public int classes() {
    return base.length;
  }

  /// Number of trees.
  public int trees() {
    return roots.length;
  }

  /// The margin of every class for one row; `NaN` means missing.
  public void margins(float[] row, float[] out) {
    System.arraycopy(base, 0, out, 0, base.length);
    for (int t = 0; t < roots.length; t++) {
      out[groups[t]] += value[leaf(roots[t], row)];
    }
  }

  /// The class with the largest margin for one row.
  int likeliest(float[] row) {
    float[] margins = new float[base.length];
    margins(row, margins);
    int best = 0;
    for (int c = 1; c < margins.length; c++) {
      best = margins[c] > margins[best] ? c : best;
    }
    return best;
  }

  private int leaf(int root, float[] row) {
    int node = root;
    int split = feature[node];
    while (split >= 0) {
      float x = row[split];
      boolean goLeft = Float.isNaN(x) ? missingLeft[node] : x < value[node];
      node = goLeft ? left[node] : right[node];
      split = feature[node];
    }
    return node;
  }

  @Override
  public String toString() {
    return roots.length + " trees, " + feature.length + " nodes, base " + Arrays.toString(base);
  }
}
