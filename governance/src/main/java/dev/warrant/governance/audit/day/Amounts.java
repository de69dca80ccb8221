package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import java.math.BigDecimal;
import java.time.Instant;

/// Numbers and times as files hold them: exact, without groups, and without zeros at the end.
final class Amounts {
  private Amounts() {}

  /// 1e-8.
  static String of(@E8 long valueE8) {
    return trimmed(Decimals.text(valueE8, 8));
  }

  /// The product of two numbers in 1e-8.
  static BigDecimal times(@E8 long aE8, @E8 long bE8) {
    return BigDecimal.valueOf(aE8, 8).multiply(BigDecimal.valueOf(bE8, 8));
  }

  static String of(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /// Parts per million as per cent.
  static String percent(long ppm) {
    return trimmed(Decimals.text(ppm * 10_000, 4));
  }

  private static String trimmed(String text) {
    int end = text.length();
    while (text.indexOf('.') >= 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }
}
