package dev.warrant.reasoning.deduce.lang;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Instants and durations as nanoseconds; instants count from 1970-01-01T00:00:00Z.
public final class Times {
  /// Stands for no beginning.
  public static final long ALWAYS = Long.MIN_VALUE;

  /// Stands for no end.
  public static final long FOREVER = Long.MAX_VALUE;

  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();
  private static final long NANOS = 1_000_000_000L;
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z?)?");
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h|d)");

  private Times() {}

  /// Where a date or time that starts at `start` ends; 0 if there is none.
  static int dateEnd(String text, int start) {
    Matcher m = INSTANT.matcher(text).region(start, text.length());
    return m.lookingAt() ? m.end() : 0;
  }

  /// The instant `text`, in UTC; null if there is no such date.
  public static @Nullable Long instant(String text) {
    try {
      String bare = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      LocalDateTime t =
          bare.indexOf('T') < 0 ? LocalDate.parse(bare).atStartOfDay() : LocalDateTime.parse(bare);
      return ChronoUnit.NANOS.between(EPOCH, t);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /// The duration `text`, such as `1h30m` or `-2.5s`; null if it is none.
  static @Nullable Long duration(String text) {
    boolean negative = text.startsWith("-");
    Matcher m = DURATION.matcher(text);
    int at = negative ? 1 : 0;
    BigDecimal sum = BigDecimal.ZERO;
    while (at < text.length()) {
      if (!m.find(at) || m.start() != at) {
        return null;
      }
      sum = sum.add(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit(m.group(2)))));
      at = m.end();
    }
    try {
      return (negative ? sum.negate() : sum).longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static long unit(String word) {
    return switch (word) {
      case "ns" -> 1;
      case "us" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> NANOS;
      case "m" -> 60 * NANOS;
      case "h" -> 3_600 * NANOS;
      default -> 86_400 * NANOS;
    };
  }

  /// A bound of an interval as written: `_` where it has none.
  public static String bound(Value value) {
    return value instanceof Value.Num n && (n.value() == ALWAYS || n.value() == FOREVER)
        ? Term.WILD
        : value.toString();
  }
}
