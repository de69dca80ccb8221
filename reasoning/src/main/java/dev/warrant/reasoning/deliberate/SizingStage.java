package dev.warrant.reasoning.deliberate;

import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.sizing.SizingProblem;

/// Stakes to levels.
@FunctionalInterface
public interface SizingStage {
  /// Chooses a level for each stake.
  Sizing size(SizingProblem problem);
}
