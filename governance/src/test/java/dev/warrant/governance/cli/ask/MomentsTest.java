package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.RunFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final RunFolder NOWHERE = new RunFolder(Path.of("nowhere"));

  private static long nanos(String when) {
    return Moments.nanos(NOWHERE, when);
  }

  @Test
  void anInstantBeyondAllClocksIsTheBeginningOrTheEnd() {
    assertThat(nanos("2026-01-01T00:00:00.000000001Z")).isEqualTo(1_767_225_600_000_000_001L);
    assertThat(nanos("1969-12-31T23:59:59.5Z")).isEqualTo(-500_000_000);
    assertThat(nanos("9999-12-31T23:59:59Z")).isEqualTo(Long.MAX_VALUE);
    assertThat(nanos("+1000000000-12-31T23:59:59Z")).isEqualTo(Long.MAX_VALUE);
    assertThat(nanos("-1000000000-01-01T00:00:00Z")).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void whatIsNoTimeSaysWhatIs() {
    for (String when : new String[] {"", "-1", "now", "2026-01-01", "1e3", "12345678901"}) {
      assertThatThrownBy(() -> nanos(when))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no time; expected an instant")
          .hasMessageContaining("\nMaybe ");
    }
  }
}
