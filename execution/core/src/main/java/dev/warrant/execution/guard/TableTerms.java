package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// A column of a decision table as machine comparisons: row after row, a choice between its value
/// and what the rows below give. What is already known when a row is asked (that the measure is in
/// its range, that it is past a row above in a table of one column) is not asked again.
final class TableTerms {
  private static final Test ALWAYS = new Test.Always();
  private static final Test NEVER = new Test.Not(ALWAYS);

  private final Lookup lookup;
  private final Map<MeasureId, Span> ranges;
  private final Function<String, UncompilableLimitException> unfit;
  private final long under;
  private final List<Test> tests = new ArrayList<>();

  /// @param ranges of every input
  /// @param unfit what to throw if a number does not fit
  TableTerms(
      Lookup lookup,
      Map<MeasureId, Span> ranges,
      Function<String, UncompilableLimitException> unfit) {
    this.lookup = lookup;
    this.ranges = ranges;
    this.unfit = unfit;
    BigInteger common = BigInteger.ONE;
    for (Expr.Num value : lookup.values()) {
      BigInteger d = BigInteger.valueOf(value.denominator());
      common = common.divide(common.gcd(d)).multiply(d);
    }
    under = fitting(common);
    for (DecisionTable.Row row : lookup.table().rows()) {
      tests.add(test(row, ranges));
    }
  }

