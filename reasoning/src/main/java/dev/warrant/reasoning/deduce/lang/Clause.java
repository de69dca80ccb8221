package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fact or a rule, as written.
///
/// @param groupBy the variables of `fn:group_by`; null without a grouping
/// @param lets what is computed after the body
/// @param text the clause as it stands in the file, white space folded
public record Clause(
    Atom head,
    List<Literal> body,
    @Nullable List<Term.Var> groupBy,
    List<Let> lets,
    String text,
    Place at) {
  /// Keeps copies.
  public Clause {
    body = List.copyOf(body);
    lets = List.copyOf(lets);
    groupBy = groupBy == null ? null : List.copyOf(groupBy);
  }

  /// One `let`.
  public record Let(Term.Var variable, Term term) {}

  /// Whether it says something without any condition.
  public boolean fact() {
    return body.isEmpty() && groupBy == null && lets.isEmpty();
  }
}
