package dev.warrant.reasoning.deduce;

import java.util.List;

/// Predicates that need each other, and how to complete them.
///
/// @param predicates their numbers
/// @param once rules that need only what is complete
/// @param rounds the others, once for each atom that may be new
record Stratum(List<Integer> predicates, List<Step> once, List<Step> rounds) {
  /// Keeps copies.
  Stratum {
    predicates = List.copyOf(predicates);
    once = List.copyOf(once);
    rounds = List.copyOf(rounds);
  }
}
