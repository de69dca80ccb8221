package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import java.math.BigInteger;

/// Integer money: products that may pass 64 bits, divided with a stated rounding.
final class Money {
  /// Units of 1e-8 in one.
  static final long ONE_E8 = 100_000_000L;

  private static final long MILLION = 1_000_000L;

  private Money() {}

  /// `a * b / by`, rounded toward negative infinity.
  ///
  /// @throws ArithmeticException if the quotient does not fit
  static long floorOf(long a, long b, long by) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == low >> 63) {
      return Math.floorDiv(low, by);
    }
    BigInteger[] parts =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .divideAndRemainder(BigInteger.valueOf(by));
    boolean down = parts[1].signum() != 0 && parts[1].signum() != Long.signum(by);
    return parts[0].subtract(down ? BigInteger.ONE : BigInteger.ZERO).longValueExact();
  }

  /// `a * b / by`, rounded toward positive infinity.
  static long ceilOf(long a, long b, long by) {
    return -floorOf(-a, b, by);
  }

  /// Notional of `lots` at a price in 1e-8 USDT, rounded down.
  static @E8 long notional(Instrument instrument, @Lots long lots, @E8 long priceE8) {
    return floorOf(Math.multiplyExact(lots, instrument.lotE8()), priceE8, ONE_E8);
  }

  /// Parts per million of an amount, rounded up: what somebody has to pay.
  static @E8 long owed(@E8 long amountE8, long ppm) {
    return ceilOf(amountE8, ppm, MILLION);
  }

  /// An amount scaled by parts per million, rounded down.
  static long scaled(long amount, long ppm) {
    return floorOf(amount, ppm, MILLION);
  }
}
