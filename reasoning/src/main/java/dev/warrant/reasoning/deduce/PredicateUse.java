package dev.warrant.reasoning.deduce;

/// An atom in a plan.
///
/// @param premise its place among the positive atoms of the rule, for the proof
record PredicateUse(int predicate, Which which, int premise) {}
