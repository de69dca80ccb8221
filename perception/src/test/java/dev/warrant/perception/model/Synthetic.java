package dev.warrant.perception.model;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// Rows whose regime shows in their first inputs, with noise and missing values.
public final class Synthetic {
  private Synthetic() {}

  /// `n` rows of `inputs` inputs in groups of a hundred.
  public static List<LabelledRow> rows(long seed, int n, int inputs) {
    SeededRandom random = new SeededRandom(seed);
    List<LabelledRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Regime regime = Regime.values()[random.nextInt(4)];
      float[] row = new float[inputs];
      for (int f = 0; f < inputs; f++) {
        double signal = f % 4 == regime.ordinal() ? 1.2 : 0;
        row[f] = random.nextInt(20) == 0 ? Float.NaN : (float) (signal + random.nextGaussian());
      }
      rows.add(new LabelledRow(row, regime, i / 100));
    }
    return rows;
  }

  /// Names for that many inputs.
  public static List<String> names(int inputs) {
    List<String> names = new ArrayList<>();
    for (int f = 0; f < inputs; f++) {
      names.add("input" + f);
    }
    return names;
  }
}
