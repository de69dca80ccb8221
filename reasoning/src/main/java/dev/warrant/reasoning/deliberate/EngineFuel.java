package dev.warrant.reasoning.deliberate;

import dev.warrant.reasoning.sizing.PackNumbers;
import dev.warrant.rules.pack.StrategyPack;

/// How much the engines may spend in one deliberation, as `tactics.yaml` says: counts, never time.
///
/// @param firings of intent rules
/// @param proofDepth how many clauses deep a proof may be
/// @param proof clauses and leaves tried for one intent
/// @param joint steps of the rules about several intents; 1 for a pack without such rules
public record EngineFuel(int firings, int proofDepth, int proof, int joint) {
  /// Reads it.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming the place of what is missing or out of
  ///   range
  public static EngineFuel read(StrategyPack pack) {
    PackNumbers file = PackNumbers.read(pack, TacticPolicy.FILE, TacticPolicy.KEYS);
    boolean together = !pack.files("theory", ".mg").isEmpty();
    return new EngineFuel(
        file.small("rule_firings", 1, 20_000),
        file.small("proof_depth", 1, 64),
        file.small("proof_fuel", 1, 100_000),
        together ? file.small("joint_fuel", 1, 10_000_000) : 1);
  }
}
