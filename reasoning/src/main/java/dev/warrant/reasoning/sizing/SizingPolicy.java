package dev.warrant.reasoning.sizing;

import dev.warrant.rules.pack.StrategyPack;
import java.util.List;

/// How much of what is allowed is wanted: `sizing.yaml` of the strategy pack.
///
/// @param levels steps between nothing and the most that is feasible
/// @param moves moves the solver may try
/// @param kellyPpm share of the Kelly fraction that may be held
/// @param notionalPpm most notional of one side, as a share of equity
/// @param riskTargetPpm risk over the horizon, as a share of equity, at which the penalty on
///   variance equals the target
public record SizingPolicy(
    int levels, long moves, long kellyPpm, long notionalPpm, long riskTargetPpm) {
  private static final long PPM = 1_000_000;
  private static final List<String> KEYS =
      List.of("levels", "moves", "kelly_ppm", "notional_ppm", "risk_target_ppm");

  /// Reads it from a pack.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the file is missing or a value is not allowed
  public static SizingPolicy read(StrategyPack pack) {
    PackNumbers file = PackNumbers.read(pack, "sizing.yaml", KEYS);
    return new SizingPolicy(
        file.small("levels", 1, 32),
        file.number("moves", 100, 100_000),
        file.number("kelly_ppm", 1, PPM / 4),
        file.number("notional_ppm", 1, 10 * PPM),
        file.number("risk_target_ppm", 1, PPM));
  }
}
