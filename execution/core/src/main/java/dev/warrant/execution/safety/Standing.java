package dev.warrant.execution.safety;

import dev.warrant.knowledge.unit.Digest;

/// Whether a proposal is what is live now. A certificate shows that people approved; that nobody
/// withdrew it since, or put another version in its place, only the release log can tell.
@FunctionalInterface
public interface Standing {
  /// Whether the proposal whose signed record has this digest is live.
  boolean live(Digest proposal);

  /// Whether the proposal whose signed record has this digest is at its canary, so that a desk may
  /// trade under the small version of it.
  default boolean canary(Digest proposal) {
    return false;
  }
}
