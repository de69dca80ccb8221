package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final long MS = 1_000_000L;

  private final ClockOffset clock = new ClockOffset();

  @Test
  void theSampleWithTheShortestRoundTripIsBelieved() {
    clock.sample(2_000, 100 * MS, 1_000 * MS);
    assertThat(clock.nanos()).isEqualTo(1_050 * MS);
    clock.sample(2_100, 10 * MS, 1_100 * MS);
    clock.sample(2_150, 200 * MS, 1_200 * MS);
    assertThat(clock.nanos()).isEqualTo(1_005 * MS);
    assertThat(clock.sampled()).isTrue();
  }

  @Test
  void aClockThatWasSetIsFollowedAtOnceHoweverShortTheTripsBefore() {
    clock.sample(1_000, MS, 1_000 * MS);
    clock.sample(18_000, 40 * MS, 11_000 * MS);
    assertThat(clock.nanos()).isEqualTo(7_020 * MS);
    clock.sample(21_000, 90 * MS, 21_000 * MS);
    assertThat(clock.nanos()).isEqualTo(45 * MS);
    clock.sample(31_000, 60_000 * MS, 31_000 * MS);
    assertThat(clock.nanos()).as("a wide sample brings nothing back").isEqualTo(45 * MS);
  }

  @Test
  void samplesThatMayBothBeRightStandBesideOneAnother() {
    clock.sample(1_000, 2 * MS, 1_000 * MS);
    clock.sample(10_950, 100 * MS, 11_000 * MS);
    clock.sample(21_004, MS, 21_000 * MS);
    assertThat(clock.nanos()).as("drift of 4 ms in 20 s is no step").isEqualTo(4_500_000);
    clock.sample(31_000, 9 * MS, 31_000 * MS);
    assertThat(clock.nanos()).isEqualTo(4_500_000);
  }

  @Test
  void anOldSampleIsForgotten() {
    clock.sample(2_000, 0, 1_000 * MS);
    long later = 1_000 * MS + ClockOffset.WINDOW_NANOS + 1;
    clock.sample(0, 50 * MS, later);
    assertThat(clock.nanos()).isEqualTo(25 * MS - later);
  }

  @Test
  void withoutASampleTheFastestOfTheFirstEventsSetsTheClock() {
    clock.seed(2_270, 1_000 * MS);
    clock.seed(2_300, 1_010 * MS);
    clock.seed(2_290, 1_050 * MS);
    assertThat(clock.nanos()).isEqualTo(1_290 * MS);
    assertThat(clock.sampled()).isFalse();
    assertThat(clock.ageNanos(2_290, 1_050 * MS)).isEqualTo(50 * MS);
  }

  @Test
  void aLaterJumpOfTheVenuesClockDoesNotMoveTheEstimate() {
    for (int i = 0; i < ClockOffset.SEED_EVENTS; i++) {
      clock.seed(1_000 + i, (1_000 + i) * MS);
    }
    clock.seed(601_000, 1_100 * MS);
    assertThat(clock.nanos()).isZero();
    assertThat(clock.ageNanos(601_000, 1_100 * MS)).isNegative();
  }

  @Test
  void aNegativeRoundTripIsRefused() {
    assertThat(clock.sample(1, -1, 1)).isFalse();
    assertThat(clock.known()).isFalse();
  }
}
