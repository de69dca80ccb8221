package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomesTest {
  @ParameterizedTest(name = "status {0}, code {1}, sent {2} is {3}")
  @CsvSource({
    "200, 0, true, ACCEPTED",
    "400, -2019, true, REJECTED",
    "400, -5022, true, REJECTED",
    "400, -2011, true, NOT_FOUND",
    "400, -2013, true, NOT_FOUND",
    "400, -4116, true, UNKNOWN",
    "408, -1007, true, UNKNOWN",
    "503, 0, true, UNKNOWN",
    "502, -1000, true, UNKNOWN",
    "429, -1003, true, REJECTED",
    "0, 0, true, UNKNOWN",
    "0, 0, false, NOT_SENT"
  })
  void onlyProofReleasesRisk(int status, int code, boolean sent, Outcome expected) {
    String body = status == 0 ? "gone" : "{\"code\":" + code + ",\"msg\":\"x\"}";
    assertThat(Outcomes.of(new Transport.Reply(status, body, sent, 0)).outcome())
        .isEqualTo(expected);
  }
}
