package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;

/// The limit with the least relative margin among those that have one and bind; the earlier one
/// among equals.
///
/// @param index its place among the guard's limits, from 0; −1 if there is none
/// @param limit its id; empty if there is none
/// @param margin its margin in its own scale
record Closest(int index, String limit, BigInteger margin) {
  static Closest of(StatedGuard guard, Seen seen) {
    Closest closest = new Closest(-1, "", BigInteger.ZERO);
    BigInteger least = BigInteger.ZERO;
    long[] values = seen.values();
    for (StatedLimit limit : guard.limits()) {
      if (limit.tight() && limit.binds(seen) && limit.when().holds(values)) {
        BigInteger relative = limit.relative(values);
        if (closest.index() < 0 || relative.compareTo(least) < 0) {
          closest = new Closest(limit.number() - 1, limit.id(), limit.margin(values));
          least = relative;
        }
      }
    }
    return closest;
  }
}
