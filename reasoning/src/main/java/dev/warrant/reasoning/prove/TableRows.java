package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The third reading of decision tables: each row a truth about the measures, compared with what is
/// written in it by multiplying both sides; the table a choice among the rows' values.
final class TableRows {
  private final Terms t;
  private final Sort sort;
  private final Function<MeasureId, Term> values;

  /// @param values of measures, of `sort`
  TableRows(Terms t, Sort sort, Function<MeasureId, Term> values) {
    this.t = t;
    this.sort = sort;
    this.values = values;
  }

  /// Whether the table says which row decides: some row matches, and where only one may, no other.
  Term decides(DecisionTable table) {
    List<Term> matches = table.rows().stream().map(row -> matches(table, row)).toList();
    List<Term> all = new ArrayList<>(List.of(t.or(matches)));
    if (table.hit() == DecisionTable.Hit.UNIQUE) {
      for (int i = 0; i < matches.size(); i++) {
        List<Term> others = new ArrayList<>(matches.subList(0, i));
        all.add(t.not(t.and(matches.get(i), t.or(others))));
      }
    }
    return t.and(all);
  }

  /// One of `choices`, which are the rows' values: that of the first row that matches. Meaningful
  /// where [#decides] is true.
  Term choice(Lookup lookup, Function<Expr.Num, Term> constant) {
    DecisionTable table = lookup.table();
    Term out = constant.apply(lookup.values().getLast());
    for (int i = table.rows().size() - 2; i >= 0; i--) {
      Term here = constant.apply(lookup.values().get(i));
      out = t.ite(matches(table, table.rows().get(i)), here, out);
    }
    return out;
  }

  private Term matches(DecisionTable table, DecisionTable.Row row) {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      all.add(holds(table.inputs().get(i), row.cells().get(i)));
    }
    return t.and(all);
  }

  private Term holds(DecisionTable.Input input, Cell cell) {
    return switch (cell) {
      case Cell.Any _ -> t.truth(true);
      case Cell.OneOf(List<Rational> written) -> {
        List<Term> any = new ArrayList<>();
        for (Rational value : written) {
          Term[] same = same(input, value);
          any.add(t.eq(same[0], same[1]));
        }
        yield t.or(any);
      }
      case Cell.Between(Cell.End low, Cell.End high) -> {
        List<Term> both = new ArrayList<>();
        if (low != null) {
          Term[] same = same(input, low.value());
          both.add(low.closed() ? t.le(same[1], same[0]) : t.lt(same[1], same[0]));
        }
        if (high != null) {
          Term[] same = same(input, high.value());
          both.add(high.closed() ? t.le(same[0], same[1]) : t.lt(same[0], same[1]));
        }
        yield t.and(both);
      }
    };
  }

  /// The measure and what is written, both times the denominators.
  private Term[] same(DecisionTable.Input input, Rational written) {
    Rational raw = written.times(input.each());
    Term left = t.mul(number(raw.denominator()), values.apply(input.measure()));
    return new Term[] {left, number(raw.numerator())};
  }

  private Term number(BigInteger n) {
    return sort == Sort.INT ? t.num(n) : t.real(new Rational(n, BigInteger.ONE));
  }
}
