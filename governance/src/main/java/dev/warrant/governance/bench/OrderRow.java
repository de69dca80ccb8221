package dev.warrant.governance.bench;

import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.sim.backtest.TapeBacktest;
import java.util.List;

/// From a decoded event in hand to its order's record in the journal: numbering, journalling of the
/// input, book, features, patterns, ledger, tactic, measures, guard, binding limit, digest, record.
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
        TapeBacktest run =
            TapeRun.open(scope, TapeRun.TAKING, journal, TIMER_MILLIS, causes::ordered)) {
      run.run(warm);
      run.timing(true);
      run.run(warm / 10);
      causes.clear();
      run.run(most);
    }
    Timings book = causes.book;
    return List.of(
        Figure.of(
                "book update → journalled order, p50 of " + book.count() + " among real ticks",
                book.nanos(50) / 1e3,
                "µs")
            .anchor("target 1 µs with journal")
            .atMost(2),
        Figure.of("the same, p25", book.nanos(25) / 1e3, "µs"),
        Figure.of("the same, p99", book.nanos(99) / 1e3, "µs").anchor("target 5 µs"),
        Figure.of(
            "second's end (regime model in it) → order, p50 of " + causes.second.count(),
            causes.second.nanos(50) / 1e3,
            "µs"),
        Figure.of(
            "fill → journalled stop, p50 of " + causes.fill.count(),
            causes.fill.nanos(50) / 1e3,
            "µs"));
  }

  /// Durations by what set an order off.
  private static final class Causes {
    private final Timings book = new Timings();
    private final Timings second = new Timings();
    private final Timings fill = new Timings();

    void ordered(Event cause, long nanos) {
      if (cause instanceof MarketEvent.DepthUpdate) {
        book.add(nanos);
      } else if (cause instanceof VenueEvent) {
        fill.add(nanos);
      } else {
        second.add(nanos);
      }
    }

    void clear() {
      book.clear();
      second.clear();
      fill.clear();
    }
  }
}
