package dev.warrant.perception;

import dev.warrant.perception.feed.FeedLimits;

/// What perception tolerates.
///
/// @param feed limits of every feed
/// @param markStaleNanos age beyond which a mark price is no longer told
public record PerceptionConfig(FeedLimits feed, long markStaleNanos) {
  public PerceptionConfig {
    if (markStaleNanos <= 0) {
      throw new IllegalArgumentException(
          "mark price age limit must be positive, found " + markStaleNanos + " ns");
    }
  }

  /// Standard feed limits, marks good for ten seconds (the venue sends one a second, or one every
  /// three).
  public static PerceptionConfig standard() {
    return new PerceptionConfig(FeedLimits.standard(), 10_000_000_000L);
  }
}
