package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;

/// The declaration of a predicate.
///
/// @param times hidden columns for when it holds: 0, 2 (from, to) or 3 (and when it was seen)
/// @param extensional its facts come from outside; no clause may conclude it
/// @param inputs positions that must be known before it is looked up, of `mode(+, -)`
/// @param bounds alternatives; empty if any values may stand there
/// @param doc what it means; empty if not said
public record Decl(
    String predicate,
    List<String> args,
    int times,
    boolean extensional,
    List<Integer> inputs,
    List<List<Type>> bounds,
    String doc,
    Place at) {
  /// Keeps copies.
  public Decl {
    args = List.copyOf(args);
    inputs = List.copyOf(inputs);
    bounds = bounds.stream().map(List::copyOf).toList();
  }
}
