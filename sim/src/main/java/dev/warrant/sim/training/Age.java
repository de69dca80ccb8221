package dev.warrant.sim.training;

import dev.warrant.perception.regime.RegimeTruth;

/// How long the regime has been what it is. Just after a change nothing that can be observed has
/// changed yet, so scores are told by age.
public enum Age {
  /// Under two seconds: too soon to know. Trees are not grown from such rows.
  FRESH(2),
  /// Two to five seconds.
  YOUNG(5),
  /// Five to ten seconds.
  GROWN(10),
  /// More than ten seconds, the longest window of the fast features.
  OLD(Long.MAX_VALUE);

  private static final long STEP_NANOS = 500_000_000L;

  private final long seconds;

  Age(long seconds) {
    this.seconds = seconds;
  }

  /// The age at a time. The steps back are shorter than any stay, so no change goes unseen.
  static Age at(RegimeTruth truth, int instrument, long nanos) {
    long back = 0;
    for (Age age : values()) {
      if (age == OLD) {
        break;
      }
      for (; back < age.seconds * 1_000_000_000L; back += STEP_NANOS) {
        if (truth.at(instrument, nanos - back - STEP_NANOS) != truth.at(instrument, nanos)) {
          return age;
        }
      }
    }
    return OLD;
  }

  @Override
  public String toString() {
    return this == OLD
        ? "later"
        : "%d-%d s".formatted(this == FRESH ? 0 : values()[ordinal() - 1].seconds, seconds);
  }
}
