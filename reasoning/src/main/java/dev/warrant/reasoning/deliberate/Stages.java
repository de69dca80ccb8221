package dev.warrant.reasoning.deliberate;

/// The engines of a deliberation, each behind an interface so that it can be replaced.
public record Stages(
    RuleStage rules, ProofStage proof, FeasibilityStage feasible, SizingStage sizer) {}
