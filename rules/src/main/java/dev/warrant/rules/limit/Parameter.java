package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter as its author wrote it: `20 %`, allowed from 1 to 20.
///
/// @param value in its written unit
/// @param from where the value comes from, such as a paragraph of the risk appetite
public record Parameter(String name, Rational value, String unit, String from, Place place) {

  /// Reads a parameter.
  ///
  /// @param range `low..high` in the same unit; the value must lie inside
  /// @throws RuleException if the unit is unknown, or a number is none or out of range
  public static Parameter read(
      String name, String value, String unit, String range, String from, Place place) {
    if (ParameterUnit.find(unit) == null) {
      throw RuleError.of(
              "unit-unknown",
              place,
              "the unit \"" + unit + "\" of " + name,
              "one of " + String.join(", ", ParameterUnit.texts()))
          .thrown();
    }
    Rational number = number(value, place);
    Span span = span(range, place);
    if (number.compareTo(span.low()) < 0 || number.compareTo(span.high()) > 0) {
      throw new RuleError(
              "parameter-range",
              place,
              name + " = " + value + " " + unit,
              "a value in " + range + " " + unit,
              "the range itself is what risk has to change first.")
          .thrown();
    }
    return new Parameter(name, number, unit, from, place);
  }

  /// The two ends of a range as written.
  public record Span(Rational low, Rational high) {}

  /// Reads `low..high`.
  ///
  /// @throws RuleException if it is no range, or the ends are the wrong way round
  public static Span span(String text, Place place) {
    List<String> ends = List.of(text.split("\\.\\.", -1));
    if (ends.size() != 2) {
      throw RuleError.of("range-form", place, "\"" + text + "\"", "a range such as 1..20").thrown();
    }
    Span span = new Span(number(ends.get(0), place), number(ends.get(1), place));
    if (span.low().compareTo(span.high()) > 0) {
      throw RuleError.of("range-order", place, "\"" + text + "\"", "the smaller end first")
          .thrown();
    }
    return span;
  }

  /// Reads a number as it is written in a pack.
  ///
  /// @throws RuleException if it is none
  public static Rational number(String text, Place place) {
    if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?(e[0-9]{1,2})?")) {
      throw RuleError.of("number-form", place, "\"" + text + "\"", "a decimal number").thrown();
    }
    return Rational.parse(text);
  }

  /// A name that stands for an amount of what `measure` counts, in base units.
  public static Parameter like(String name, MeasureId measure, Place place) {
    String unit =
        switch (measure.unit()) {
          case NUMBER, PPM -> ParameterUnit.TIMES.text();
          case COUNT -> ParameterUnit.ORDERS.text();
          case LOTS -> ParameterUnit.LOTS.text();
          case TICKS, CENTITICKS -> ParameterUnit.TICKS.text();
          case MONEY -> ParameterUnit.USDT.text();
          case MICROS -> ParameterUnit.MICROSECONDS.text();
        };
    return new Parameter(name, Rational.ZERO, unit, "", place);
  }

  /// The value as people read it: `20 %`.
  String written() {
    return written(value, unit);
  }

  /// A number as it is written in a pack; nine decimals at most, which every written number has.
  public static String decimal(Rational value) {
    return value.rounded(9, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }

  /// `value` of `unit` as people read it.
  static String written(Rational value, String unit) {
    String number = decimal(value);
    return unit.equals(ParameterUnit.NUMBER.text()) ? number : number + " " + unit;
  }

  ParameterUnit units() {
    @Nullable ParameterUnit found = ParameterUnit.find(unit);
    if (found == null) {
      throw new IllegalStateException("parameter " + name + " was read with unit " + unit);
    }
    return found;
  }

  /// `amount`, written in this parameter's unit, in base units.
  public Rational base(Rational amount) {
    return amount.times(units().factor());
  }

  /// In base units.
  public Rational base() {
    return value.times(units().factor());
  }
}
