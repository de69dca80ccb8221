package dev.warrant.rules.limit;

/// The seven layers of limits, in the order the guard asks them.
public enum Layer {
  POSITION,
  PORTFOLIO,
  ACCOUNT,
  SYSTEMIC,
  MODEL,
  OPERATIONAL,
  COMPLIANCE
}
