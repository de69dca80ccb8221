package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestrictionsTest {
  private final MeasureBoard board = new MeasureBoard(2);
  private final Restrictions restrictions =
      new Restrictions(List.of(instrument(0, "BTCUSDT"), instrument(1, "ETHUSDT")), board);

  private static Instrument instrument(int i, String symbol) {
    return new Instrument(i, symbol, 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());
  }

  private static DeskEvent.Restricted list(long from, long until, String... symbols) {
    return new DeskEvent.Restricted(List.of(symbols), from, until, Digest.sha256("a"), "a list");
  }

  /// `-` if nothing is known, else the value; for both instruments.
  private String says() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      long[] slots = board.slots(i);
      boolean known = MeasureBoard.present(slots, MeasureId.DESK_RESTRICTED);
      out.append(known ? Long.toString(slots[MeasureBoard.slot(MeasureId.DESK_RESTRICTED)]) : "-");
    }
    return out.toString();
  }

  @Test
  void withoutAListNothingIsKnown() {
    assertThat(says()).isEqualTo("--");
  }

  @Test
  void whatAListNamesCountsAtOnceAndWhatItDoesNotNameOnceItIsOnDisk() {
    assertThat(restrictions.on(list(0, 100, "ETHUSDT"), 7, 10)).isTrue();
    assertThat(says()).isEqualTo("-1");
    restrictions.durable(6, 11);
    assertThat(says()).isEqualTo("-1");
    restrictions.durable(7, 12);
    assertThat(says()).isEqualTo("01");
  }

  @Test
  void aNameIsTakenOffOnlyByAListOnDisk() {
    restrictions.on(list(0, 100, "ETHUSDT"), 7, 10);
    restrictions.durable(7, 12);
    assertThat(restrictions.on(list(0, 100), 8, 20)).isFalse();
    assertThat(says()).isEqualTo("01");
    restrictions.durable(8, 21);
    assertThat(says()).isEqualTo("00");
  }

  @Test
  void aListEndsByItself() {
    restrictions.on(list(0, 100), 7, 10);
    restrictions.durable(7, 12);
    assertThat(restrictions.onTime(99)).isFalse();
    assertThat(says()).isEqualTo("00");
    assertThat(restrictions.onTime(100)).isTrue();
    assertThat(says()).isEqualTo("--");
    assertThat(restrictions.onTime(101)).isFalse();
  }

  @Test
  void tomorrowsListTakesOverWhenItsTimeHasCome() {
    restrictions.on(list(0, 100), 7, 10);
    restrictions.durable(7, 12);
    restrictions.on(list(50, 200, "BTCUSDT"), 8, 20);
    restrictions.durable(8, 21);
    assertThat(says()).isEqualTo("10");
    restrictions.onTime(50);
    assertThat(says()).isEqualTo("10");
    assertThat(restrictions.onTime(150)).isFalse();
  }

  @Test
  void wordThatThereIsNoneCountsAtOnce() {
    restrictions.on(list(0, 100), 7, 10);
    restrictions.durable(7, 12);
    assertThat(restrictions.on(DeskEvent.Restricted.unknown("gone"), 8, 20)).isTrue();
    assertThat(says()).isEqualTo("--");
    restrictions.durable(8, 21);
    assertThat(says()).isEqualTo("--");
  }

  @Test
  void aListThatHasEndedIsNone() {
    assertThat(restrictions.on(list(0, 5), 7, 10)).isTrue();
    restrictions.durable(7, 12);
    assertThat(says()).isEqualTo("--");
  }
}
