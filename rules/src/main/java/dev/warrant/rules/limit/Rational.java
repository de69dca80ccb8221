package dev.warrant.rules.limit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An exact rational number in lowest terms, with a positive denominator.
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  /// Zero.
  public static final Rational ZERO = of(0);

  /// One.
  public static final Rational ONE = of(1);

  /// Brings the fraction to lowest terms.
  ///
  /// @throws ArithmeticException if the denominator is zero
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("the fraction " + numerator + "/0 has no value");
    }
    // Most numbers are whole, and a whole one is in lowest terms.
    if (!denominator.equals(BigInteger.ONE)) {
      BigInteger by = numerator.gcd(denominator);
      by = denominator.signum() < 0 ? by.negate() : by;
      numerator = numerator.divide(by);
      denominator = denominator.divide(by);
    }
  }

  /// A whole number.
  public static Rational of(long n) {
    return new Rational(BigInteger.valueOf(n), BigInteger.ONE);
  }

  /// A number of the limit language.
  public static Rational of(Expr.Num num) {
    return new Rational(BigInteger.valueOf(num.numerator()), BigInteger.valueOf(num.denominator()));
  }

  /// The exact value of decimal text.
  ///
  /// @throws NumberFormatException if it is no decimal number
  public static Rational parse(String text) {
    BigDecimal d = new BigDecimal(text);
    return d.scale() <= 0
        ? new Rational(d.toBigIntegerExact(), BigInteger.ONE)
        : new Rational(d.unscaledValue(), BigInteger.TEN.pow(d.scale()));
  }

  /// Ten to the power of `n`, which may be negative.
  public static Rational tenTo(int n) {
    BigInteger p = BigInteger.TEN.pow(Math.abs(n));
    return n >= 0 ? new Rational(p, BigInteger.ONE) : new Rational(BigInteger.ONE, p);
  }

  /// Sum.
  public Rational plus(Rational o) {
    return new Rational(
        numerator.multiply(o.denominator).add(o.numerator.multiply(denominator)),
        denominator.multiply(o.denominator));
  }

  /// Difference.
  public Rational minus(Rational o) {
    return plus(o.negated());
  }

  /// Product.
  public Rational times(Rational o) {
    return new Rational(numerator.multiply(o.numerator), denominator.multiply(o.denominator));
  }

  /// Quotient.
  ///
  /// @throws ArithmeticException if `o` is zero
  public Rational over(Rational o) {
    return new Rational(numerator.multiply(o.denominator), denominator.multiply(o.numerator));
  }

  /// The number with the other sign.
  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  /// Absolute value.
  public Rational abs() {
    return signum() < 0 ? negated() : this;
  }

  /// -1, 0 or 1.
  public int signum() {
    return numerator.signum();
  }

  /// Whether it is a whole number.
  public boolean whole() {
    return denominator.equals(BigInteger.ONE);
  }

  /// Rounded to `decimals` digits.
  public BigDecimal rounded(int decimals, RoundingMode mode) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), decimals, mode);
  }

  /// Rounded to a whole number and held inside what a `long` can say.
  public long saturated(RoundingMode mode) {
    BigInteger n = rounded(0, mode).toBigInteger();
    return n.bitLength() < Long.SIZE
        ? n.longValue()
        : n.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public int compareTo(Rational o) {
    return numerator.multiply(o.denominator).compareTo(o.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return whole() ? numerator.toString() : numerator + "/" + denominator;
  }
}
