package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SummaryTest {
  @Test
  void bytesPerDayAreThoseOfThisSessionOverItsOwnSpan() {
    // A gigabyte of earlier lives says nothing about the pace of the last ten seconds.
    Summary.Written written = new Summary.Written(1_000_000_000L, 1_000, 10);
    assertThat(written.perDay()).isEqualTo(8_640_000);
    assertThat(new Summary.Written(1_000, 1_000, 0).perDay()).isZero();
  }
}
