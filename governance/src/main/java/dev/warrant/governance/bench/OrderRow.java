package dev.warrant.governance.bench;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.sim.backtest.TapeBacktest;
import java.util.List;

/// From a decoded event in hand to its order's record in the journal: numbering, journalling of the
/// input, book, features, patterns, ledger, tactic, measures, guard, binding limit, digest, record.
final class OrderRow implements Row {
  @Override
  public String name() {
    return "order";
  }

  @Override
  public List<Figure> run(Scope scope) {
    Timings times = new Timings();
    long warm = scope.quick() ? 1_000_000 : 3_000_000;
    try (JournalWriter journal =
            JournalWriter.open(scope.scratch().resolve("order"), "bench");
        TapeBacktest run = TapeRun.open(scope, TapeRun.TAKING, journal, times::add)) {
      run.run(warm);
      run.timing(true);
      run.run(warm / 2);
      times.clear();
      run.run(warm / 2);
    }
    return List.of(
        Figure.of(
                "event → journalled order, p50 of " + times.count() + " among real ticks",
                times.nanos(50) / 1e3,
                "µs")
            .anchor("target 1 µs with journal")
            .atMost(2),
        Figure.of("the same, p99", times.nanos(99) / 1e3, "µs").anchor("target 5 µs"));
  }
}
