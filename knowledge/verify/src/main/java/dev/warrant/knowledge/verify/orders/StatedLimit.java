package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;
import java.util.List;

/// One limit as polynomials, and what it says of an order.
///
/// @param reads places of the measures it needs
record StatedLimit(
    int number,
    String id,
    boolean increasing,
    String text,
    List<Integer> reads,
    Formula decided,
    Formula when,
    String op,
    Formula left,
    Formula right,
    Formula under,
    boolean tight,
    boolean ratio) {
  private static final BigInteger PPM = BigInteger.valueOf(1_000_000);
  private static final BigInteger NARROW = BigInteger.ONE.shiftLeft(42);

  StatedLimit {
    reads = List.copyOf(reads);
  }

  /// Whether it binds orders with these measures, as far as it can be read.
  boolean binds(Seen seen) {
    return !(increasing && seen.value(StatedGuard.INCREASING) == 0);
  }

  /// Why it refuses; empty if it does not.
  String refuses(Seen seen) {
    if (increasing && !seen.readable(seen.guard().place(StatedGuard.INCREASING))) {
      return StatedGuard.INCREASING + " is not there";
    }
    if (!binds(seen)) {
      return "";
    }
    for (int at : reads) {
      if (!seen.readable(at)) {
        return seen.guard().reads().get(at).measure() + " is not there, or out of its range";
      }
    }
    long[] v = seen.values();
    if (!decided.holds(v)) {
      return "no row of its table decides";
    }
    BigInteger l = left.value(v);
    BigInteger r = right.value(v);
    return !when.holds(v) || Formula.compare(op, l, r)
        ? ""
        : "demands " + text + ": " + l + " " + op + " " + r + " is not so";
  }

  /// How far inside the order is, in the limit's own scale, rounded down; 0 where its measures are
  /// so far out of range that it has none.
  BigInteger margin(long[] v) {
    BigInteger by = under.value(v);
    if (by.signum() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger inside = slack(left.value(v), right.value(v));
    BigInteger slack = ratio ? inside.multiply(PPM) : inside;
    BigInteger[] parts = slack.divideAndRemainder(by);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private BigInteger slack(BigInteger l, BigInteger r) {
    return switch (op) {
      case "<=", "<" -> r.subtract(l);
      case ">=", ">" -> l.subtract(r);
      default -> BigInteger.ZERO;
    };
  }

  /// Relative margin in parts per million of the larger side, rounded toward zero.
  BigInteger relative(long[] v) {
    BigInteger l = left.value(v);
    BigInteger r = right.value(v);
    BigInteger scale = l.abs().max(r.abs()).max(BigInteger.ONE);
    BigInteger slack = slack(l, r);
    return scale.compareTo(NARROW) < 0
        ? slack.multiply(PPM).divide(scale)
        : slack.divide(scale.divide(PPM));
  }
}
