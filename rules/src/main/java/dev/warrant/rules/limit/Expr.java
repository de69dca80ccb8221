package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;

/// A number-valued expression of the limit language, as written: no normalisation happens here.
public sealed interface Expr {
  /// An exact number: `numerator / denominator`, denominator positive.
  record Num(long numerator, long denominator) implements Expr {}

  /// A measure.
  record Measured(MeasureId measure) implements Expr {}

  /// A parameter of the limit, whose value stands in [Limit#parameters].
  record Param(String name) implements Expr {}

  record Add(Expr left, Expr right) implements Expr {}

  record Sub(Expr left, Expr right) implements Expr {}

  record Mul(Expr left, Expr right) implements Expr {}

  /// Division; the checker has proved the divisor positive from declared ranges.
  record Div(Expr left, Expr right) implements Expr {}

  record Neg(Expr of) implements Expr {}

  record Abs(Expr of) implements Expr {}

  record Min(Expr left, Expr right) implements Expr {}

  record Max(Expr left, Expr right) implements Expr {}

  record If(Cond test, Expr then, Expr otherwise) implements Expr {}
}
