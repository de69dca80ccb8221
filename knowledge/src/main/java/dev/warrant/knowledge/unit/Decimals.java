package dev.warrant.knowledge.unit;

/// Decimal text to and from integers of 1e-8, without going through floating point.
public final class Decimals {
  private static final long ONE_E8 = 100_000_000L;

  private Decimals() {}

  /// `valueE8` as decimal text with exactly `decimals` digits after the point (truncating more).
  public static String text(@E8 long valueE8, int decimals) {
    long abs = Math.abs(valueE8);
    StringBuilder out = new StringBuilder(24);
    if (valueE8 < 0) {
      out.append('-');
    }
    out.append(abs / ONE_E8);
    if (decimals > 0) {
      String frac = Long.toString(ONE_E8 + abs % ONE_E8).substring(1);
      out.append('.').append(frac, 0, decimals);
    }
    return out.toString();
  }

  /// Parses decimal text such as `-12.345` into units of 1e-8.
  ///
  /// @throws NumberFormatException if the text is not a plain decimal number with at most eight
  ///   digits after the point (further digits must be zero), or does not fit
  public static @E8 long parseE8(CharSequence text) {
    int n = text.length();
    int i = 0;
    boolean negative = n > 0 && text.charAt(0) == '-';
    if (negative) {
      i++;
    }
    long value = 0;
    int digits = 0;
    int decimals = -1;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (decimals < 8) {
          value = exact(value, c - '0', text);
          decimals += decimals >= 0 ? 1 : 0;
        } else if (c != '0') {
          throw new NumberFormatException("more than 8 decimals in \"" + text + "\"");
        }
      } else {
        throw new NumberFormatException("not a decimal number: \"" + text + "\"");
      }
    }
    if (digits == 0) {
      throw new NumberFormatException("not a decimal number: \"" + text + "\"");
    }
    for (int d = Math.max(decimals, 0); d < 8; d++) {
      value = exact(value, 0, text);
    }
    return negative ? -value : value;
  }

  private static long exact(long value, int digit, CharSequence text) {
    try {
      return Math.addExact(Math.multiplyExact(value, 10), digit);
    } catch (ArithmeticException e) {
      NumberFormatException too = new NumberFormatException("too large: \"" + text + "\"");
      too.initCause(e);
      throw too;
    }
  }
}
