package dev.warrant.rules.limit;

/// Which orders a limit binds.
public enum Binds {
  /// Only orders that raise worst-case exposure (`order.increasing` is 1).
  INCREASING,
  /// Every order.
  ALL
}
