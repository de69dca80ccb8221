package dev.warrant.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.perception.model.LabelledRow;
import dev.warrant.sim.market.FlowParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {
  @Test
  void aColdStartIsWarmWithinTenSecondsAndThenSpeaksEverySecondOfBothMarkets() {
    Lessons lessons = new Lessons();
    lessons.add(FlowParameters.demo(), 5, 9, 60);
    List<LabelledRow> rows = lessons.all();
    assertThat(rows).hasSizeBetween(2 * 50, 2 * 60);
    assertThat(rows).allMatch(r -> r.group() == 9);
    for (LabelledRow row : rows) {
      for (float value : row.features()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void theSameSeedIsHeardTheSameWayTwice() {
    Lessons one = new Lessons();
    Lessons two = new Lessons();
    one.add(FlowParameters.demo(), 6, 0, 30);
    two.add(FlowParameters.demo(), 6, 0, 30);
    assertThat(two.all()).hasSameSizeAs(one.all());
    for (int i = 0; i < one.all().size(); i++) {
      assertThat(two.all().get(i).features()).isEqualTo(one.all().get(i).features());
      assertThat(two.all().get(i).regime()).isEqualTo(one.all().get(i).regime());
    }
  }
}
