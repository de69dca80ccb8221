package dev.warrant.perception.model;

import java.util.List;

/// Temperature scaling (Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern neural
/// networks"): margins divided by one number before the softmax. It changes how sure the model is,
/// never what it says.
///
/// @param temperature above 1 the model was too sure, below 1 not sure enough
public record Calibration(double temperature) {
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;

  public Calibration {
    if (!(temperature >= LOWEST && temperature <= HIGHEST)) {
      throw new IllegalArgumentException(
          "temperature " + temperature + " is not from " + LOWEST + " to " + HIGHEST);
    }
  }

  /// Margins and the class that was true.
  @SuppressWarnings("ArrayRecordComponent") // many and short-lived
  record Sample(float[] margins, int label) {}

  /// Margins taken as they are.
  public static Calibration none() {
    return new Calibration(1);
  }

  /// The temperature with the least log loss on samples the trees were not grown from, by
  /// golden-section search over its logarithm (the loss is convex in the inverse temperature).
  static Calibration fit(List<Sample> samples) {
    double low = StrictMath.log(LOWEST);
    double high = StrictMath.log(HIGHEST);
    for (int i = 0; i < 60; i++) {
      double a = high - GOLDEN * (high - low);
      double b = low + GOLDEN * (high - low);
      if (loss(samples, StrictMath.exp(a)) < loss(samples, StrictMath.exp(b))) {
        high = b;
      } else {
        low = a;
      }
    }
    return new Calibration(Math.clamp(StrictMath.exp((low + high) / 2), LOWEST, HIGHEST));
  }

  private static double loss(List<Sample> samples, double temperature) {
    double total = 0;
    double[] p = samples.isEmpty() ? new double[0] : new double[samples.getFirst().margins.length];
    for (Sample s : samples) {
      softmax(s.margins, temperature, p);
      total -= StrictMath.log(Math.max(p[s.label], 1e-15));
    }
    return total;
  }

  /// Calibrated probabilities of all classes.
  public void probabilities(float[] margins, double[] out) {
    softmax(margins, temperature, out);
  }

  private static void softmax(float[] margins, double temperature, double[] out) {
    double max = Double.NEGATIVE_INFINITY;
    for (float m : margins) {
      max = Math.max(max, m);
    }
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      out[i] = StrictMath.exp((margins[i] - max) / temperature);
      sum += out[i];
    }
    for (int i = 0; i < margins.length; i++) {
      out[i] /= sum;
    }
  }
}
