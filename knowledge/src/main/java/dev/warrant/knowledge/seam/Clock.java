package dev.warrant.knowledge.seam;

/// A clock: nanoseconds since the epoch.
@FunctionalInterface
public interface Clock {
  /// Nanoseconds since 1970-01-01T00:00Z; never decreasing for one clock.
  long nanos();

  /// The machine's clock, made monotonic: the wall time at creation plus elapsed time since.
  static Clock system() {
    return new SystemClock();
  }
}
