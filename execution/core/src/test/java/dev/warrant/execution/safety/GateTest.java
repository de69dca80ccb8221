package dev.warrant.execution.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The gate opens for the kills that were heard of, and for no other.
class GateTest {
  private final Gate gate = new Gate();

  @Test
  void aKillThatWasHeardOfCanBeLifted() {
    assertThat(gate.kill()).isTrue();
    gate.heard();
    assertThat(gate.open()).isTrue();
    assertThat(gate.killed()).isFalse();
  }

  @Test
  void aKillOnItsWayKeepsTheGateClosed() {
    gate.kill();
    gate.heard();
    assertThat(gate.kill()).isFalse();
    assertThat(gate.open()).isFalse();
    assertThat(gate.killed()).isTrue();
    gate.heard();
    assertThat(gate.open()).isTrue();
  }

  @Test
  void hearingOfAKillThatNeverWasLiftsNoLaterOne() {
    gate.heard();
    assertThat(gate.open()).isTrue();
    gate.kill();
    assertThat(gate.killed()).isTrue();
  }
}
