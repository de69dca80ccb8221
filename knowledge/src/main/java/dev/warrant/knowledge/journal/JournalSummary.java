package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.unit.Digest;

/// What a verified journal amounts to.
///
/// @param run name of the run
/// @param firstSeq first input still there; above 1 if older segments were retired
/// @param lastSeq last input; `firstSeq - 1` if there is none
/// @param stripped whether conclusions were left out
/// @param closed whether the last run ended with a clean close
/// @param tornBytes bytes after the last good record that no durability mark covers and the next
///   start cuts; 0 if there are none
/// @param bytes headers and records, without padding
public record JournalSummary(
    String run,
    long firstSeq,
    long lastSeq,
    long lastNanos,
    Digest inputHead,
    Digest derivedHead,
    boolean stripped,
    boolean closed,
    long tornBytes,
    long bytes) {
  /// `SHA-256(input head ‖ derived head)`.
  public Digest root() {
    return Chains.root(inputHead, derivedHead);
  }
}
