package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Goes through expressions and conditions node by node.
final class Walk {
  private Walk() {}

  /// Every measure a condition reads.
  static Set<MeasureId> measures(Cond cond) {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    exprs(
        cond,
        e -> {
          if (e instanceof Expr.Measured(MeasureId id)) {
            out.add(id);
          }
          return true;
        });
    return out;
  }

  /// Every measure an expression reads.
  static Set<MeasureId> measures(Expr expr) {
    return measures(new Cond.Compare(Cond.Op.EQ, expr, new Expr.Num(0, 1)));
  }

  /// Shows every expression, parents first; `into` says whether to go on below one.
  static void exprs(Cond cond, Predicate<Expr> into) {
    switch (cond) {
      case Cond.Always _ -> {}
      case Cond.Not(Cond of) -> exprs(of, into);
      case Cond.And(Cond l, Cond r) -> {
        exprs(l, into);
        exprs(r, into);
      }
      case Cond.Or(Cond l, Cond r) -> {
        exprs(l, into);
        exprs(r, into);
      }
      case Cond.Compare(Cond.Op _, Expr l, Expr r) -> {
        exprs(l, into);
        exprs(r, into);
      }
    }
  }

  private static void exprs(Expr e, Predicate<Expr> into) {
    if (!into.test(e)) {
      return;
    }
    switch (e) {
      case Expr.Num _, Expr.Measured _, Expr.Param _ -> {}
      case Expr.Neg(Expr of) -> exprs(of, into);
      case Expr.Abs(Expr of) -> exprs(of, into);
      case Expr.Add(Expr l, Expr r) -> both(l, r, into);
      case Expr.Sub(Expr l, Expr r) -> both(l, r, into);
      case Expr.Mul(Expr l, Expr r) -> both(l, r, into);
      case Expr.Div(Expr l, Expr r) -> both(l, r, into);
      case Expr.Min(Expr l, Expr r) -> both(l, r, into);
      case Expr.Max(Expr l, Expr r) -> both(l, r, into);
      case Expr.If(Cond t, Expr l, Expr r) -> {
        exprs(t, into);
        both(l, r, into);
      }
    }
  }

  private static void both(Expr l, Expr r, Predicate<Expr> into) {
    exprs(l, into);
    exprs(r, into);
  }

  /// `cond` with `by` applied to every expression, parents first.
  static Cond rewrite(Cond cond, UnaryOperator<Expr> by) {
    return switch (cond) {
      case Cond.Always a -> a;
      case Cond.Not(Cond of) -> new Cond.Not(rewrite(of, by));
      case Cond.And(Cond l, Cond r) -> new Cond.And(rewrite(l, by), rewrite(r, by));
      case Cond.Or(Cond l, Cond r) -> new Cond.Or(rewrite(l, by), rewrite(r, by));
      case Cond.Compare(Cond.Op op, Expr l, Expr r) ->
          new Cond.Compare(op, rewrite(l, by), rewrite(r, by));
    };
  }

  private static Expr rewrite(Expr before, UnaryOperator<Expr> by) {
    Expr e = by.apply(before);
    return switch (e) {
      case Expr.Num _, Expr.Measured _, Expr.Param _ -> e;
      case Expr.Neg(Expr of) -> new Expr.Neg(rewrite(of, by));
      case Expr.Abs(Expr of) -> new Expr.Abs(rewrite(of, by));
      case Expr.Add(Expr l, Expr r) -> new Expr.Add(rewrite(l, by), rewrite(r, by));
      case Expr.Sub(Expr l, Expr r) -> new Expr.Sub(rewrite(l, by), rewrite(r, by));
      case Expr.Mul(Expr l, Expr r) -> new Expr.Mul(rewrite(l, by), rewrite(r, by));
      case Expr.Div(Expr l, Expr r) -> new Expr.Div(rewrite(l, by), rewrite(r, by));
      case Expr.Min(Expr l, Expr r) -> new Expr.Min(rewrite(l, by), rewrite(r, by));
      case Expr.Max(Expr l, Expr r) -> new Expr.Max(rewrite(l, by), rewrite(r, by));
      case Expr.If(Cond t, Expr l, Expr r) ->
          new Expr.If(rewrite(t, by), rewrite(l, by), rewrite(r, by));
    };
  }
}
