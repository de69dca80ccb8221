package dev.warrant.reasoning.smt;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.RealSort;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Decision tables as formulas over the reals.
final class TableFormulas {
  private final Context z3;
  private final DecisionTable table;
  private final Function<MeasureId, ArithExpr<RealSort>> values;

  private TableFormulas(
      Context z3, DecisionTable table, Function<MeasureId, ArithExpr<RealSort>> values) {
    this.z3 = z3;
    this.table = table;
    this.values = values;
  }

  /// Whether some row matches, and where only one may, no other.
  static BoolExpr decides(
      Context z3, DecisionTable table, Function<MeasureId, ArithExpr<RealSort>> values) {
    BoolExpr[] matches = new TableFormulas(z3, table, values).matches();
    List<BoolExpr> all = new ArrayList<>(List.of(z3.mkOr(matches)));
    if (table.hit() == DecisionTable.Hit.UNIQUE) {
      for (int i = 1; i < matches.length; i++) {
        BoolExpr before = z3.mkOr(Arrays.copyOf(matches, i));
        all.add(z3.mkNot(z3.mkAnd(matches[i], before)));
      }
    }
    return z3.mkAnd(all.toArray(BoolExpr[]::new));
  }

  /// The value of the first row that matches.
  static ArithExpr<RealSort> choice(
      Context z3, Lookup lookup, Function<MeasureId, ArithExpr<RealSort>> values) {
    BoolExpr[] matches = new TableFormulas(z3, lookup.table(), values).matches();
    ArithExpr<RealSort> out = real(z3, Rational.of(lookup.values().getLast()));
    for (int i = matches.length - 2; i >= 0; i--) {
      Expr.Num value = lookup.values().get(i);
      out = (ArithExpr<RealSort>) z3.<RealSort>mkITE(matches[i], real(z3, Rational.of(value)), out);
    }
    return out;
  }

  private BoolExpr[] matches() {
    return table.rows().stream().map(this::row).toArray(BoolExpr[]::new);
  }

  private BoolExpr row(DecisionTable.Row row) {
    List<BoolExpr> all = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      all.add(holds(table.inputs().get(i), row.cells().get(i)));
    }
    return z3.mkAnd(all.toArray(BoolExpr[]::new));
  }

  private BoolExpr holds(DecisionTable.Input input, Cell cell) {
    ArithExpr<RealSort> value = values.apply(input.measure());
    return switch (cell) {
      case Cell.Any _ -> z3.mkTrue();
      case Cell.OneOf(List<Rational> written) ->
          z3.mkOr(
              written.stream()
                  .map(w -> z3.mkEq(value, real(z3, w.times(input.each()))))
                  .toArray(BoolExpr[]::new));
      case Cell.Between(Cell.End low, Cell.End high) -> {
        BoolExpr above = z3.mkTrue();
        if (low != null) {
          ArithExpr<RealSort> end = real(z3, low.value().times(input.each()));
          above = low.closed() ? z3.mkGe(value, end) : z3.mkGt(value, end);
        }
        BoolExpr below = z3.mkTrue();
        if (high != null) {
          ArithExpr<RealSort> end = real(z3, high.value().times(input.each()));
          below = high.closed() ? z3.mkLe(value, end) : z3.mkLt(value, end);
        }
        yield z3.mkAnd(above, below);
      }
    };
  }

  private static ArithExpr<RealSort> real(Context z3, Rational value) {
    return z3.mkReal(value.numerator() + "/" + value.denominator());
  }
}
