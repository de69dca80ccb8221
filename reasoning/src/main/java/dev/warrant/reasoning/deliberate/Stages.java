package dev.warrant.reasoning.deliberate;

/// The engines of a deliberation, each behind an interface so that it can be replaced.
public record Stages(
    RuleStage rules,
    ProofStage proof,
    JointStage joint,
    FeasibilityStage feasible,
    SizingStage sizer) {
  /// Engines of a strategy that has no rules about several intents at once.
  public Stages(RuleStage rules, ProofStage proof, FeasibilityStage feasible, SizingStage sizer) {
    this(rules, proof, standing -> java.util.List.of(), feasible, sizer);
  }
}
