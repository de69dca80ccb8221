package dev.warrant.knowledge.fact;

/// What the desk may do, from loosest to tightest.
public enum Mode {
  /// Warrants may be used.
  NORMAL,
  /// Only orders that reduce worst-case exposure.
  REDUCE,
  /// Only cancels and exits.
  PAUSE,
  /// Cancel all and flatten by exit warrants.
  EMERGENCY;

  /// Whether this mode allows no more than `other`.
  public boolean atLeastAsTightAs(Mode other) {
    return compareTo(other) >= 0;
  }
}
