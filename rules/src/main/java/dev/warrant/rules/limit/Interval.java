package dev.warrant.rules.limit;

import java.math.BigInteger;

/// The whole numbers from `low` to `high`.
record Interval(BigInteger low, BigInteger high) {
  private static final int BITS = 63;

  static Interval of(long low, long high) {
    return new Interval(BigInteger.valueOf(low), BigInteger.valueOf(high));
  }

  static Interval of(BigInteger only) {
    return new Interval(only, only);
  }

  /// Whether every value and its negative fit 63 bits and a sign.
  boolean fits() {
    return low.abs().bitLength() <= BITS && high.abs().bitLength() <= BITS;
  }

  Interval plus(Interval o) {
    return new Interval(low.add(o.low), high.add(o.high));
  }

  Interval minus(Interval o) {
    return plus(o.negated());
  }

  Interval negated() {
    return new Interval(high.negate(), low.negate());
  }

  Interval times(Interval o) {
    BigInteger a = low.multiply(o.low);
    BigInteger b = low.multiply(o.high);
    BigInteger c = high.multiply(o.low);
    BigInteger d = high.multiply(o.high);
    return new Interval(a.min(b).min(c).min(d), a.max(b).max(c).max(d));
  }

  Interval abs() {
    if (low.signum() >= 0) {
      return this;
    }
    return high.signum() <= 0 ? negated() : new Interval(BigInteger.ZERO, high.max(low.negate()));
  }

  Interval min(Interval o) {
    return new Interval(low.min(o.low), high.min(o.high));
  }

  Interval max(Interval o) {
    return new Interval(low.max(o.low), high.max(o.high));
  }

  Interval either(Interval o) {
    return new Interval(low.min(o.low), high.max(o.high));
  }

  @Override
  public String toString() {
    return low + ".." + high;
  }
}
