package dev.warrant.execution.executor;

import dev.warrant.knowledge.unit.Instrument;
import java.util.List;

/// What executor and exits must know beforehand.
///
/// @param epoch recovery epoch, which stands in every client id
/// @param unusableNanos how long a book may be unusable before resting orders are cancelled
/// @param answerNanos how long an order that takes at once may stay without its end being told
///   before it is cancelled, in the desk's time
/// @param exitCollarPpm how far from the touch (or the mark) an exit may trade
public record ExecutorConfig(
    int epoch,
    List<Instrument> instruments,
    long unusableNanos,
    long answerNanos,
    long exitCollarPpm) {
  public ExecutorConfig {
    instruments = List.copyOf(instruments);
  }

  /// One second each, and half a percent.
  public static ExecutorConfig of(int epoch, List<Instrument> instruments) {
    return new ExecutorConfig(epoch, instruments, 1_000_000_000L, 1_000_000_000L, 5_000);
  }
}
