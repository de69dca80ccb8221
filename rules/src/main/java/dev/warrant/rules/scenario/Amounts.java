package dev.warrant.rules.scenario;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts with units: `3000 USDT`, `20 %`, `500 ms`, `6 orders`.
final class Amounts {
  private static final Pattern FORM =
      Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,9})?)(?: ([A-Za-z%]+))?");

  /// @param scale how many of the measure's own units one written unit is
  private record Written(String text, MeasureId.Unit unit, String scale) {}

  private static final List<Written> UNITS =
      List.of(
          new Written("USDT", MeasureId.Unit.MONEY, "10000"),
          new Written("%", MeasureId.Unit.PPM, "10000"),
          new Written("bps", MeasureId.Unit.PPM, "100"),
          new Written("ppm", MeasureId.Unit.PPM, "1"),
          new Written("us", MeasureId.Unit.MICROS, "1"),
          new Written("ms", MeasureId.Unit.MICROS, "1000"),
          new Written("s", MeasureId.Unit.MICROS, "1000000"),
          new Written("min", MeasureId.Unit.MICROS, "60000000"),
          new Written("lots", MeasureId.Unit.LOTS, "1"),
          new Written("ticks", MeasureId.Unit.TICKS, "1"),
          new Written("ticks", MeasureId.Unit.CENTITICKS, "100"),
          new Written("orders", MeasureId.Unit.COUNT, "1"),
          new Written("messages", MeasureId.Unit.COUNT, "1"));

  private Amounts() {}

  /// An amount in a measure's own unit; without a unit it is meant to be that already.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it has another unit, or is finer than it
  static long measure(MeasureId id, Yaml.Scalar value) {
    Matcher m = FORM.matcher(value.text());
    if (!m.matches()) {
      throw new RuleError(
              "amount-form",
              value.place(),
              "\"" + value.text() + "\" as " + id.text(),
              "a number, with a unit if it is not the measure's own",
              "3000 USDT, 20 %, 500 ms or 6 lots.")
          .thrown();
    }
    Rational number = Rational.parse(m.group(1));
    String unit = m.group(2);
    if (unit != null) {
      number = number.times(Rational.parse(scale(id, unit, value.place())));
    }
    if (!number.whole()) {
      throw RuleError.of(
              "amount-fine",
              value.place(),
              value.text() + ", which is " + number + " units of " + id.text(),
              "a whole number of them")
          .thrown();
    }
    return number.saturated(RoundingMode.UNNECESSARY);
  }

  private static String scale(MeasureId id, String unit, Place place) {
    for (Written w : UNITS) {
      if (w.unit == id.unit() && w.text.equals(unit)) {
        return w.scale;
      }
    }
    List<String> fitting =
        UNITS.stream().filter(w -> w.unit == id.unit()).map(Written::text).toList();
    throw RuleError.of(
            "amount-unit",
            place,
            "the unit " + unit + " for " + id.text(),
            fitting.isEmpty() ? "no unit" : String.join(" or ", fitting))
        .thrown();
  }

  /// A stretch of time such as `2.5 s`, in nanoseconds.
  static long nanos(String text, Place place) {
    Matcher m = FORM.matcher(text);
    String unit = m.matches() ? m.group(2) : null;
    long each =
        switch (unit == null ? "" : unit) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "min" -> 60_000_000_000L;
          default -> 0;
        };
    if (each == 0 || text.startsWith("-")) {
      throw RuleError.of("time-form", place, "\"" + text + "\"", "a time such as 12.5 s or 300 ms")
          .thrown();
    }
    return Rational.parse(m.group(1)).times(Rational.of(each)).saturated(RoundingMode.FLOOR);
  }

  /// A decimal number times a power of ten, exactly.
  static long scaled(String number, int decimals, Place place) {
    Rational r = Rational.parse(number).times(Rational.tenTo(decimals));
    if (!r.whole()) {
      throw RuleError.of("amount-fine", place, number, "at most " + decimals + " decimals")
          .thrown();
    }
    return r.saturated(RoundingMode.UNNECESSARY);
  }
}
