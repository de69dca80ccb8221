package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tables in words.
public final class TableSays {
  private TableSays() {}

  /// The value a table gives now, and the row it stands in: `3000 USDT (capital-tiers, row 10k)`.
  static String value(Lookup lookup, Measures measures) {
    DecisionTable table = lookup.table();
    int at = TableReader.row(table, measures);
    if (at < 0) {
      return "(no row of " + table.name() + ")";
    }
    DecisionTable.Row row = table.rows().get(at);
    String unit = table.outputs().get(lookup.output()).unit();
    String value = Parameter.written(row.values().get(lookup.output()), unit);
    return value + " (" + table.name() + ", row " + row.id() + ")";
  }

  /// All rows of one output, on one line: `leverage-by-regime (first): regime VIOLENT -> 1 x; …`.
  public static String text(Lookup lookup) {
    DecisionTable table = lookup.table();
    String unit = table.outputs().get(lookup.output()).unit();
    StringBuilder out = new StringBuilder(table.name());
    out.append(" (").append(table.hit().name().toLowerCase(Locale.ROOT)).append(')');
    String before = ": ";
    for (DecisionTable.Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        if (!(row.cells().get(i) instanceof Cell.Any)) {
          cells.add(table.inputs().get(i).name() + " " + cell(table.inputs().get(i), row, i));
        }
      }
      String when = cells.isEmpty() ? "else" : String.join(" and ", cells);
      out.append(before).append(when).append(" -> ");
      out.append(Parameter.written(row.values().get(lookup.output()), unit));
      before = "; ";
    }
    return out.toString();
  }

  private static String cell(DecisionTable.Input input, DecisionTable.Row row, int at) {
    String text = CellText.written(input, row.cells().get(at));
    return input.words().isEmpty() ? text + " " + input.unit() : text;
  }

  /// The inputs of `table` as they are: `account.equity 900.00 USDT, regime VIOLENT`.
  public static String inputs(DecisionTable table, Measures measures) {
    List<String> out = new ArrayList<>();
    for (DecisionTable.Input input : table.inputs()) {
      MeasureId id = input.measure();
      String value = measures.present(id) ? value(input, measures.value(id)) : "unknown";
      out.add(input.name() + " " + value);
    }
    return String.join(", ", out);
  }

  /// A value of the measure of `input`, in the unit of the column: `2500 USDT`.
  public static String value(DecisionTable.Input input, long value) {
    boolean word = value >= 0 && value < input.words().size();
    return word
        ? input.words().get((int) value)
        : Parameter.written(Rational.of(value).over(input.each()), input.unit());
  }
}
