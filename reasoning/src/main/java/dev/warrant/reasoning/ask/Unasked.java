package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.feasible.FeasibilityOracle;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;
import java.util.Map;

/// For who only claims by arithmetic: nothing is put to it.
final class Unasked implements FeasibilityOracle {
  @Override
  public Questions about(
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges,
      List<Limit> limits) {
    throw new IllegalStateException("a claim asks nobody");
  }

  @Override
  public void close() {}
}
