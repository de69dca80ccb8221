package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Rational;
import java.util.function.Function;

/// Expressions as terms over the reals, node by node.
///
/// @param names what a parameter's name stands for
record Reals(Terms t, Function<MeasureId, Term> values, Function<String, Term> names) {
  Term of(Expr e) {
    return switch (e) {
      case Expr.Num n -> t.real(Rational.of(n));
      case Expr.Measured(MeasureId id) -> t.toReal(values.apply(id));
      case Expr.Param(String name) -> names.apply(name);
      case Expr.Neg(Expr a) -> t.neg(of(a));
      case Expr.Abs(Expr a) -> t.abs(of(a));
      case Expr.Add(Expr l, Expr r) -> t.add(of(l), of(r));
      case Expr.Sub(Expr l, Expr r) -> t.sub(of(l), of(r));
      case Expr.Mul(Expr l, Expr r) -> t.mul(of(l), of(r));
      case Expr.Div(Expr l, Expr r) -> t.div(of(l), of(r));
      case Expr.Min(Expr l, Expr r) -> t.min(of(l), of(r));
      case Expr.Max(Expr l, Expr r) -> t.max(of(l), of(r));
      case Expr.If(Cond test, Expr then, Expr otherwise) ->
          t.ite(truth(test), of(then), of(otherwise));
    };
  }

  Term truth(Cond cond) {
    return switch (cond) {
      case Cond.Always _ -> t.truth(true);
      case Cond.Not(Cond a) -> t.not(truth(a));
      case Cond.And(Cond l, Cond r) -> t.and(truth(l), truth(r));
      case Cond.Or(Cond l, Cond r) -> t.or(truth(l), truth(r));
      case Cond.Compare(Cond.Op op, Expr l, Expr r) ->
          switch (op) {
            case LE -> t.le(of(l), of(r));
            case LT -> t.lt(of(l), of(r));
            case GE -> t.ge(of(l), of(r));
            case GT -> t.gt(of(l), of(r));
            case EQ -> t.eq(of(l), of(r));
            case NE -> t.not(t.eq(of(l), of(r)));
          };
    };
  }
}
