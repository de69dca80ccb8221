package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.venue.binance.FrameBench;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.perception.Perception;
import dev.warrant.perception.PerceptionOutput;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.MatchingBook;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;

/// The parts: wire to event, event to belief, model, matching.
final class PartsRow implements Row {
  private static final int PLAYED = 300_000;
  private static final int MODEL_ROWS = 20_000;
  private static final int ROUNDS = 5;
  private static final int MID = 600_000;

  @Override
  public String name() {
    return "parts";
  }

  @Override
  public List<Figure> run(Scope scope) {
    List<Figure> out = new ArrayList<>();
    FrameBench.Result frames = FrameBench.run(Instruments.btcUsdt(0));
    out.add(Figure.of("frame → event, book ticker", frames.tickerNanos(), "ns"));
    out.add(Figure.of("frame → event, trade", frames.tradeNanos(), "ns").anchor("NautilusTrader 690 ns"));
    out.add(
        Figure.of("frame → event, depth of 10 + 10 levels", frames.depthNanos(), "ns")
            .anchor("NautilusTrader 4 000 ns"));
    perception(scope, out);
    model(scope.rules().model(), out);
    out.add(
        Figure.of("matching: add, cancel or take, one book", matching(), "ops/s")
            .anchor("exchange-core 1 M/s at p50 0.5 µs"));
    return out;
  }

  private static void perception(Scope scope, List<Figure> out) {
    Tape tape = new Tape();
    List<Market> markets = scope.endless();
    tape.fill(markets, scope.quick() ? PLAYED / 3 : PLAYED);
    List<Instrument> instruments = markets.stream().map(Market::instrument).toList();
    DeskRules rules = scope.rules();
    double with = Double.MAX_VALUE;
    double without = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      with = Math.min(with, tape.play(rules.perception(instruments)));
      without =
          Math.min(
              without,
              tape.play(
                  DeskRules.perception(
                      instruments, Patterns.none(), rules.classifier(instruments))));
    }
    out.add(
        Figure.of("perception, one market event", with, "ns")
            .anchor("Esper alone 113 ns for one statement"));
    out.add(Figure.of("perception without Esper", without, "ns"));
  }

  private static void model(RegimeModel model, List<Figure> out) {
    SeededRandom random = new SeededRandom(1);
    float[][] rows = new float[1_024][model.inputs().size()];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextDouble() * 4 - 2);
      }
    }
    int classes = model.trees().classes();
    float[] margins = new float[classes];
    double best = Double.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = Stopwatch.ticks();
      for (int i = 0; i < MODEL_ROWS; i++) {
        model.trees().margins(rows[i & 1_023], margins);
        sum += margins[0];
      }
      best = Math.min(best, (Stopwatch.ticks() - start) / (double) MODEL_ROWS);
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("the model said NaN");
    }
    out.add(
        Figure.of("regime model, one row, " + model.trees().trees() + " trees", best, "ns")
            .anchor("lleaves 9.6 µs; target 1.5 µs for 100 trees"));
  }

  /// A thousand orders rest; each turn adds, takes or cancels.
  private static double matching() {
    MatchingBook book = new MatchingBook();
    Uncounted sink = new Uncounted();
    SeededRandom random = new SeededRandom(2);
    int turns = 1_000_000;
    double best = 0;
    long id = 1;
    for (int round = 0; round < ROUNDS; round++) {
      long start = Stopwatch.ticks();
      for (int i = 0; i < turns; i++) {
        Side side = (i & 1) == 0 ? Side.BUY : Side.SELL;
        int kind = random.nextInt(8);
        if (kind == 0) {
          long worst = side == Side.BUY ? MID + 50 : MID - 50;
          book.take(id++, side, worst, 1 + random.nextInt(30), sink);
        } else if (kind < 4) {
          book.cancel(Math.max(1, id - 1 - random.nextInt(1_000)), sink);
        } else {
          long price = MID - side.sign() * (1L + random.nextInt(40));
          book.add(id++, side, price, 1 + random.nextInt(20), sink);
        }
      }
      best = Math.max(best, turns / ((Stopwatch.ticks() - start) / 1e9));
    }
    return best;
  }

  /// Market events in the order of their times, from several markets.
  private static final class Tape implements MarketListener {
    private final List<MarketEvent> events = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    void fill(List<Market> markets, int most) {
      for (Market m : markets) {
        published(m.snapshot(1_000, Scope.START_NANOS), Scope.START_NANOS);
      }
      while (events.size() < most) {
        Market next = markets.getFirst();
        for (Market m : markets) {
          next = m.nextNanos() < next.nextNanos() ? m : next;
        }
        next.advance(next.nextNanos(), this);
      }
    }

    @Override
    public void published(MarketEvent event, long nanos) {
      events.add(event);
      times.add(nanos);
    }

    @Override
    public void filled(
        long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {}

    @Override
    public void removed(long venueId, Removal why, long nanos) {}

    /// Nanoseconds for one event.
    double play(Perception made) {
      try (Perception perception = made) {
        Quiet quiet = new Quiet();
        long start = Stopwatch.ticks();
        for (int i = 0; i < events.size(); i++) {
          perception.on(i + 1, times.get(i), events.get(i), quiet);
        }
        return (Stopwatch.ticks() - start) / (double) events.size();
      }
    }
  }

  private static final class Uncounted implements MatchingBook.Sink {
    @Override
    public void trade(
        long makerOrderId, long takerOrderId, long price, long lots, boolean takerBuys) {}

    @Override
    public void level(Side side, long price, long newTotalLots) {}
  }

  private static final class Quiet implements PerceptionOutput {
    @Override
    public void resync(int instrument) {}

    @Override
    public void matched(Fact.Pattern pattern) {}

    @Override
    public void believed(Fact.Belief belief) {}
  }
}
