package dev.warrant.reasoning.joint;

import dev.warrant.knowledge.fact.Fact;
import java.util.List;

/// A step of a proof from rules about several intents.
public sealed interface Step {
  /// An intent, by its place in [Standing#intents].
  record OfIntent(int intent) implements Step {}

  /// A fact.
  record OfFact(Fact fact) implements Step {}

  /// A conclusion, an absence, a group.
  ///
  /// @param rule file and line of the rule; empty for an absence
  /// @param says what it proves
  record Concluded(String rule, String says, List<Step> parts) implements Step {
    /// Keeps a copy.
    public Concluded {
      parts = List.copyOf(parts);
    }
  }
}
