package dev.warrant.reasoning.deduce;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One step of a proof.
///
/// @param id its place in the graph; premises have smaller ones
/// @param fact what it proves; null for an absence or a covered window
/// @param says the same in words
/// @param rule what it was concluded by; null for a given fact
/// @param bindings the values of the variables, those of the plain form too
/// @param premises one for each atom, absence and window of the body, in order; all rows for a
///   group
/// @param digest SHA-256 over kind, rule, words and the digests of the premises in order
public record ProofNode(
    int id,
    Kind kind,
    @Nullable Fact fact,
    String says,
    @Nullable Rule rule,
    SortedMap<String, Value> bindings,
    List<Integer> premises,
    Digest digest) {
  /// What a step can be.
  public enum Kind {
    /// A fact that was given.
    GIVEN,
    /// Concluded by a rule.
    RULE,
    /// One row of a grouping: a valuation of its body.
    ROW,
    /// Concluded from all rows of a group.
    GROUP,
    /// Nothing matches a negated atom.
    ABSENT,
    /// The premises cover a window without a hole; or, negated, there is a hole.
    WINDOW
  }

  /// Keeps copies.
  public ProofNode {
    bindings = Collections.unmodifiableSortedMap(new TreeMap<>(bindings));
    premises = List.copyOf(premises);
  }
}
