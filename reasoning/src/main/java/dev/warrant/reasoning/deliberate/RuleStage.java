package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.reasoning.session.Deduction;
import java.util.List;

/// Facts to further facts and intents.
@FunctionalInterface
public interface RuleStage {
  /// Deduces from facts in canonical order.
  Deduction deduce(List<Fact> facts);
}
