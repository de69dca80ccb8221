package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.sim.backtest.TapeBacktest;
import dev.warrant.sim.backtest.TapeBacktest.OrderTiming;
import dev.warrant.sim.backtest.TapeBacktest.Standing;
import dev.warrant.sim.exchange.Market;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets up execution alone with fixed warrants on both sides of both instruments.
final class TapeRun {
  /// Rest at the touch, or near the microprice.
  static final List<Standing> MAKING =
      List.of(
          new Standing(TacticKind.JOIN, 100, 3, 0, 20, 500, 6_000),
          new Standing(TacticKind.PEG, 2_000, 60, 10, 20, 500, 6_000));

  /// Take a small clip a little less than every second, so that clips do not come due with the
  /// timer, which ticks on full seconds.
  static final List<Standing> TAKING =
      List.of(
          new Standing(TacticKind.SLICE, 100, 3, 20, 1, 1_037, 6_000),
          new Standing(TacticKind.SLICE, 2_000, 60, 20, 1, 1_037, 6_000));

  /// How often the timer of a live desk ticks.
  static final long TIMER_MILLIS = 20;

  private static final long CAPITAL_E8 = 100_000_000_000_000L;

  private TapeRun() {}

  static TapeBacktest open(
      Scope scope, List<Standing> standing, Journal journal, long timerMillis, OrderTiming timing) {
    DeskConfig s = DeskConfig.standard();
    // The capital keeps fees and losses of many laps far from the account limits.
    DeskConfig config =
        new DeskConfig(
            s.symbols(),
            CAPITAL_E8,
            s.leverage(),
            60_000,
            0,
            0,
            s.deadmanMillis(),
            s.rearmMillis(),
            s.staleMillis(),
            s.warmupBars());
    List<Market> markets = scope.endless();
    return new TapeBacktest(
        new TapeBacktest.Setup(
            config,
            scope.rules(),
            scope.admissions(markets.stream().map(Market::instrument).toList()),
            markets,
            standing,
            timerMillis,
            Scope.START_NANOS,
            1,
            instruments -> perception(scope.rules(), instruments),
            timing),
        journal,
        new TraceRoot());
  }

  private static Perception perception(DeskRules rules, List<Instrument> instruments) {
    RegimeClassifier model = rules.classifier(instruments);
    return DeskRules.perception(instruments, rules.patterns(), new Steady(model));
  }

  /// The shipped model, but for its drift: the same minutes played over and over drift from the
  /// training by construction, and the limit on drift would end all trading after some laps.
  private record Steady(RegimeClassifier model) implements RegimeClassifier {
    @Override
    public List<String> inputs() {
      return model.inputs();
    }

    @Override
    public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
      return model.classify(instrument, seq, nanos, vector);
    }

    @Override
    public long driftPpm(int instrument) {
      return model.driftPpm(instrument) < 0 ? -1 : 0;
    }

    @Override
    public long probabilityPpm(int instrument, Regime regime) {
      return model.probabilityPpm(instrument, regime);
    }
  }
}
