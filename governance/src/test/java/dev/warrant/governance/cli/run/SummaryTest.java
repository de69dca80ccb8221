package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.safety.Certified;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  @Test
  void bytesPerDayAreThoseOfThisSessionOverItsOwnSpan() {
    // A gigabyte of earlier lives says nothing about the pace of the last ten seconds.
    Summary.Written written = new Summary.Written(1_000_000_000L, 1_000, 10);
    assertThat(written.perDay()).isEqualTo(8_640_000);
    assertThat(new Summary.Written(1_000, 1_000, 0).perDay()).isZero();
  }

  @Test
  void whatIsBrokenIsToldAndNothingElseIs() {
    assertThat(with("").json().has("fault")).isFalse();
    Summary broken = with("journal: the disk did not confirm");
    assertThat(broken.json().path("fault").asText()).isEqualTo("journal: the disk did not confirm");
    assertThat(Endings.of(new RunFolder(Path.of("run")), broken))
        .contains("broken at the end: journal: the disk did not confirm\n");
  }

  private static Summary with(String fault) {
    DeskView view =
        new DeskView(
            1,
            1,
            Mode.EMERGENCY,
            "",
            true,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of());
    return new Summary(
        "run",
        "a test",
        7,
        new Counters(),
        view,
        Mode.EMERGENCY,
        new Latencies(),
        new Roots(Digest.ZERO, Digest.ZERO, 0),
        new Summary.Written(1, 1, 1),
        1,
        new Certified(Digest.ZERO, List.of(), true, Instant.EPOCH),
        fault);
  }
}
