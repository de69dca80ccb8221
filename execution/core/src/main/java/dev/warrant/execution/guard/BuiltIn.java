package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import java.util.List;
import java.util.TreeMap;

/// Limits that no policy has to write: what the claimed warrant allows, and the shape of an exit.
final class BuiltIn {
  private static final String FILE = "built in";

  private BuiltIn() {}

  /// Whether `limit` is one of these.
  static boolean is(Limit limit) {
    return limit.file().equals(FILE);
  }

  /// The rows of the warrant, numbered from `first`.
  static List<Limit> warrant(int first) {
    return List.of(
        row(
            first,
            "warrant.cap",
            Binds.INCREASING,
            compare(MeasureId.ORDER_WORST_AFTER, Cond.Op.LE, read(MeasureId.WARRANT_CAP)),
            "The worst-case position would reach {lhs} lots; the warrant caps it at {rhs}."),
        row(
            first + 1,
            "warrant.minPrice",
            Binds.ALL,
            compare(MeasureId.ORDER_PRICE, Cond.Op.GE, read(MeasureId.WARRANT_MIN_PRICE)),
            "The price of {lhs} ticks is below the warrant's band, which starts at {rhs}."),
        row(
            first + 2,
            "warrant.maxPrice",
            Binds.ALL,
            compare(MeasureId.ORDER_PRICE, Cond.Op.LE, read(MeasureId.WARRANT_MAX_PRICE)),
            "The price of {lhs} ticks is above the warrant's band, which ends at {rhs}."),
        row(
            first + 3,
            "warrant.ordersLeft",
            Binds.ALL,
            compare(MeasureId.WARRANT_ORDERS_LEFT, Cond.Op.GE, number(1)),
            "The warrant has no orders left."),
        row(
            first + 4,
            "warrant.rateLeft",
            Binds.ALL,
            compare(MeasureId.WARRANT_RATE_LEFT, Cond.Op.GE, number(1)),
            "The warrant has sent as many orders as it may within a second."),
        row(
            first + 5,
            "warrant.expiresIn",
            Binds.ALL,
            compare(MeasureId.WARRANT_EXPIRES_IN, Cond.Op.GT, number(0)),
            "The warrant expired."));
  }

  /// The shape of an exit, numbered `first`.
  static List<Limit> exit(int first) {
    return List.of(
        row(
            first,
            "exit.reduceOnly",
            Binds.ALL,
            compare(MeasureId.ORDER_REDUCE_ONLY, Cond.Op.EQ, number(1)),
            "An exit must be reduce-only."));
  }

  private static Expr read(MeasureId id) {
    return new Expr.Measured(id);
  }

  private static Expr number(long n) {
    return new Expr.Num(n, 1);
  }

  private static Cond.Compare compare(MeasureId left, Cond.Op op, Expr right) {
    return new Cond.Compare(op, read(left), right);
  }

  private static Limit row(int number, String id, Binds binds, Cond.Compare require, String says) {
    String text = text(require.left()) + " " + sign(require.op()) + " " + text(require.right());
    return new Limit(
        number,
        id,
        Layer.COMPLIANCE,
        binds,
        says,
        text,
        new Cond.Always(),
        require,
        new TreeMap<>(),
        "warrant",
        FILE);
  }

  private static String text(Expr expr) {
    return expr instanceof Expr.Measured(MeasureId id)
        ? id.text()
        : Long.toString(((Expr.Num) expr).numerator());
  }

  private static String sign(Cond.Op op) {
    return switch (op) {
      case LE -> "<=";
      case LT -> "<";
      case GE -> ">=";
      case GT -> ">";
      case EQ -> "=";
      case NE -> "!=";
    };
  }
}
