package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.rules.pack.PolicyPack;
import java.util.function.Supplier;

/// A policy a desk can switch to, ready: guards certified, engines a call away.
///
/// @param policy the pack
/// @param admissions its guards
/// @param engines opens the engines of deliberation on it, on the thread that will use them
public record Version(PolicyPack policy, Admissions admissions, Supplier<Deliberator> engines) {
  /// For a desk that reaches no venue, such as one that is replayed.
  public static Version silent(DeskRules rules, Supplier<Deliberator> engines) {
    return new Version(rules.policy(), Admissions.silent(rules.guards()), engines);
  }
}
