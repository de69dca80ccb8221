package dev.warrant.execution.guard;

import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Decision tables as the oracle reads them: all rows are looked at, then one is chosen.
final class OracleTables {
  private OracleTables() {}

  static boolean decided(Limit limit, long[] slots) {
    return limit.tables().values().stream().allMatch(l -> row(l.table(), slots) >= 0);
  }

  /// The value the table gives; that of its last row if no row decides.
  static Expr.Num value(Lookup lookup, long[] slots) {
    int at = row(lookup.table(), slots);
    return lookup.values().get(at < 0 ? lookup.values().size() - 1 : at);
  }

  private static int row(DecisionTable table, long[] slots) {
    List<Integer> hits = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r++) {
      boolean all = true;
      for (int i = 0; i < table.inputs().size(); i++) {
        DecisionTable.Input input = table.inputs().get(i);
        long value = slots[MeasureBoard.slot(input.measure())];
        all &= holds(table.rows().get(r).cells().get(i), value, input.each());
      }
      if (all) {
        hits.add(r);
      }
    }
    boolean unique = table.hit() == DecisionTable.Hit.UNIQUE;
    return hits.isEmpty() || unique && hits.size() > 1 ? -1 : hits.getFirst();
  }

  private static boolean holds(Cell cell, long value, Rational each) {
    return switch (cell) {
      case Cell.Any() -> true;
      case Cell.OneOf(List<Rational> values) ->
          values.stream().anyMatch(v -> against(value, v, each) == 0);
      case Cell.Between(Cell.End low, Cell.End high) ->
          (low == null || against(value, low.value(), each) >= (low.closed() ? 0 : 1))
              && (high == null || against(value, high.value(), each) <= (high.closed() ? 0 : -1));
    };
  }

  /// `value` against `written` units of `each`.
  private static int against(long value, Rational written, Rational each) {
    BigInteger left =
        BigInteger.valueOf(value).multiply(written.denominator()).multiply(each.denominator());
    return left.compareTo(written.numerator().multiply(each.numerator()));
  }
}
