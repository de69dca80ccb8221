package dev.warrant.rules.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// How a value is written for people.
enum Show {
  MONEY,
  PERCENT,
  TIMES,
  LOTS,
  TICKS,
  TIME,
  COUNT,
  NUMBER;

  private static final Rational MILLI = Rational.of(1_000);
  private static final Rational SECOND = Rational.of(1_000_000);
  private static final Rational MINUTES = Rational.of(120_000_000);

  /// How values of `unit` are written.
  ///
  /// @param plain how plain numbers are
  static Show of(Unit unit, Show plain) {
    if (unit.plain()) {
      return unit.scale() == -6 ? PERCENT : plain;
    }
    Unit base = unit.at(0);
    for (ParameterUnit known : ParameterUnit.values()) {
      if (known.unit().equals(base)) {
        return switch (known) {
          case USDT -> MONEY;
          case LOTS -> LOTS;
          case TICKS -> TICKS;
          case MICROSECONDS, MILLISECONDS, SECONDS, MINUTES -> TIME;
          case ORDERS, MESSAGES -> COUNT;
          case NUMBER, TIMES, PERCENT, BASIS_POINTS, PARTS_PER_MILLION -> plain;
        };
      }
    }
    return NUMBER;
  }

  /// `value`, in base units, rounded as said.
  String text(Rational value, RoundingMode mode) {
    return switch (this) {
      case MONEY -> grouped(value.rounded(2, mode)) + " USDT";
      case PERCENT -> percent(value.times(Rational.of(100)), mode) + " %";
      case TIMES -> trimmed(value.rounded(2, mode)) + " x";
      case LOTS -> grouped(trim(value.rounded(2, mode))) + " lots";
      case TICKS -> grouped(trim(value.rounded(2, mode))) + " ticks";
      case TIME -> time(value, mode);
      case COUNT, NUMBER -> grouped(trim(value.rounded(4, mode)));
    };
  }

  private static String percent(Rational value, RoundingMode mode) {
    Rational size = value.abs();
    int decimals = size.compareTo(Rational.ONE) >= 0 || size.signum() == 0 ? 1 : 3;
    return trimmed(value.rounded(decimals, mode));
  }

  private static String time(Rational micros, RoundingMode mode) {
    Rational size = micros.abs();
    if (size.compareTo(MILLI) < 0) {
      return trimmed(micros.rounded(0, mode)) + " us";
    }
    if (size.compareTo(SECOND) < 0) {
      return trimmed(micros.over(MILLI).rounded(1, mode)) + " ms";
    }
    return size.compareTo(MINUTES) < 0
        ? trimmed(micros.over(SECOND).rounded(1, mode)) + " s"
        : trimmed(micros.over(Rational.of(60_000_000)).rounded(1, mode)) + " min";
  }

  private static BigDecimal trim(BigDecimal value) {
    BigDecimal out = value.stripTrailingZeros();
    return out.scale() < 0 ? out.setScale(0) : out;
  }

  private static String trimmed(BigDecimal value) {
    return trim(value).toPlainString();
  }

  /// Digits in groups of three, parted by a space.
  private static String grouped(BigDecimal value) {
    String text = value.abs().toPlainString();
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    StringBuilder out = new StringBuilder(text);
    for (int i = whole - 3; i > 0; i -= 3) {
      out.insert(i, ' ');
    }
    return (value.signum() < 0 ? "-" : "") + out;
  }
}
