package dev.warrant.perception.feature;

import dev.warrant.knowledge.fact.Fact;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// One streaming feature: its declaration and how to read it.
///
/// @param name name of the fact
/// @param decimals digits after the point in the fact
/// @param unit unit of the value
/// @param window what it looks back on
/// @param source where it comes from, in a few words
/// @param input whether it is an input of the regime model
/// @param value its value; any finite number before it is warm
/// @param ready its warm-up in percent
public record Feature(
    String name,
    int decimals,
    String unit,
    String window,
    String source,
    boolean input,
    DoubleSupplier value,
    IntSupplier ready) {
  private static final double[] TEN = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

  /// The fact: the value quantised half up, with its readiness. A value that is no number, or too
  /// large to hold, is not ready.
  public Fact.Feature fact(int instrument, long source) {
    double scaled = value.getAsDouble() * TEN[decimals];
    boolean sane = Math.abs(scaled) < 1e15;
    return new Fact.Feature(
        instrument,
        source,
        name,
        sane ? Math.round(scaled) : 0,
        decimals,
        sane ? ready.getAsInt() : 0);
  }

  /// One row of the table in `docs/features.md`.
  public String row() {
    return "| `%s` | %s | %d | %s | %s | %s |"
        .formatted(name, unit, decimals, window, input ? "yes" : "", source);
  }
}