  private long fitting(BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw unfit.apply("the value " + value + " of " + lookup.table().file() + " needs 64 bits");
    }
    return value.longValueExact();
  }

  /// What all values are divided by.
  long under() {
    return under;
  }

  /// Whether some row matches, and no other where only one may; always, where that can be seen.
  Test rows() {
    DecisionTable table = lookup.table();
    List<Test> wrong = new ArrayList<>();
    if (table.hit() == DecisionTable.Hit.UNIQUE) {
      for (int i = 0; i < tests.size(); i++) {
        for (int j = i + 1; j < tests.size(); j++) {
          if (!apart(table.rows().get(i), table.rows().get(j))) {
            wrong.add(and(tests.get(i), tests.get(j)));
          }
        }
      }
    }
    Test all = covered() ? ALWAYS : tests.stream().reduce(NEVER, TableTerms::or);
    for (Test both : wrong) {
      all = and(all, new Test.Not(both));
    }
    return all;
  }

  /// Whether the rows follow one another over the whole range of a single input, or one asks for
  /// nothing.
  private boolean covered() {
    DecisionTable table = lookup.table();
    if (tests.contains(ALWAYS)) {
      return true;
    }
    if (table.inputs().size() > 1) {
      return false;
    }
    Span left = range(table.inputs().getFirst());
    for (DecisionTable.Row row : table.rows()) {
      left = past(row, left);
    }
    return left.lo().compareTo(left.hi()) > 0;
  }

  /// Whether no input lets both rows match, as far as one column shows it.
  private boolean apart(DecisionTable.Row a, DecisionTable.Row b) {
    for (int i = 0; i < a.cells().size(); i++) {
      DecisionTable.Input input = lookup.table().inputs().get(i);
      boolean meet = false;
      for (Span one : spans(input, a.cells().get(i))) {
        for (Span other : spans(input, b.cells().get(i))) {
          meet |= one.lo().max(other.lo()).compareTo(one.hi().min(other.hi())) <= 0;
        }
      }
      if (!meet) {
        return true;
      }
    }
    return false;
  }

  /// The value of the row that decides, times [#under].
  Term value() {
    DecisionTable table = lookup.table();
    boolean single = table.inputs().size() == 1;
    List<Test> asked = new ArrayList<>();
    Map<MeasureId, Span> known = new TreeMap<>(ranges);
    for (DecisionTable.Row row : table.rows()) {
      asked.add(test(row, known));
      if (single) {
        MeasureId id = table.inputs().getFirst().measure();
        known.put(id, past(row, Objects.requireNonNull(known.get(id))));
      }
    }
    Term out = constant(table.rows().size() - 1);
    for (int i = table.rows().size() - 2; i >= 0; i--) {
      Term here = constant(i);
      out =
          asked.get(i).equals(ALWAYS)
              ? here
              : new Term.Pick(asked.get(i), here, out, here.span().either(out.span()));
    }
    return out;
  }

  /// What is left of `known` below this row, if the row takes one end of it; else `known`.
  private Span past(DecisionTable.Row row, Span known) {
    List<Span> taken = spans(lookup.table().inputs().getFirst(), row.cells().getFirst());
    if (taken.size() != 1) {
      return known;
    }
    Span one = taken.getFirst();
    if (one.lo().compareTo(known.lo()) <= 0 && one.hi().compareTo(known.lo()) >= 0) {
      return new Span(one.hi().add(BigInteger.ONE), known.hi());
    }
    return known;
  }

  private Term constant(int row) {
    Expr.Num value = lookup.values().get(row);
    BigInteger times = BigInteger.valueOf(under / value.denominator());
    return new Term.Const(fitting(BigInteger.valueOf(value.numerator()).multiply(times)));
  }

  private Test test(DecisionTable.Row row, Map<MeasureId, Span> known) {
    Test all = ALWAYS;
    for (int i = 0; i < row.cells().size(); i++) {
      DecisionTable.Input input = lookup.table().inputs().get(i);
      all =
          and(
              all,
              test(input, row.cells().get(i), Objects.requireNonNull(known.get(input.measure()))));
    }
    return all;
  }

  private Test test(DecisionTable.Input input, Cell cell, Span known) {
    Term.Slot slot = new Term.Slot(input.measure(), range(input));
    Test any = NEVER;
    for (Span span : spans(input, cell)) {
      Test one = ALWAYS;
      if (span.lo().equals(span.hi())) {
        one = new Test.Compare(Cond.Op.EQ, slot, new Term.Const(fitting(span.lo())));
      } else {
        if (span.lo().compareTo(known.lo()) > 0) {
          one = new Test.Compare(Cond.Op.GE, slot, new Term.Const(fitting(span.lo())));
        }
        if (span.hi().compareTo(known.hi()) < 0) {
          Term high = new Term.Const(fitting(span.hi()));
          one = and(one, new Test.Compare(Cond.Op.LE, slot, high));
        }
      }
      any = or(any, one);
    }
    return any;
  }

  private Span range(DecisionTable.Input input) {
    Span range = ranges.get(input.measure());
    if (range == null) {
      throw unfit.apply(input.name() + " has no declared range");
    }
    return range;
  }

  /// The whole numbers a cell asks for.
  private List<Span> spans(DecisionTable.Input input, Cell cell) {
    Span range = range(input);
    return switch (cell) {
      case Cell.Any _ -> List.of(range);
      case Cell.OneOf(List<Rational> values) ->
          values.stream().map(v -> whole(input, v)).map(n -> new Span(n, n)).toList();
      case Cell.Between(Cell.End low, Cell.End high) -> {
        BigInteger from = range.lo();
        BigInteger to = range.hi();
        if (low != null) {
          BigInteger end = whole(input, low.value());
          from = low.closed() ? end : end.add(BigInteger.ONE);
        }
        if (high != null) {
          BigInteger end = whole(input, high.value());
          to = high.closed() ? end : end.subtract(BigInteger.ONE);
        }
        yield List.of(new Span(from, to));
      }
    };
  }

  private BigInteger whole(DecisionTable.Input input, Rational written) {
    Rational raw = written.times(input.each());
    if (!raw.whole()) {
      throw unfit.apply(written + " " + input.unit() + " is finer than " + input.name());
    }
    return raw.numerator();
  }

  private static Test and(Test a, Test b) {
    if (a.equals(NEVER) || b.equals(NEVER)) {
      return NEVER;
    }
    return a.equals(ALWAYS) ? b : b.equals(ALWAYS) ? a : new Test.And(a, b);
  }

  private static Test or(Test a, Test b) {
    if (a.equals(ALWAYS) || b.equals(ALWAYS)) {
      return ALWAYS;
    }
    return a.equals(NEVER) ? b : b.equals(NEVER) ? a : new Test.Or(a, b);
  }
}
