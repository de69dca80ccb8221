package dev.warrant.perception.model;

import java.util.Arrays;
import java.util.List;

/// How each input was distributed in training: nine edges that cut it into tenths, and the share
/// that really fell between them (ties make tenths unequal).
///
/// @param edges ascending edges per input
/// @param shares share of training rows per input and bin
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never changed
public record Distribution(double[][] edges, double[][] shares) {
  /// Number of bins.
  public static final int BINS = 10;

  /// The distribution of the rows' inputs; missing values are left out.
  static Distribution of(List<LabelledRow> rows, int inputs) {
    double[][] edges = new double[inputs][];
    double[][] shares = new double[inputs][];
    for (int f = 0; f < inputs; f++) {
      int input = f;
      double[] values =
          rows.stream()
              .mapToDouble(r -> r.features()[input])
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      edges[f] = edges(values);
      shares[f] = shares(values, edges[f]);
    }
    return new Distribution(edges, shares);
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

  double share(int input, int bin) {
    return shares[input][bin];
  }
}
