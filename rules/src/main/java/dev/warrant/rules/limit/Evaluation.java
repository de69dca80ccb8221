package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.Map;

/// Computes expressions exactly, one case per node.
record Evaluation(Map<String, Expr.Num> parameters, Measures measures) {

  Rational value(Expr e) {
    return switch (e) {
      case Expr.Num n -> Rational.of(n);
      case Expr.Measured(MeasureId id) -> Rational.of(measures.value(id));
      case Expr.Param(String name) -> parameter(name);
      case Expr.Add(Expr l, Expr r) -> value(l).plus(value(r));
      case Expr.Sub(Expr l, Expr r) -> value(l).minus(value(r));
      case Expr.Mul(Expr l, Expr r) -> value(l).times(value(r));
      case Expr.Div(Expr l, Expr r) -> value(l).over(value(r));
      case Expr.Neg(Expr of) -> value(of).negated();
      case Expr.Abs(Expr of) -> value(of).abs();
      case Expr.Min(Expr l, Expr r) -> value(l).compareTo(value(r)) <= 0 ? value(l) : value(r);
      case Expr.Max(Expr l, Expr r) -> value(l).compareTo(value(r)) >= 0 ? value(l) : value(r);
      case Expr.If(Cond t, Expr l, Expr r) -> holds(t) ? value(l) : value(r);
    };
  }

  boolean holds(Cond cond) {
    return switch (cond) {
      case Cond.Always _ -> true;
      case Cond.Not(Cond of) -> !holds(of);
      case Cond.And(Cond l, Cond r) -> holds(l) && holds(r);
      case Cond.Or(Cond l, Cond r) -> holds(l) || holds(r);
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> {
        int c = value(l).compareTo(value(r));
        yield switch (op) {
          case LE -> c <= 0;
          case LT -> c < 0;
          case GE -> c >= 0;
          case GT -> c > 0;
          case EQ -> c == 0;
          case NE -> c != 0;
        };
      }
    };
  }

  private Rational parameter(String name) {
    Expr.Num value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("parameter " + name + " has no value");
    }
    return Rational.of(value);
  }
}
