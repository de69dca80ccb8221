package dev.warrant.perception.feed;

/// What a feed tolerates.
///
/// @param staleNanos age of the book beyond which it is stale
/// @param toleranceNanos how far in the future an event may seem before a clock is called faulty
/// @param spacingNanos least time between two requests for a snapshot
/// @param retryNanos time after which an unanswered request is repeated
/// @param bufferMax depth updates kept while waiting for a snapshot; the oldest go first
public record FeedLimits(
    long staleNanos, long toleranceNanos, long spacingNanos, long retryNanos, int bufferMax) {
  public FeedLimits {
    if (staleNanos <= 0
        || toleranceNanos <= 0
        || spacingNanos <= 0
        || retryNanos < spacingNanos
        || bufferMax <= 0) {
      throw new IllegalArgumentException(
          "feed limits must be positive and retry no shorter than spacing, found stale "
              + staleNanos
              + " ns, tolerance "
              + toleranceNanos
              + " ns, spacing "
              + spacingNanos
              + " ns, retry "
              + retryNanos
              + " ns, buffer "
              + bufferMax);
    }
  }

  /// 1.5 s stale, 250 ms tolerance, a snapshot asked for at most once a second and again after
  /// three (a snapshot of 1000 levels costs 20 of Binance's 2400 weight a minute), 4096 updates.
  public static FeedLimits standard() {
    return new FeedLimits(1_500_000_000L, 250_000_000L, 1_000_000_000L, 3_000_000_000L, 4096);
  }
}
