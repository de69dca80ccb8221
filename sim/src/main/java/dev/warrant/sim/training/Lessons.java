package dev.warrant.sim.training;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.perception.model.LabelledRow;
import dev.warrant.sim.market.FlowParameters;
import dev.warrant.sim.market.GeneratedMarket;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;

/// Labelled rows of generated BTCUSDT and ETHUSDT markets, as a desk that starts cold sees them.
///
/// @param settled rows away from changes of regime
/// @param fresh rows right after a change
record Lessons(List<LabelledRow> settled, List<LabelledRow> fresh) {
  /// 2026-01-01 00:00 UTC; what day it is changes nothing.
  private static final long START = 1_767_225_600_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  Lessons {
    settled = List.copyOf(settled);
    fresh = List.copyOf(fresh);
  }

  /// Both markets of one seed for some seconds; the rows form group `group`.
  static Lessons of(FlowParameters parameters, long seed, int group, int seconds) {
    List<GeneratedMarket> markets =
        Markets.generated(Instruments.standard(), parameters, seed, START);
    Lesson lesson = new Lesson((i, nanos) -> markets.get(i).regimeAt(nanos));
    lesson.group(group);
    Delay delay = Delay.near(new SeededRandom(seed).split("listening"));
    new Listening(markets, delay, lesson, (_, _) -> {})
        .listen(START, START + seconds * SECOND);
    return new Lessons(lesson.settled(), lesson.fresh());
  }

  /// Several together.
  static Lessons join(List<Lessons> parts) {
    List<LabelledRow> settled = new ArrayList<>();
    List<LabelledRow> fresh = new ArrayList<>();
    for (Lessons p : parts) {
      settled.addAll(p.settled);
      fresh.addAll(p.fresh);
    }
    return new Lessons(settled, fresh);
  }

  /// All rows.
  List<LabelledRow> all() {
    List<LabelledRow> out = new ArrayList<>(settled);
    out.addAll(fresh);
    return out;
  }
}
