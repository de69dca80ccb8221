package dev.warrant.execution.desk.proof;

import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.List;

/// Decision tables as a person would write them in Java.
final class TableSource {
  private TableSource() {}

  /// Whether the table says which row decides.
  static String decides(Lookup lookup) {
    DecisionTable table = lookup.table();
    List<String> rows = table.rows().stream().map(row -> matches(table, row)).toList();
    if (table.hit() == DecisionTable.Hit.FIRST) {
      return String.join(" || ", rows);
    }
    List<String> one = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> all = new ArrayList<>();
      for (int j = 0; j < rows.size(); j++) {
        all.add((i == j ? "" : "!") + rows.get(j));
      }
      one.add("(" + String.join(" && ", all) + ")");
    }
    return String.join(" || ", one);
  }

  /// The value of the first row that matches.
  static GuardSource.Side side(Lookup lookup) {
    long under = 1;
    for (Expr.Num value : lookup.values()) {
      under *= value.denominator();
    }
    DecisionTable table = lookup.table();
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < table.rows().size(); i++) {
      Expr.Num value = lookup.values().get(i);
      long over = Math.multiplyExact(value.numerator(), under / value.denominator());
      boolean last = i == table.rows().size() - 1;
      out.append(last ? "" : matches(table, table.rows().get(i)) + " ? ");
      out.append(over).append(last ? "L)" : "L : ");
    }
    return new GuardSource.Side(out.toString(), under);
  }

  private static String matches(DecisionTable table, DecisionTable.Row row) {
    List<String> all = new ArrayList<>(List.of("true"));
    for (int i = 0; i < row.cells().size(); i++) {
      all.add(holds(table.inputs().get(i), row.cells().get(i)));
    }
    return "(" + String.join(" && ", all) + ")";
  }

  private static String holds(DecisionTable.Input input, Cell cell) {
    String slot = GuardSource.slot(input.measure());
    return switch (cell) {
      case Cell.Any _ -> "true";
      case Cell.OneOf(List<Rational> values) ->
          "("
              + String.join(
                  " || ", values.stream().map(v -> slot + " == " + raw(input, v)).toList())
              + ")";
      case Cell.Between(Cell.End low, Cell.End high) ->
          (low == null ? "true" : slot + (low.closed() ? " >= " : " > ") + raw(input, low.value()))
              + " && "
              + (high == null
                  ? "true"
                  : slot + (high.closed() ? " <= " : " < ") + raw(input, high.value()));
    };
  }

  private static String raw(DecisionTable.Input input, Rational written) {
    return written.times(input.each()).numerator() + "L";
  }
}
