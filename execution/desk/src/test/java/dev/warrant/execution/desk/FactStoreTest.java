package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FactStoreTest {
  private static final List<Fact> FACTS =
      List.of(
          new Fact.DeskMode(-1, 9, Mode.NORMAL),
          new Fact.Feature(1, 7, "rsi14", 5_000, 2, 100),
          new Fact.Feature(0, 7, "rsi14", 5_000, 2, 100),
          new Fact.Feature(0, 7, "ofi", -3, 0, 40),
          new Fact.Quote(1, 8, 10, 1, 11, 1, 1_050),
          new Fact.Pattern(0, 3, "largeTrade", 1, 0, 9));

  @Test
  void whateverTheOrderOfSourcesTheFactsComeInCanonicalOrder() {
    List<Fact> expected = new FactStore().from(FACTS::forEach).inOrder();
    assertThat(expected).isSortedAccordingTo(FactOrder.CANONICAL);
    SeededRandom random = new SeededRandom(5);
    for (int n = 0; n < 50; n++) {
      List<Fact> shuffled = new ArrayList<>(FACTS);
      for (int i = shuffled.size(); i > 1; i--) {
        Collections.swap(shuffled, i - 1, random.nextInt(i));
      }
      assertThat(new FactStore().from(shuffled::forEach).inOrder()).isEqualTo(expected);
    }
  }

  @Test
  void onlyStandingMeasuresThatArePresentBecomeFacts() {
    MeasureBoard board = new MeasureBoard(2);
    board.set(0, MeasureId.MARKET_SPREAD, 3);
    board.set(1, MeasureId.ORDER_LOTS, 5);
    board.set(1, MeasureId.WARRANT_CAP, 5);
    board.set(1, MeasureId.FEED_SYNCED, 1);
    board.absent(1, MeasureId.FEED_SYNCED);
    assertThat(new FactStore().measures(board, 42).inOrder())
        .containsExactly(new Fact.Measure(0, 42, "market.spread", 3));
  }
}
