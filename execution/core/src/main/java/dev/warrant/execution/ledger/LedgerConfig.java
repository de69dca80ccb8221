package dev.warrant.execution.ledger;

import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// What the ledger must know beforehand.
///
/// @param leverage configured at the venue, for initial margin
/// @param stopTicks stop distance per instrument until a warrant states another
/// @param answerNanos how long a request may stay unanswered before its outcome is unknown
/// @param absenceNanos how long after sending "no such order" proves that it never arrived: longer
///   than the venue's receive window, after which a late request is refused
public record LedgerConfig(
    List<Instrument> instruments,
    int leverage,
    List<@Ticks Long> stopTicks,
    long answerNanos,
    long absenceNanos) {
  public LedgerConfig {
    instruments = List.copyOf(instruments);
    stopTicks = List.copyOf(stopTicks);
    if (leverage < 1 || stopTicks.size() != instruments.size()) {
      throw new IllegalArgumentException(
          "expected leverage >= 1 and one stop distance per instrument, found leverage "
              + leverage
              + ", "
              + stopTicks.size()
              + " stops for "
              + instruments.size()
              + " instruments");
    }
  }

  /// With three seconds to answer, and the venue's receive window of five seconds plus one.
  public static LedgerConfig of(
      List<Instrument> instruments, int leverage, List<@Ticks Long> stopTicks) {
    return new LedgerConfig(instruments, leverage, stopTicks, 3_000_000_000L, 6_000_000_000L);
  }
}
