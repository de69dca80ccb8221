package dev.warrant.rules.limit;

/// A truth-valued expression of the limit language.
public sealed interface Cond {
  /// Comparison operators.
  enum Op {
    LE,
    LT,
    GE,
    GT,
    EQ,
    NE
  }

  record Compare(Op op, Expr left, Expr right) implements Cond {}

  record And(Cond left, Cond right) implements Cond {}

  record Or(Cond left, Cond right) implements Cond {}

  record Not(Cond of) implements Cond {}

  /// Always true: a limit without a `when`.
  record Always() implements Cond {}
}
