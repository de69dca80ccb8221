package dev.warrant.reasoning.deduce.lang;

import java.util.List;

/// All facts that are true, by predicate.
public interface FactSource {
  /// The facts of a predicate, in order.
  List<Fact> facts(String predicate);

  /// Whether a fact is true.
  boolean contains(Fact fact);

  /// The instant at which they are.
  long now();
}
