package dev.warrant.governance.bench;

import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.sim.backtest.TapeBacktest;
import java.util.List;

/// Backtest of execution alone: fixed warrants, risk and queue model on.
final class TapeRow implements Row {
  private static final long WARM = 1_000_000;

  @Override
  public String name() {
    return "tape";
  }

  @Override
  public List<Figure> run(Scope scope) {
    long most = scope.quick() ? 1_000_000 : 10_000_000;
    try (TapeBacktest run =
        TapeRun.open(
            scope, TapeRun.MAKING, new RootJournal(), TapeRun.TIMER_MILLIS, (_, _) -> {})) {
      run.run(WARM);
      long inputs = run.counters().events();
      long orders = run.counters().orders();
      long refusals = run.counters().refusals();
      long cpu = Cpu.process();
      long began = Stopwatch.ticks();
      long played = run.run(most);
      double seconds = (Stopwatch.ticks() - began) / 1e9;
      double cpuSeconds = (Cpu.process() - cpu) / 1e9;
      inputs = run.counters().events() - inputs;
      orders = run.counters().orders() - orders;
      refusals = run.counters().refusals() - refusals;
      return List.of(
          Figure.of(
                  "execution only, "
                      + scope.source()
                      + ", "
                      + Figure.number((double) played)
                      + " market events, both hash chains, no disk",
                  played / seconds,
                  "events/s")
              .anchor("NautilusTrader ≈ 3 M/s without risk and queue; target 3 M/s")
              .atLeast(300_000),
          Figure.of("the same by processor time", played / cpuSeconds, "events/s"),
          Figure.of("the same, all inputs of the desk", inputs / seconds, "inputs/s"),
          Figure.of(
              "orders in it (refusals " + Figure.number((double) refusals) + ")",
              (double) orders,
              ""));
    }
  }
}
