package dev.warrant.reasoning.sizing;

import java.util.List;

/// Everything the sizer may look at.
///
/// @param rows coefficients by stake
/// @param riskTargetCents risk at which the penalty on variance equals one target of gain
public record SizingProblem(
    List<Stake> stakes, List<SharedRow> rows, List<StakePair> pairs, long riskTargetCents) {
  public SizingProblem {
    stakes = List.copyOf(stakes);
    rows = List.copyOf(rows);
    pairs = List.copyOf(pairs);
  }
}
