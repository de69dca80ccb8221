package dev.warrant.perception.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.Regime;
import org.junit.jupiter.api.Test;

class BeliefCheckTest {
  private static final long SURE = 900_000;
  private static final long LEFT = 30_000;

  private final BeliefCheck check = new BeliefCheck();
  private long second;

  private void agree(int seconds) {
    for (int i = 0; i < seconds; i++) {
      check.add(++second, Regime.CALM, SURE, Regime.CALM, SURE);
    }
  }

  private void disagree(int seconds) {
    for (int i = 0; i < seconds; i++) {
      check.add(++second, Regime.CALM, SURE, Regime.VIOLENT, LEFT);
    }
  }

  @Test
  void beforeItHasSeenAnythingNothingIsWrong() {
    assertThat(check.disagreementPpm()).isZero();
    assertThat(check.calibrationErrorPpm()).isZero();
  }

  @Test
  void disagreementIsTheMeanOfWhatWasNotBelievedOverTheLastMinute() {
    disagree(30);
    assertThat(check.disagreementPpm()).isEqualTo(485_000);
    disagree(30);
    assertThat(check.disagreementPpm()).isEqualTo(970_000);
    agree(60);
    assertThat(check.disagreementPpm()).isEqualTo(100_000);
  }

  @Test
  void aModelThatIsSureAndAlwaysRightIsOffByWhatItDoesNotSay() {
    agree(BeliefCheck.CALIBRATION_OF + BeliefCheck.HINDSIGHT_SECONDS);
    assertThat(check.calibrationErrorPpm()).isEqualTo(100_000);
  }

  @Test
  void aModelThatIsSureAndAlwaysWrongIsOffByAllItSays() {
    disagree(BeliefCheck.CALIBRATION_OF + BeliefCheck.HINDSIGHT_SECONDS);
    assertThat(check.calibrationErrorPpm()).isEqualTo(SURE);
  }

  @Test
  void whatWasRightIsReadFiveSecondsLater() {
    int late = BeliefCheck.HINDSIGHT_SECONDS;
    check.add(1, Regime.CALM, 600_000, Regime.CALM, 600_000);
    for (int s = 2; s <= late; s++) {
      check.add(s, Regime.CALM, 600_000, Regime.CALM, 600_000);
      assertThat(check.calibrationErrorPpm()).isZero();
    }
    check.add(late + 1, Regime.CALM, 600_000, Regime.TRENDING, 300_000);
    assertThat(check.calibrationErrorPpm()).isEqualTo(600_000 / BeliefCheck.CALIBRATION_OF);
  }

  @Test
  void overAHoleNothingIsCompared() {
    disagree(3);
    second += 100;
    disagree(4);
    assertThat(check.calibrationErrorPpm()).isZero();
    disagree(4);
    assertThat(check.calibrationErrorPpm()).isPositive();
  }

  @Test
  void theRuleOfThumbKnowsQuietLoudStraightAndCrooked() {
    assertThat(RuleOfThumb.read(0.3, 0.9)).isEqualTo(Regime.CALM);
    assertThat(RuleOfThumb.read(4, 0.9)).isEqualTo(Regime.VIOLENT);
    assertThat(RuleOfThumb.read(1.5, -0.8)).isEqualTo(Regime.TRENDING);
    assertThat(RuleOfThumb.read(1.5, 0.2)).isEqualTo(Regime.RANGING);
  }
}
