package dev.warrant.rules.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first reading of decision tables, which is their meaning: rows as written, from the top, in
/// exact rationals in the unit of each column. Guard and proofs are held against this.
public final class TableReader {
  /// No row matches.
  public static final int NONE = -1;

  /// More than one row matches where only one may.
  public static final int SEVERAL = -2;

  private TableReader() {}

  /// The place of the row that decides, from 0; [#NONE] or [#SEVERAL] if none does.
  ///
  /// @param measures every input of the table must be present
  public static int row(DecisionTable table, Measures measures) {
    int found = NONE;
    for (int i = 0; i < table.rows().size(); i++) {
      if (matches(table, table.rows().get(i), measures)) {
        if (found != NONE) {
          return SEVERAL;
        }
        found = i;
        if (table.hit() == DecisionTable.Hit.FIRST) {
          return found;
        }
      }
    }
    return found;
  }

  private static boolean matches(DecisionTable table, DecisionTable.Row row, Measures measures) {
    for (int i = 0; i < row.cells().size(); i++) {
      DecisionTable.Input input = table.inputs().get(i);
      Rational value = Rational.of(measures.value(input.measure())).over(input.each());
      if (!holds(row.cells().get(i), value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Cell cell, Rational value) {
    return switch (cell) {
      case Cell.Any _ -> true;
      case Cell.OneOf(List<Rational> values) -> values.contains(value);
      case Cell.Between(Cell.End low, Cell.End high) ->
          inside(low, value, 1) && inside(high, value, -1);
    };
  }

  /// @param side 1 if the value has to be above the end, -1 if below
  private static boolean inside(Cell.@Nullable End end, Rational value, int side) {
    if (end == null) {
      return true;
    }
    int c = value.compareTo(end.value());
    return c == 0 ? end.closed() : Integer.signum(c) == side;
  }
}
