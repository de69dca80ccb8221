package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Limit;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A limit ready for machine arithmetic: both sides multiplied by the same positive denominator.
///
/// @param reads the measures of `when`, `require` and tables, in order of their ordinals
/// @param rows whether every table it reads says which row decides; always, if that is known
/// @param denominator what both sides were multiplied by; positive for all values in range
record Row(
    Limit limit,
    List<MeasureId> reads,
    Test rows,
    Test when,
    Test.Compare require,
    Term denominator) {
  Row {
    reads = List.copyOf(reads);
  }

  /// The row as one test: whether it admits an order that it binds.
  Test admits() {
    Test kept = new Test.Or(new Test.Not(when), require);
    return rows instanceof Test.Always ? kept : new Test.And(rows, kept);
  }

  /// How far inside the limit the order is, times `denominator`; `null` if that can never be
  /// positive while the limit holds, as for an equality or a flag.
  @Nullable Term slack() {
    Term left = require.left();
    Term right = require.right();
    Term slack =
        switch (require.op()) {
          case LE, LT -> new Term.Sub(right, left, right.span().minus(left.span()));
          case GE, GT -> new Term.Sub(left, right, left.span().minus(right.span()));
          case EQ, NE -> new Term.Const(0);
        };
    BigInteger least =
        switch (require.op()) {
          case LT, GT -> BigInteger.ONE;
          case LE, GE, EQ, NE -> BigInteger.ZERO;
        };
    return slack.span().hi().compareTo(least) > 0 ? slack : null;
  }
}
