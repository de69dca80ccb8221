package dev.warrant.sim.exchange;

/// How long an order may work.
public enum TimeInForce {
  /// Good till cancelled.
  GTC,
  /// Immediate or cancel.
  IOC,
  /// Fill or kill.
  FOK,
  /// Good till crossing: post only.
  GTX
}
