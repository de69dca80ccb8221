package dev.warrant.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.perception.regime.RegimeTruth;
import org.junit.jupiter.api.Test;

class AgeTest {
  private static final long SECOND = 1_000_000_000L;

  /// Violent from second 100 to second 106, calm otherwise.
  private static final RegimeTruth TRUTH =
      (_, nanos) -> nanos >= 100 * SECOND && nanos < 106 * SECOND ? Regime.VIOLENT : Regime.CALM;

  private static Age at(long second) {
    return Age.at(TRUTH, 0, second * SECOND);
  }

  @Test
  void ageCountsFromTheLastChange() {
    assertThat(at(50)).isEqualTo(Age.OLD);
    assertThat(at(100)).isEqualTo(Age.FRESH);
    assertThat(at(101)).isEqualTo(Age.FRESH);
    assertThat(at(102)).isEqualTo(Age.YOUNG);
    assertThat(at(105)).isEqualTo(Age.GROWN);
  }

  @Test
  void aShortStayBetweenTwoEqualRegimesIsNotOverlooked() {
    assertThat(at(106)).isEqualTo(Age.FRESH);
    assertThat(at(110)).isEqualTo(Age.YOUNG);
    assertThat(at(115)).isEqualTo(Age.GROWN);
    assertThat(at(116)).isEqualTo(Age.OLD);
  }

  @Test
  void itsNameIsItsSpan() {
    assertThat(Age.FRESH).hasToString("0-2 s");
    assertThat(Age.GROWN).hasToString("5-10 s");
    assertThat(Age.OLD).hasToString("later");
  }
}
