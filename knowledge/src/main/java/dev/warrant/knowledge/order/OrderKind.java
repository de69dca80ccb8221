package dev.warrant.knowledge.order;

/// What kind of order.
public enum OrderKind {
  /// Limit, good till cancelled.
  LIMIT,
  /// Limit that must not take (Binance `GTX`).
  POST_ONLY,
  /// Limit, immediate or cancel.
  IOC,
  /// Market order.
  MARKET,
  /// Reduce-only stop that becomes a market order at the stop price.
  STOP_MARKET;

  /// Bit in a mask of allowed kinds.
  public int bit() {
    return 1 << ordinal();
  }
}
