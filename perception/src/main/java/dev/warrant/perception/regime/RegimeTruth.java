package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Regime;

/// What the regime really was, as only the maker of a market knows.
@FunctionalInterface
public interface RegimeTruth {
  /// The regime of an instrument at a time of its market.
  Regime at(int instrument, long nanos);
}
