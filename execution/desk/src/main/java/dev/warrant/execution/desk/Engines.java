package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.reasoning.deliberate.LimitsStage;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the engines of deliberation on the packs of a desk.
final class Engines {
  /// What one question to Z3 may cost, in its own units: deterministic, unlike time.
  private static final int SOLVER_FUEL = 2_000_000;

  private Engines() {}

  static DeskDeliberator open(
      DeskRules rules, List<Instrument> instruments, int leverage, @Nullable Path cache) {
    return DeskDeliberator.open(
        rules.strategy(),
        rules.policy().digest(),
        rules.model().digest(),
        instruments,
        LimitsStage.withSolver(rules.policy(), instruments, leverage, SOLVER_FUEL),
        cache);
  }
}
