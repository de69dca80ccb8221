package dev.warrant.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.VenueEvent;
import org.junit.jupiter.api.Test;

final class ClocksTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theTrueOffsetLiesWithinWhatIsSaid() {
    for (long offset = -30 * MILLI; offset <= 30 * MILLI; offset += 777_777) {
      for (long out = 0; out <= 4 * MILLI; out += MILLI) {
        long back = 4 * MILLI - out;
        long sent = 1_700_000_000_000L * MILLI + 123_456;
        long venue = sent + out + offset;
        Clocks clocks =
            Clocks.unsampled(false)
                .sampled(
                    9, new VenueEvent.ClockSample(venue / MILLI, out + back, sent + 4 * MILLI));
        assertThat(Math.abs(clocks.offsetNanos() - offset))
            .isLessThanOrEqualTo(clocks.eitherWayNanos());
      }
    }
  }

  @Test
  void sourceAndOffsetAreSaid() {
    assertThat(Clocks.unsampled(true).says())
        .isEqualTo("the desk's simulated clock; the venue's was not compared yet");
    assertThat(new Clocks(false, 311, -1_240_000, 400_000).says())
        .isEqualTo(
            "the desk's clock; the venue's was 1.2 ms behind, give or take 0.4 ms, by input 311");
  }
}
