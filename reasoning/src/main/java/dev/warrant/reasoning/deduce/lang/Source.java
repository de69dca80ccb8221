package dev.warrant.reasoning.deduce.lang;

import java.util.List;

/// A text after parsing.
///
/// @param goals the questions asked with `?`, as rules whose head is the question
public record Source(List<Decl> decls, List<Clause> clauses, List<Clause> goals) {
  /// Keeps copies.
  public Source {
    decls = List.copyOf(decls);
    clauses = List.copyOf(clauses);
    goals = List.copyOf(goals);
  }
}
