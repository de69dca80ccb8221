package dev.warrant.execution.guard;

import java.math.BigInteger;

/// The integers from `lo` to `hi`: what an intermediate result may be while every measure is inside
/// its declared range.
record Span(BigInteger lo, BigInteger hi) {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  static Span of(long lo, long hi) {
    return new Span(BigInteger.valueOf(lo), BigInteger.valueOf(hi));
  }

  boolean fitsLong() {
    return lo.compareTo(MIN) >= 0 && hi.compareTo(MAX) <= 0;
  }

  boolean positive() {
    return lo.signum() > 0;
  }

  Span plus(Span other) {
    return new Span(lo.add(other.lo), hi.add(other.hi));
  }

  Span minus(Span other) {
    return new Span(lo.subtract(other.hi), hi.subtract(other.lo));
  }

  Span negated() {
    return new Span(hi.negate(), lo.negate());
  }

  Span times(Span other) {
    BigInteger a = lo.multiply(other.lo);
    BigInteger b = lo.multiply(other.hi);
    BigInteger c = hi.multiply(other.lo);
    BigInteger d = hi.multiply(other.hi);
    return new Span(a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
  }

  Span magnitude() {
    if (lo.signum() >= 0) {
      return this;
    }
    return hi.signum() <= 0 ? negated() : new Span(BigInteger.ZERO, hi.max(lo.negate()));
  }

  Span least(Span other) {
    return new Span(lo.min(other.lo), hi.min(other.hi));
  }

  Span greatest(Span other) {
    return new Span(lo.max(other.lo), hi.max(other.hi));
  }

  Span either(Span other) {
    return new Span(lo.min(other.lo), hi.max(other.hi));
  }

  @Override
  public String toString() {
    return lo + ".." + hi;
  }
}
