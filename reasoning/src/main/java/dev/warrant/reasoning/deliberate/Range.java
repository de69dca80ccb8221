package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Lots;

/// How many lots an intent may add beyond the worst case of its side.
///
/// @param low fewest lots of an order that is admissible
/// @param high most; 0 if none is
/// @param node the trace node that says so
public record Range(@Lots long low, @Lots long high, Digest node) {
  /// Whether any lots are admissible.
  public boolean any() {
    return high > 0 && high >= low;
  }
}
