package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;

/// A whole-number expression without division, every value of which fits a `long`.
sealed interface Term {
  /// What it may be while every measure is inside its range.
  Span span();

  record Const(long value) implements Term {
    @Override
    public Span span() {
      return Span.of(value, value);
    }
  }

  record Slot(MeasureId measure, Span span) implements Term {}

  record Add(Term left, Term right, Span span) implements Term {}

  record Sub(Term left, Term right, Span span) implements Term {}

  record Mul(Term left, Term right, Span span) implements Term {}

  record Neg(Term of, Span span) implements Term {}

  record Abs(Term of, Span span) implements Term {}

  record Min(Term left, Term right, Span span) implements Term {}

  record Max(Term left, Term right, Span span) implements Term {}

  record Pick(Test test, Term then, Term otherwise, Span span) implements Term {}
}
