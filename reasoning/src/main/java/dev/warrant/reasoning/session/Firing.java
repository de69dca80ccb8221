package dev.warrant.reasoning.session;

import dev.warrant.knowledge.fact.Fact;
import java.util.List;

/// A rule that fired and still stands: what it matched and what it concluded.
///
/// @param rule name of the rule
/// @param matched the facts it matched, in canonical order; derived ones last
/// @param concluded a `Fact.Derived` or an `Intent`
public record Firing(String rule, List<Fact> matched, Record concluded) {
  public Firing {
    matched = List.copyOf(matched);
  }
}
