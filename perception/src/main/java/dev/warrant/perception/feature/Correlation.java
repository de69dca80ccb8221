package dev.warrant.perception.feature;

import java.util.ArrayList;
import java.util.List;

/// Correlation of the one-second returns of two instruments over the last minute; 0 while one of
/// them does not move. Fed only with seconds in which both have a return.
public final class Correlation {
  private static final int SECONDS = 60;

  private final Series xs = new Series(SECONDS);
  private final Series ys = new Series(SECONDS);
  private final boolean alone;
  private double value;

  /// @param alone true if there is no other instrument: then it is 0 and ready
  public Correlation(boolean alone) {
    this.alone = alone;
  }

  /// One for each of `n` instruments.
  public static List<Correlation> forInstruments(int n) {
    List<Correlation> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(new Correlation(n == 1));
    }
    return List.copyOf(all);
  }

  /// Adds the returns of one second.
  public void add(FeatureSet x, FeatureSet y) {
    if (x.seconds.returned() && y.seconds.returned()) {
      xs.add(x.seconds.returns.get(0));
      ys.add(y.seconds.returns.get(0));
      value = compute();
    }
  }

  double value() {
    return value;
  }

  private double compute() {
    double meanX = xs.mean(SECONDS);
    double meanY = ys.mean(SECONDS);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = xs.size() - 1; i >= 0; i--) {
      double x = xs.get(i) - meanX;
      double y = ys.get(i) - meanY;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    double scale = StrictMath.sqrt(xx) * StrictMath.sqrt(yy);
    return scale == 0 ? 0 : Math.clamp(xy / scale, -1, 1);
  }

  int ready() {
    return alone ? 100 : Math.min(100, xs.size() * 100 / Seconds.READY);
  }
}
