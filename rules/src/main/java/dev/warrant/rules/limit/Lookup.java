package dev.warrant.rules.limit;

import java.util.List;

/// Where a limit takes a parameter from: one output of a decision table.
///
/// @param output place of the output among the table's outputs
/// @param values row by row, in the scale of the unit they are compared with
public record Lookup(DecisionTable table, int output, List<Expr.Num> values) {
  public Lookup {
    values = List.copyOf(values);
    if (values.size() != table.rows().size()) {
      throw new IllegalArgumentException(
          table.file() + ": " + values.size() + " values for " + table.rows().size() + " rows");
    }
  }
}
