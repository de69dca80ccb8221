package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Regime;
import org.jspecify.annotations.Nullable;

/// Holds what the model said against the [RuleOfThumb], once a second, for one instrument.
///
/// - **Disagreement**: how little the model believed of the regime the rule reads at the same
///   moment, mean of the last minute's beliefs.
/// - **Calibration error**: how far stated probabilities and hits are apart, over the last four
///   minutes' beliefs; a belief is hit if the rule reads its regime five seconds later, when it
///   looks at as many seconds before the belief as after it. A model that says 90 % and is right
///   half of the time errs by 40 %, and so does one that says 60 % and is always right.
///
/// Both windows begin filled with beliefs that agree and are right, so the figures rise with
/// evidence and a desk that starts is not kept waiting. Integers, parts per million, rounded up.
public final class BeliefCheck {
  static final int DISAGREEMENT_OF = 60;
  static final int CALIBRATION_OF = 240;
  static final int HINDSIGHT_SECONDS = RuleOfThumb.SECONDS / 2;

  private static final long ONE = 1_000_000;
  private static final int KEPT = HINDSIGHT_SECONDS + 1;

  private final long[] doubts = new long[DISAGREEMENT_OF];
  private final long[] gaps = new long[CALIBRATION_OF];
  private final long[] seconds = new long[KEPT];
  private final @Nullable Regime[] regimes = new @Nullable Regime[KEPT];
  private final long[] stated = new long[KEPT];
  private int doubt;
  private int gap;
  private long doubtSum;
  private long gapSum;

  /// Takes what both say at the end of a second.
  ///
  /// @param second which one, counting from any beginning
  /// @param believed the likeliest regime, `statedPpm` its probability
  /// @param read what the rule reads
  /// @param readPpm the probability that the model gave to that
  public void add(long second, Regime believed, long statedPpm, Regime read, long readPpm) {
    doubtSum += ONE - readPpm - doubts[doubt];
    doubts[doubt] = ONE - readPpm;
    doubt = doubt + 1 == DISAGREEMENT_OF ? 0 : doubt + 1;
    int then = (int) Math.floorMod(second - HINDSIGHT_SECONDS, (long) KEPT);
    Regime before = regimes[then];
    if (before != null && seconds[then] == second - HINDSIGHT_SECONDS) {
      long now = stated[then] - (before == read ? ONE : 0);
      gapSum += now - gaps[gap];
      gaps[gap] = now;
      gap = gap + 1 == CALIBRATION_OF ? 0 : gap + 1;
    }
    int at = (int) Math.floorMod(second, (long) KEPT);
    seconds[at] = second;
    regimes[at] = believed;
    stated[at] = statedPpm;
  }

  /// Mean of what the model did not believe of the rule's reading, ppm.
  public long disagreementPpm() {
    return Math.ceilDiv(doubtSum, DISAGREEMENT_OF);
  }

  /// Distance of stated probability and hits, ppm.
  public long calibrationErrorPpm() {
    return Math.ceilDiv(Math.abs(gapSum), CALIBRATION_OF);
  }
}
