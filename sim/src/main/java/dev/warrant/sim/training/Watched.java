package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Regime;
import java.util.List;

/// What the model believed, second by second, about one market whose regimes nobody knows, or was
/// not told.
///
/// @param market which, such as `2024-08-08`
/// @param symbol of the instrument
/// @param beliefs how many
/// @param probability mean stated probability
/// @param driftPpm drift of the inputs at the end
/// @param driftMostPpm largest drift
/// @param regimes one entry per regime, in the order of [Regime]
/// @param minutes one entry per minute of the clock
public record Watched(
    String market,
    String symbol,
    int beliefs,
    double probability,
    long driftPpm,
    long driftMostPpm,
    List<Share> regimes,
    List<Minute> minutes) {
  /// Seconds looked ahead for [Share#moveBps].
  public static final int AHEAD_SECONDS = 10;

  /// Seconds in which this regime was believed.
  ///
  /// @param probability mean stated probability, 0 if never believed
  /// @param moveBps mean size of the mid's move over the ten seconds that followed, in basis
  ///   points; `NaN` if none was followed so far
  public record Share(Regime regime, int beliefs, double probability, double moveBps) {}

  /// One minute.
  ///
  /// @param epochMinute minutes since the epoch
  /// @param counts beliefs per regime, in the order of [Regime]
  /// @param probability mean stated probability
  /// @param driftPpm drift at its end
  public record Minute(long epochMinute, List<Integer> counts, double probability, long driftPpm) {
    public Minute {
      counts = List.copyOf(counts);
    }
  }

  public Watched {
    regimes = List.copyOf(regimes);
    minutes = List.copyOf(minutes);
  }

  /// Largest drift at the end of one of the first `count` minutes.
  long driftPpm(int count) {
    return minutes.stream().limit(count).mapToLong(Minute::driftPpm).max().orElse(0);
  }
}
