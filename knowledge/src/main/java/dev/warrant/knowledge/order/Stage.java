package dev.warrant.knowledge.order;

/// Where in the chain something was refused.
public enum Stage {
  /// Facts were missing or not warm.
  FACTS,
  /// The strategy theory found no proof.
  STRATEGY,
  /// No admissible size under the limits.
  FEASIBLE,
  /// Sizing gave nothing.
  SIZING,
  /// The guard refused the order.
  GUARD,
  /// Mode, gate or kill.
  SAFETY,
  /// The venue refused.
  VENUE
}
