package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The units a parameter may be written in.
enum ParameterUnit {
  /// A plain number; also counts pieces where it meets a count.
  NUMBER("number", MeasureId.Unit.NUMBER, "1"),
  TIMES("x", MeasureId.Unit.NUMBER, "1"),
  PERCENT("%", MeasureId.Unit.NUMBER, "0.01"),
  BASIS_POINTS("bps", MeasureId.Unit.NUMBER, "0.0001"),
  PARTS_PER_MILLION("ppm", MeasureId.Unit.NUMBER, "0.000001"),
  USDT("USDT", MeasureId.Unit.MONEY, "1"),
  LOTS("lots", MeasureId.Unit.LOTS, "1"),
  TICKS("ticks", MeasureId.Unit.TICKS, "1"),
  MICROSECONDS("us", MeasureId.Unit.MICROS, "1"),
  MILLISECONDS("ms", MeasureId.Unit.MICROS, "1000"),
  SECONDS("s", MeasureId.Unit.MICROS, "1000000"),
  MINUTES("min", MeasureId.Unit.MICROS, "60000000"),
  ORDERS("orders", MeasureId.Unit.COUNT, "1"),
  MESSAGES("messages", MeasureId.Unit.COUNT, "1");

  private final String text;
  private final Unit unit;
  private final Rational factor;

  ParameterUnit(String text, MeasureId.Unit unit, String factor) {
    this.text = text;
    this.unit = Unit.of(unit).at(0);
    this.factor = Rational.parse(factor);
  }

  /// The unit written so, or null.
  static @Nullable ParameterUnit find(String text) {
    return Arrays.stream(values()).filter(u -> u.text.equals(text)).findFirst().orElse(null);
  }

  /// All units as written.
  static List<String> texts() {
    return Arrays.stream(values()).map(u -> u.text).toList();
  }

  /// As written.
  String text() {
    return text;
  }

  /// The base units it counts, on scale 0.
  Unit unit() {
    return unit;
  }

  /// How many base units one of it is.
  Rational factor() {
    return factor;
  }
}
