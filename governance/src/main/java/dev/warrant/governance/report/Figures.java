package dev.warrant.governance.report;

import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them. Money is rounded half away from zero.
final class Figures {
  private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss.SSS");
  private static final DateTimeFormatter STAMP = formatter("yyyy-MM-dd HH:mm:ss");
  private static final String MINUS = "\u2212";

  private Figures() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /// A count with groups of three.
  static String count(long n) {
    return grouped(Long.toString(n));
  }

  /// A count and its noun, in the plural unless it is one.
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /// 1e-8 USDT with two decimals.
  static String money(@E8 long e8) {
    return decimal(e8, 2);
  }

  /// The same with its sign, also if positive.
  static String signed(@E8 long e8) {
    String text = money(e8);
    return e8 > 0 && !text.equals("0.00") ? "+" + text : text;
  }

  /// Units of 1e-8 with so many decimals, grouped and rounded.
  static String decimal(@E8 long e8, int decimals) {
    long step = 100_000_000L;
    for (int i = 0; i < decimals; i++) {
      step /= 10;
    }
    long rest = Math.abs(e8 % step);
    long towardsZero = e8 - e8 % step;
    long rounded = rest * 2 >= step ? towardsZero + Long.signum(e8) * step : towardsZero;
    return grouped(Decimals.text(rounded, decimals));
  }

  /// A price in 1e-8 USDT to the instrument's tick.
  static String price(Instrument instrument, @E8 long e8) {
    return decimal(e8, decimals(instrument.tickE8()));
  }

  /// A signed quantity of the base asset.
  static String quantity(Instrument instrument, @Lots long lots) {
    return grouped(instrument.quantityText(lots));
  }

  /// Decimals that show steps of so many 1e-8.
  static int decimals(long stepE8) {
    int n = 8;
    for (long s = stepE8; n > 0 && s % 10 == 0; s /= 10) {
      n--;
    }
    return n;
  }

  private static String grouped(String plain) {
    boolean negative = plain.startsWith("-");
    String digits = negative ? plain.substring(1) : plain;
    int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    StringBuilder out = new StringBuilder(digits.length() + 8);
    for (int i = 0; i < point; i++) {
      if (i > 0 && (point - i) % 3 == 0) {
        out.append(',');
      }
      out.append(digits.charAt(i));
    }
    out.append(digits, point, digits.length());
    return negative ? MINUS + out : out.toString();
  }

  /// Parts of a whole as per cent without decimals.
  static String percent(long part, long whole) {
    return whole == 0 ? "0 %" : Math.round(100.0 * part / whole) + " %";
  }

  /// UTC time of day with milliseconds.
  static String clock(long nanos) {
    return CLOCK.format(Instant.ofEpochSecond(0, nanos));
  }

  /// UTC date and time.
  static String stamp(long nanos) {
    return STAMP.format(Instant.ofEpochSecond(0, nanos));
  }

  /// A duration with three digits or so: `850 ns`, `1.23 µs`, `42.0 ms`, `2 min 5 s`.
  static String duration(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 1_000_000) {
      return three(nanos / 1e3) + " µs";
    }
    if (nanos < 1_000_000_000) {
      return three(nanos / 1e6) + " ms";
    }
    if (nanos < 60_000_000_000L) {
      return three(nanos / 1e9) + " s";
    }
    long seconds = nanos / 1_000_000_000L;
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private static String three(double v) {
    int decimals = v < 10 ? 2 : v < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", v);
  }
}
