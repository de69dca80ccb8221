package dev.warrant.governance.report;

import static dev.warrant.governance.report.Records.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.ReportData.Stretch;
import dev.warrant.knowledge.fact.Mode;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThinningTest {
  @Test
  void aSpikeOfOneValueInAMillionStaysVisible() {
    Downsample down = new Downsample();
    for (int i = 0; i < 1_000_000; i++) {
      down.add(i * SECOND / 50, i == 654_321 ? 900 : 100 + i % 7);
    }
    List<Point> points = down.points();
    assertThat(points).hasSizeLessThanOrEqualTo(Downsample.POINTS_MAX);
    assertThat(points).contains(new Point(654_321 * (SECOND / 50), 900));
    assertThat(points).isSortedAccordingTo(Comparator.comparingLong(Point::nanos));
    assertThat(points.getFirst()).isEqualTo(new Point(0, 100));
    assertThat(points.getLast().nanos()).isEqualTo(999_999 * (SECOND / 50));
  }

  @Test
  void fewValuesAreAllKept() {
    Downsample down = new Downsample();
    down.add(5, 1);
    down.add(5 + SECOND, 2);
    down.add(5 + 100 * SECOND, 1);
    assertThat(down.points())
        .containsExactly(new Point(5, 1), new Point(5 + SECOND, 2), new Point(5 + 100 * SECOND, 1));
  }

  @Test
  void aSampleIsEvenAndBoundedAndKnowsItsShare() {
    Thinned<Integer> thinned = new Thinned<>(100);
    for (int i = 0; i < 1000; i++) {
      thinned.add(i);
    }
    assertThat(thinned.sample().total()).isEqualTo(1000);
    assertThat(thinned.sample().every()).isEqualTo(16);
    assertThat(thinned.sample().items()).hasSize(63).startsWith(0, 16, 32).endsWith(992);
  }

  @Test
  void anOddCapacityThinsEvenlyToo() {
    Thinned<Integer> thinned = new Thinned<>(5);
    for (int i = 0; i < 12; i++) {
      thinned.add(i);
    }
    assertThat(thinned.sample().items()).containsExactly(0, 4, 8);
  }

  @Test
  void theKindThatHeldLongestIsShown() {
    Ribbon<Mode> ribbon = new Ribbon<>(Mode.values());
    ribbon.set(Mode.NORMAL, 1_000_000, SECOND);
    ribbon.set(Mode.PAUSE, 1_000_000, 3601 * SECOND);
    ribbon.set(Mode.NORMAL, 1_000_000, 3602 * SECOND);
    List<Stretch<Mode>> day = ribbon.stretches(86_401 * SECOND);
    assertThat(day).hasSize(1);
    assertThat(day.getFirst().kind()).isEqualTo(Mode.NORMAL);
    assertThat(day.getFirst().toNanos()).isEqualTo(86_401 * SECOND);
  }

  @Test
  void stretchesMeetWhereTheKindChanged() {
    Ribbon<Mode> ribbon = new Ribbon<>(Mode.values());
    ribbon.set(Mode.NORMAL, 1_000_000, 0);
    ribbon.set(Mode.PAUSE, 1_000_000, SECOND / 4);
    assertThat(ribbon.stretches(SECOND / 2))
        .containsExactly(
            new Stretch<>(0, SECOND / 4, Mode.NORMAL, 1_000_000),
            new Stretch<>(SECOND / 4, SECOND / 2, Mode.PAUSE, 1_000_000));
  }

  @Test
  void namesBeyondTheBoundAreCountedTogether() {
    Tallies tallies = new Tallies();
    for (int i = 0; i < 500; i++) {
      tallies.count("name " + i, i, "");
    }
    assertThat(tallies.all()).hasSize(201);
    assertThat(tallies.all()).containsEntry("(others)", new ReportData.Tally(300, 200, ""));
  }
}
