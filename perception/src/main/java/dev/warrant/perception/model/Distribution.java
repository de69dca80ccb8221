package dev.warrant.perception.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/// How each input was distributed in training: nine edges that cut it into tenths, and for every
/// regime that the model believed, the share that fell between them. Shares are kept by regime
/// because how long regimes last is the market's affair: ten calm minutes are nothing new to a
/// model that has seen calm markets.
///
/// @param edges ascending edges per input
/// @param shares share of training rows per believed regime, input and bin; all zero for a regime
///   that was never believed
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never changed
public record Distribution(double[][] edges, double[][][] shares) {
  /// Number of bins.
  public static final int BINS = 10;

  /// The distribution of the rows' inputs; missing values are left out.
  ///
  /// @param classes number of regimes
  /// @param believed the regime that the model believes in, given a row
  static Distribution of(
      List<LabelledRow> rows, int inputs, int classes, ToIntFunction<LabelledRow> believed) {
    List<List<LabelledRow>> byClass = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      byClass.add(new ArrayList<>());
    }
    rows.forEach(r -> byClass.get(believed.applyAsInt(r)).add(r));
    double[][] edges = new double[inputs][];
    double[][][] shares = new double[classes][inputs][];
    for (int f = 0; f < inputs; f++) {
      double[] values = values(rows, f);
      Arrays.sort(values);
      edges[f] = edges(values);
      for (int c = 0; c < classes; c++) {
        shares[c][f] = shares(values(byClass.get(c), f), edges[f]);
      }
    }
    return new Distribution(edges, shares);
  }

  private static double[] values(List<LabelledRow> rows, int input) {
    return rows.stream()
        .mapToDouble(r -> r.features()[input])
        .filter(v -> !Double.isNaN(v))
        .toArray();
  }

  private static double[] edges(double[] sorted) {
    double[] out = new double[BINS - 1];
    for (int i = 1; i < BINS; i++) {
      out[i - 1] = sorted.length == 0 ? 0 : sorted[(int) ((long) sorted.length * i / BINS)];
    }
    return out;
  }

  private static double[] shares(double[] values, double[] edges) {
    double[] out = new double[BINS];
    for (double v : values) {
      out[bin(edges, v)]++;
    }
    for (int i = 0; i < BINS; i++) {
      out[i] /= Math.max(1, values.length);
    }
    return out;
  }

  /// Whether every table has the right size.
  boolean fits(int classes, int inputs) {
    return edges.length == inputs
        && Arrays.stream(edges).allMatch(e -> e.length == BINS - 1)
        && shares.length == classes
        && Arrays.stream(shares)
            .allMatch(
                s -> s.length == inputs && Arrays.stream(s).allMatch(row -> row.length == BINS));
  }

  /// Number of inputs.
  public int inputs() {
    return edges.length;
  }

  /// The bin of a value of one input.
  int bin(int input, double value) {
    return bin(edges[input], value);
  }

  private static int bin(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    int bin = at < 0 ? -at - 1 : at;
    while (bin > 0 && edges[bin - 1] == value) {
      bin--;
    }
    return bin;
  }

  double share(int regime, int input, int bin) {
    return shares[regime][input][bin];
  }

  /// Number of regimes.
  public int classes() {
    return shares.length;
  }
}
