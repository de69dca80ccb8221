package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Inputs;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Moments of a run as people write them.
final class Moments {
  private static final long SECOND = 1_000_000_000L;

  private Moments() {}

  /// Desk time of `when`: an instant, or seconds since the run began; the end if null.
  static long nanos(RunFolder folder, @Nullable String when) {
    if (when == null) {
      return Long.MAX_VALUE;
    }
    if (when.matches("[0-9]{1,9}")) {
      return Inputs.firstNanos(folder.journal()) + Long.parseLong(when) * SECOND;
    }
    try {
      return nanos(Instant.parse(when));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\""
              + when
              + "\" is no time; expected an instant or seconds since the run began"
              + "\nMaybe --at 30 or --at 2026-01-01T00:00:30Z",
          e);
    }
  }

  /// Whatever is before or after all that a clock of ours can say is the beginning or the end.
  private static long nanos(Instant instant) {
    if (instant.getEpochSecond() < Long.MIN_VALUE / SECOND) {
      return Long.MIN_VALUE;
    }
    return instant.getEpochSecond() >= Long.MAX_VALUE / SECOND
        ? Long.MAX_VALUE
        : instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /// Desk time as an instant.
  static String instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND).toString();
  }
}
