package dev.warrant.governance.bench;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.sim.backtest.TapeBacktest;
import dev.warrant.sim.backtest.TapeBacktest.OrderTiming;
import java.util.List;

/// From a decoded event in hand to its order's record in the journal: numbering, journalling of the
/// input, book, features, patterns, ledger, tactic, measures, guard, record. The order leaves then;
/// the closest limit and the digest of the measures follow at once, and that is timed too.
///
/// The timer ticks but once a second, just before the mark price, so that nearly every clip is set
/// off by the book update after it is due.
final class OrderRow implements Row {
  private static final long TIMER_MILLIS = 1_000;

  @Override
  public String name() {
    return "order";
  }

  @Override
  public List<Figure> run(Scope scope) {
    Causes causes = new Causes();
    long warm = scope.quick() ? 2_000_000 : 3_000_000;
    long most = scope.quick() ? 300_000 : 2_000_000;
    try (JournalWriter journal = JournalWriter.open(scope.scratch().resolve("order"), "bench");
        TapeBacktest run = TapeRun.open(scope, TapeRun.TAKING, journal, TIMER_MILLIS, causes)) {
      // Timed from the start: switched on later, it would throw away compiled code on the way of
      // an order, and most orders measured would run as the first compiler left them.
      run.timing(true);
      run.run(warm);
      causes.clear();
      run.run(most);
    }
    return List.of(
        Figure.of(
                "market event → journalled order, p50 of "
                    + causes.market.count()
                    + " among real ticks",
                causes.market.nanos(50) / 1e3,
                "µs")
            .anchor("target 1 µs with journal")
            .atMost(2),
        Figure.of("the same, p25", causes.market.nanos(25) / 1e3, "µs"),
        Figure.of("the same, p99", causes.market.nanos(99) / 1e3, "µs").anchor("target 5 µs"),
        half("until what the guard saw is journalled too", causes.reasons),
        half("of these by a book ticker", causes.ticker),
        half("of these by a depth update", causes.depth),
        half("of these by a mark price", causes.mark),
        half("second's end (regime model in it) → order", causes.second),
        half("fill → journalled stop", causes.fill));
  }

  private static Figure half(String what, Timings t) {
    return Figure.of(what + ", p50 of " + t.count(), t.nanos(50) / 1e3, "µs");
  }

  /// Durations by what set an order off.
  private static final class Causes implements OrderTiming {
    private final Timings market = new Timings();
    private final Timings ticker = new Timings();
    private final Timings depth = new Timings();
    private final Timings mark = new Timings();
    private final Timings second = new Timings();
    private final Timings fill = new Timings();
    private final Timings reasons = new Timings();

    @Override
    public void ordered(Event cause, long nanos) {
      switch (cause) {
        case MarketEvent m -> {
          market.add(nanos);
          of(m).add(nanos);
        }
        case VenueEvent _ -> fill.add(nanos);
        case DeskEvent _ -> second.add(nanos);
      }
    }

    @Override
    public void admitted(Event cause, long nanos) {
      if (cause instanceof MarketEvent) {
        reasons.add(nanos);
      }
    }

    private Timings of(MarketEvent event) {
      return switch (event) {
        case MarketEvent.BookTicker _ -> ticker;
        case MarketEvent.MarkPrice _ -> mark;
        case MarketEvent.DepthUpdate _,
            MarketEvent.DepthSnapshot _,
            MarketEvent.Trade _,
            MarketEvent.Kline _,
            MarketEvent.StreamState _ ->
            depth;
      };
    }

    void clear() {
      for (Timings t : List.of(market, ticker, depth, mark, second, fill, reasons)) {
        t.clear();
      }
    }
  }
}
