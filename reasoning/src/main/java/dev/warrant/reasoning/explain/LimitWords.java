package dev.warrant.reasoning.explain;

import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import java.util.List;

/// Says by how much an order kept the limit that was closest to it.
@FunctionalInterface
public interface LimitWords {
  /// Such as `order-size with 500.00 USDT to spare`.
  ///
  /// @param limit index into the guard's list, as an order's record names it; never negative
  /// @param margin as the record holds it
  String spare(int limit, long margin);

  /// Of the guard's limits, each margin in the limit's own unit.
  static LimitWords of(List<Limit> limits) {
    return (limit, margin) ->
        limits.get(limit).id()
            + " with "
            + LimitSays.margin(limits.get(limit), margin)
            + " to spare";
  }
}
