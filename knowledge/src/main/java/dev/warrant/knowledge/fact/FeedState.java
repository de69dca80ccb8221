package dev.warrant.knowledge.fact;

/// Whether the book of an instrument may be believed.
public enum FeedState {
  /// Book equals the venue's as of the last message.
  SYNCED,
  /// Waiting for a snapshot to bridge.
  SYNCING,
  /// A sequence gap was seen; a snapshot has been asked for.
  GAP,
  /// In sequence, but older than the policy allows.
  STALE,
  /// The stream is not connected.
  DOWN
}
