package dev.warrant.knowledge.order;

/// How soon an intent wants to be filled.
public enum Urgency {
  /// Rest and wait.
  PASSIVE,
  /// Rest at the best price and follow it.
  NORMAL,
  /// Take.
  URGENT
}
