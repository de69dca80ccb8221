package dev.warrant.governance.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One measured number.
///
/// @param anchor the best public figure or our target, in words; empty if there is none
/// @param floor what it must reach for now; null if it is printed only
public record Figure(
    String what, double value, String unit, String anchor, @Nullable Floor floor) {

  /// Least or most a figure may be.
  public record Floor(boolean atMost, double bound) {
    boolean kept(double value) {
      return atMost ? value <= bound : value >= bound;
    }

    String text() {
      return (atMost ? "≤ " : "≥ ") + number(bound);
    }
  }

  /// A figure that is printed only.
  static Figure of(String what, double value, String unit) {
    return new Figure(what, value, unit, "", null);
  }

  /// The same beside what others reach or what we are after.
  Figure anchor(String text) {
    return new Figure(what, value, unit, text, floor);
  }

  /// The same with a most.
  Figure atMost(double bound) {
    return new Figure(what, value, unit, anchor, new Floor(true, bound));
  }

  /// The same with a least.
  Figure atLeast(double bound) {
    return new Figure(what, value, unit, anchor, new Floor(false, bound));
  }

  /// Whether it keeps its floor; true if it has none.
  public boolean kept() {
    return floor == null || floor.kept(value);
  }

  static String number(double v) {
    double size = Math.abs(v);
    if (size >= 100 || v == StrictMath.rint(v)) {
      return String.format(Locale.ROOT, "%,.0f", v);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", v);
  }
}
