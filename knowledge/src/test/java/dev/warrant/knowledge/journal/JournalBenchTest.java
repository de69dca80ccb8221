package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBenchTest {
  @TempDir Path folder;

  @Test
  void theBenchLeavesASoundJournalAndSaysWhatItMeasured() {
    JournalBench.Result result =
        JournalBench.acknowledgedPerSecond(folder, Integer.getInteger("warrant.benchSeconds", 1));
    assertThat(result.recordsPerSecond()).isPositive();
    assertThat(result.p99AckMicros()).isGreaterThanOrEqualTo(result.p50AckMicros());
    assertThat(JournalReader.read(folder, _ -> {}).closed()).isTrue();
    System.out.println(result);
  }

  @Test
  void atASteadyRateNoMoreIsAppendedThanThatRate() {
    JournalBench.Result result = JournalBench.paced(folder, 1, 10_000);
    assertThat(result.recordsPerSecond()).isBetween(1L, 10_100L);
    assertThat(JournalReader.read(folder, _ -> {}).closed()).isTrue();
  }
}
