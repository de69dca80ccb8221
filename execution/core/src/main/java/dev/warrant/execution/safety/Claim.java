package dev.warrant.execution.safety;

import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;

/// What a desk is about to load, by its own reckoning: digests it computed from the very bytes.
///
/// @param instruments `Canon.digest` of the desk's list of instruments
/// @param venue [Terms.Bounds#SIMULATED] or the name of a real one
/// @param desk the desk's name
public record Claim(
    Terms.Packs packs, Terms.Guards guards, Digest instruments, String venue, String desk) {
  /// Whether the venue is the simulated one.
  public boolean simulated() {
    return venue.equals(Terms.Bounds.SIMULATED);
  }
}
