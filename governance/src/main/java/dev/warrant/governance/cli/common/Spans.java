package dev.warrant.governance.cli.common;

import java.util.Locale;

/// Spans of time that a command line may ask for.
public final class Spans {
  /// More than thirty years; the clock's nanoseconds have room for it.
  private static final long MOST_SECONDS = 1_000_000_000L;

  private Spans() {}

  /// Seconds of the machine's clock; 0 until interrupted.
  ///
  /// @throws IllegalArgumentException if it is no such span
  public static long seconds(long found) {
    if (found < 0 || found > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "--seconds "
              + found
              + ", expected 1 to "
              + MOST_SECONDS
              + ", or 0 to run until interrupted\nMaybe --seconds 60");
    }
    return found;
  }

  /// Hours of a generated market, at least a second.
  ///
  /// @throws IllegalArgumentException if it is no such span
  public static double hours(double found) {
    if (!(found * 3_600 >= 1 && found * 3_600 <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--generated %s, expected hours, from 0.0003 (a second) to %d\nMaybe --generated 1",
              found,
              MOST_SECONDS / 3_600));
    }
    return found;
  }
}
