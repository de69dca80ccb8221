package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;
import java.util.Map;

/// Confirms or refutes what arithmetic found. What it does not confirm does not pass.
public interface FeasibilityOracle extends AutoCloseable {
  /// Questions about one order or several.
  interface Questions {
    /// Are there sizes inside one of `boxes` at which all of `limits` (places in the list) admit
    /// the order?
    Verdict admissible(List<Box> boxes, List<Integer> limits);

    /// Are there sizes inside `admitted` at which some of `limits` refuses the order, or inside one
    /// of `refused` at which all admit it?
    Verdict exception(Box admitted, List<Box> refused, List<Integer> limits);
  }

  /// Prepares questions.
  ///
  /// @param whole where the sizes lie; all questions stay inside
  /// @param measures what each measure is as a function of the sizes; a missing one is absent
  Questions about(
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges,
      List<Limit> limits);

  @Override
  void close();
}
