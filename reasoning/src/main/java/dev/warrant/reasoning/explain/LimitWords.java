package dev.warrant.reasoning.explain;

import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import java.util.List;
import java.util.function.Function;

/// Says by how much an order kept the limit that was closest to it.
@FunctionalInterface
public interface LimitWords {
  /// Such as `order-size with 500.00 USDT to spare`.
  ///
  /// @param order client id of the order, which says whose guard numbers the limits
  /// @param limit index into that guard's list, as an order's record names it; never negative
  /// @param margin as the record holds it
  String spare(String order, int limit, long margin);

  /// Of the limits of one guard, each margin in the limit's own unit.
  static LimitWords of(List<Limit> limits) {
    return of(_ -> limits);
  }

  /// Of the limits that each order's guard numbers, each margin in the limit's own unit.
  static LimitWords of(Function<String, List<Limit>> limits) {
    return (order, limit, margin) -> {
      List<Limit> known = limits.apply(order);
      if (limit >= known.size()) {
        return "number " + (limit + 1) + " of a guard that is not known";
      }
      Limit closest = known.get(limit);
      return closest.id() + " with " + LimitSays.margin(closest, margin) + " to spare";
    };
  }
}
