package dev.warrant.governance.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A share as people write it: `5 %`, `0.5%`, `0.05`.
public final class Share {
  private Share() {}

  /// In parts per million.
  ///
  /// @throws IllegalArgumentException if it is none from 0 to 100 %
  public static long ppm(String text) {
    String bare = text.strip();
    boolean percent = bare.endsWith("%");
    String number = percent ? bare.substring(0, bare.length() - 1).strip() : bare;
    if (number.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
      BigDecimal ppm = new BigDecimal(number).scaleByPowerOfTen(percent ? 4 : 6);
      if (ppm.compareTo(BigDecimal.valueOf(1_000_000)) <= 0) {
        return ppm.setScale(0, RoundingMode.FLOOR).longValueExact();
      }
    }
    throw new IllegalArgumentException(
        "found \"" + text + "\", expected a share from 0 to 100 %\nMaybe 5% or 0.05");
  }

  /// Of parts per million, such as `4.72 %`.
  static String says(long ppm) {
    return BigDecimal.valueOf(ppm, 4).setScale(2, RoundingMode.HALF_UP).toPlainString() + " %";
  }
}
