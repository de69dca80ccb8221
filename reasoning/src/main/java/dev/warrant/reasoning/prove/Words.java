package dev.warrant.reasoning.prove;

import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.TableSays;

/// Limits as comments of scripts.
public final class Words {
  private Words() {}

  /// What the author of `limit` wrote, with the values of its parameters.
  public static String of(Limit limit) {
    StringBuilder out = new StringBuilder(limit.id()).append(": ").append(limit.text());
    limit
        .parameters()
        .forEach((name, value) ->
            out.append("; ").append(name).append(" = ").append(Rational.of(value)));
    limit
        .tables()
        .forEach((name, lookup) ->
            out.append("; ").append(name).append(" by ").append(TableSays.text(lookup)));
    if (!(limit.when() instanceof Cond.Always)) {
      out.append("; when ").append(shown(limit.when()));
    }
    return out.append(limit.binds() == Binds.ALL ? "; binds all" : "; binds increasing").toString();
  }

  static String sign(Cond.Op op) {
    return switch (op) {
      case LE -> "<=";
      case LT -> "<";
      case GE -> ">=";
      case GT -> ">";
      case EQ -> "=";
      case NE -> "!=";
    };
  }

  static String shown(Cond cond) {
    return switch (cond) {
      case Cond.Always _ -> "always";
      case Cond.Not(Cond of) -> "not(" + shown(of) + ")";
      case Cond.And(Cond l, Cond r) -> "(" + shown(l) + " and " + shown(r) + ")";
      case Cond.Or(Cond l, Cond r) -> "(" + shown(l) + " or " + shown(r) + ")";
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> shown(l) + " " + sign(op) + " " + shown(r);
    };
  }

  static String shown(Expr e) {
    return switch (e) {
      case Expr.Num n -> Rational.of(n).toString();
      case Expr.Measured m -> m.measure().text();
      case Expr.Param p -> p.name();
      case Expr.Neg(Expr of) -> "-" + shown(of);
      case Expr.Abs(Expr of) -> "abs(" + shown(of) + ")";
      case Expr.Add(Expr l, Expr r) -> "(" + shown(l) + " + " + shown(r) + ")";
      case Expr.Sub(Expr l, Expr r) -> "(" + shown(l) + " - " + shown(r) + ")";
      case Expr.Mul(Expr l, Expr r) -> shown(l) + " * " + shown(r);
      case Expr.Div(Expr l, Expr r) -> shown(l) + " / " + shown(r);
      case Expr.Min(Expr l, Expr r) -> "min(" + shown(l) + ", " + shown(r) + ")";
      case Expr.Max(Expr l, Expr r) -> "max(" + shown(l) + ", " + shown(r) + ")";
      case Expr.If(Cond t, Expr l, Expr r) ->
          "if " + shown(t) + " then " + shown(l) + " else " + shown(r);
    };
  }
}
