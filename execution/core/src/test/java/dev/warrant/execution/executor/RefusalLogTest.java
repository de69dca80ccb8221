package dev.warrant.execution.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private static final long MILLI = 1_000_000;

  private final RefusalLog log = new RefusalLog(new Rig(1));
  private final RefusalLog.Told told = new RefusalLog.Told();

  @Test
  void reasonsThatTakeTurnsAreEachToldOnceASecond() {
    int said = 0;
    for (int i = 0; i < 2_000; i++) {
      said += log.worthTelling(told, 1 + i % 3, i * MILLI) ? 1 : 0;
    }
    assertThat(said).isEqualTo(6);
    assertThat(log.attempts()).isEqualTo(2_000);
  }

  @Test
  void aReasonToldASecondAgoIsToldAgain() {
    assertThat(log.worthTelling(told, 7, 0)).isTrue();
    assertThat(log.worthTelling(told, 7, 999 * MILLI)).isFalse();
    assertThat(log.worthTelling(told, 7, 1_000 * MILLI)).isTrue();
  }

  @Test
  void ofManyReasonsTheOneToldLongestAgoIsForgotten() {
    for (int code = 1; code <= 9; code++) {
      assertThat(log.worthTelling(told, code, code * MILLI)).isTrue();
    }
    assertThat(log.worthTelling(told, 9, 10 * MILLI)).isFalse();
    assertThat(log.worthTelling(told, 3, 10 * MILLI)).isFalse();
    assertThat(log.worthTelling(told, 1, 10 * MILLI)).isTrue();
  }
}
