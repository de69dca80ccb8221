package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.backtest.TapeBacktest.Standing;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderCauseTest {
  private static final long THROUGH = 20;
  private static final long EVENTS = 40_000;

  private final List<MarketEvent.BookTicker> causes = new ArrayList<>();
  private final List<OrderRecord> orders = new ArrayList<>();
  private Event last = new MarketEvent.StreamState(0, false, "none yet");

  @Test
  void aBookTickerSetsOffAnOrderAtItsOwnPrices() {
    Heard heard = new Heard(event -> last = event, this::concluded);
    DeskConfig s = DeskConfig.standard();
    Standing takes = new Standing(TacticKind.SLICE, 100, 3, THROUGH, 1, 1_037, 6_000);
    TapeBacktest.Setup setup =
        new TapeBacktest.Setup(
            s,
            House.RULES,
            Uncertified.of(House.RULES),
            new ArrayList<>(Markets.generated(Instruments.standard(), 1, Lab.START)),
            List.of(takes, takes),
            1_000,
            Lab.START,
            1,
            House.RULES::perception,
            (_, _) -> {});
    try (TapeBacktest run = new TapeBacktest(setup, heard, new TraceRoot())) {
      run.run(EVENTS);
    }
    assertThat(causes).hasSizeGreaterThan(5);
    for (int i = 0; i < causes.size(); i++) {
      OrderRecord order = orders.get(i);
      MarketEvent.BookTicker cause = causes.get(i);
      long expected = order.side() == Side.BUY ? cause.ask() + THROUGH : cause.bid() - THROUGH;
      assertThat(order.price()).as("%s by %s", order, cause).isEqualTo(expected);
    }
  }

  private void concluded(Derived derived) {
    if (derived instanceof Derived.Ordered o
        && o.order().clientId().startsWith("W")
        && last instanceof MarketEvent.BookTicker t) {
      orders.add(o.order());
      causes.add(t);
    }
  }
}
