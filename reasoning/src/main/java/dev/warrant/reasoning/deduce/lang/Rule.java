package dev.warrant.reasoning.deduce.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule in plain form.
///
/// @param index place among all rules of the program
/// @param head its conclusion; columns of time last
/// @param body its conditions; empty for a grouping
/// @param grouping what it groups; null for an ordinary rule
/// @param rows whether it collects the rows of a grouping, and concludes nothing of its own
/// @param source the clause it came from
public record Rule(
    int index,
    String head,
    List<Term> args,
    List<Condition> body,
    @Nullable Grouping grouping,
    boolean rows,
    Clause source) {
  /// Keeps copies.
  public Rule {
    args = List.copyOf(args);
    body = List.copyOf(body);
  }

  /// How rows become groups.
  ///
  /// @param rows the predicate of the rows, one column a variable
  /// @param columns those variables
  /// @param keys positions of the variables that are grouped by
  public record Grouping(
      String rows, List<String> columns, List<Integer> keys, List<Clause.Let> lets) {
    /// Keeps copies.
    public Grouping {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
      lets = List.copyOf(lets);
    }
  }

  /// The predicates of its positive atoms, in the order of its conditions.
  public List<String> matched() {
    return body.stream()
        .filter(Condition.Match.class::isInstance)
        .map(c -> ((Condition.Match) c).predicate())
        .toList();
  }

  /// `file:line` of its clause.
  public String cite() {
    return source.at().cite();
  }
}
