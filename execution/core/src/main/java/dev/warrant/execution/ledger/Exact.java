package dev.warrant.execution.ledger;

import dev.warrant.knowledge.unit.E8;

/// Integer arithmetic of money whose intermediate products do not fit 64 bits although the results
/// do. Every method says which way it rounds; nothing here goes through floating point.
public final class Exact {
  private static final long ONE_E8 = 100_000_000L;
  private static final long MONEY_E8 = 10_000L;

  private Exact() {}

  /// `quantityE8 × priceE8 / 1e8`, rounded down (towards minus infinity).
  ///
  /// @param quantityE8 signed quantity in 1e-8 of the base asset
  /// @param priceE8 not negative
  /// @throws ArithmeticException if the result does not fit
  public static @E8 long notionalDown(long quantityE8, @E8 long priceE8) {
    long whole = wholePart(quantityE8, priceE8);
    return Math.addExact(whole, fraction(quantityE8, priceE8) / ONE_E8);
  }

  /// The same, rounded up (towards plus infinity).
  public static @E8 long notionalUp(long quantityE8, @E8 long priceE8) {
    long whole = wholePart(quantityE8, priceE8);
    return Math.addExact(whole, Math.ceilDiv(fraction(quantityE8, priceE8), ONE_E8));
  }

  /// `total × part / whole` for `0 <= part <= whole`, rounded towards zero.
  public static long share(long total, long part, long whole) {
    long even = Math.multiplyExact(total / whole, part);
    return Math.addExact(even, Math.multiplyExact(total % whole, part) / whole);
  }

  /// `numerator × 10^digits / denominator`, rounded down, by long division so that nothing wider
  /// than the result is ever formed.
  ///
  /// @param denominator positive and below 2^63 / 10
  public static long scaled(long numerator, long denominator, int digits) {
    long result = Math.floorDiv(numerator, denominator);
    long rest = Math.floorMod(numerator, denominator);
    for (int i = 0; i < digits; i++) {
      long ten = Math.multiplyExact(rest, 10);
      result = Math.addExact(Math.multiplyExact(result, 10), ten / denominator);
      rest = ten % denominator;
    }
    return result;
  }

  /// Units of 1e-4 USDT, rounded up.
  public static long moneyUp(@E8 long valueE8) {
    return Math.ceilDiv(valueE8, MONEY_E8);
  }

  /// Units of 1e-4 USDT, rounded down.
  public static long moneyDown(@E8 long valueE8) {
    return Math.floorDiv(valueE8, MONEY_E8);
  }

  private static long wholePart(long a, long b) {
    long most = Math.multiplyExact(Math.floorDiv(a, ONE_E8), b);
    return Math.addExact(most, Math.multiplyExact(Math.floorMod(a, ONE_E8), b / ONE_E8));
  }

  /// Below 1e16, so it always fits.
  private static long fraction(long a, long b) {
    return Math.floorMod(a, ONE_E8) * (b % ONE_E8);
  }
}
