package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.feasible.FeasibilityOracle;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An oracle that is opened by the thread that first asks it.
final class LateOracle implements FeasibilityOracle {
  private final Supplier<FeasibilityOracle> oracles;
  private @Nullable FeasibilityOracle open;

  LateOracle(Supplier<FeasibilityOracle> oracles) {
    this.oracles = oracles;
  }

  @Override
  public Questions about(
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges,
      List<Limit> limits) {
    FeasibilityOracle mine = open;
    if (mine == null) {
      mine = oracles.get();
      open = mine;
    }
    return mine.about(whole, measures, ranges, limits);
  }

  @Override
  public void close() {
    FeasibilityOracle mine = open;
    if (mine != null) {
      mine.close();
    }
  }
}
