package dev.warrant.knowledge.fact;

/// What kind of market this is, as the regime classifier names it.
public enum Regime {
  CALM,
  TRENDING,
  RANGING,
  VIOLENT
}
