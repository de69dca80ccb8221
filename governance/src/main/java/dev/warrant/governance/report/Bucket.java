package dev.warrant.governance.report;

/// One bucket of a histogram of durations. A list of them ascends; each begins where the one before
/// ends.
///
/// @param upToNanos upper edge, inclusive, in nanoseconds
/// @param count values in it, not negative
public record Bucket(long upToNanos, long count) {
  public Bucket {
    if (upToNanos < 0 || count < 0) {
      throw new IllegalArgumentException(
          "a bucket has a duration and a count, both not negative, found "
              + upToNanos
              + " ns and "
              + count);
    }
  }
}
