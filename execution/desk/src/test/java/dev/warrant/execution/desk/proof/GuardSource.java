package dev.warrant.execution.desk.proof;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A guard as a person would write it in Java: limit after limit, nothing checked once for all. For
/// limits without division by measures.
final class GuardSource {
  static final String NAME = "Written";

  /// A side over a constant.
  record Side(String over, long under) {}

  private final StringBuilder out = new StringBuilder();
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);

  private GuardSource(List<MeasureRange> ranges) {
    ranges.forEach(r -> this.ranges.put(r.measure(), r));
  }

  /// Each limit's code stands between `// limit ID` and `// end ID`.
  static String of(List<Limit> limits, List<MeasureRange> ranges) {
    GuardSource source = new GuardSource(ranges);
    source.out.append("package dev.warrant.execution.desk.proof;\n");
    source.out.append("final class ").append(NAME);
    source.out.append(" implements dev.warrant.execution.guard.Guard {\n  private ");
    source.out.append(NAME).append("() {}\n");
    source.out.append("  private static long abs(long v) {\n    return v < 0 ? -v : v;\n  }\n");
    source.out.append("  public int check(long[] s) {\n");
    limits.forEach(source::limit);
    source.out.append("    return 0;\n  }\n}\n");
    return source.out.toString();
  }

  private void limit(Limit l) {
    out.append("    // limit ").append(l.id()).append('\n');
    boolean increasing = l.binds() == Binds.INCREASING;
    if (increasing) {
      readable(MeasureId.ORDER_INCREASING);
      out.append("    if (").append(slot(MeasureId.ORDER_INCREASING)).append(" != 0L) {\n");
    }
    LimitReader.reads(l).forEach(this::readable);
    for (Lookup table : l.tables().values()) {
      out.append("    if (!(").append(TableSource.decides(table)).append(")) return ");
      out.append(l.number()).append(";\n");
    }
    out.append("    if (").append(test(l.when(), l)).append(" && !(").append(test(l.require(), l));
    out.append(")) return ").append(l.number()).append(";\n").append(increasing ? "    }\n" : "");
    out.append("    // end ").append(l.id()).append('\n');
  }

  private void readable(MeasureId id) {
    int n = id.ordinal();
    long bit = 1L << (n & 63);
    String fault = "return " + -(1 + n) + ";\n";
    out.append("    if ((s[").append(n >> 6).append("] & ").append(bit).append("L) == 0L) ");
    out.append(fault);
    MeasureRange range = ranges.get(id);
    if (range != null) {
      out.append("    if (").append(slot(id)).append(" < ").append(range.min()).append("L || ");
      out.append(slot(id)).append(" > ").append(range.max()).append("L) ").append(fault);
    }
  }

  static String slot(MeasureId id) {
    return "s[" + (2 + id.ordinal()) + "]";
  }

  private static String test(Cond cond, Limit l) {
    return switch (cond) {
      case Cond.Always _ -> "true";
      case Cond.Not(Cond of) -> "!(" + test(of, l) + ")";
      case Cond.And(Cond a, Cond b) -> "(" + test(a, l) + " && " + test(b, l) + ")";
      case Cond.Or(Cond a, Cond b) -> "(" + test(a, l) + " || " + test(b, l) + ")";
      case Cond.Compare(Cond.Op op, Expr.Div(Expr a, Expr b), Expr c) -> {
        // The divisors of the house are positive.
        Side right = side(c, l);
        yield times(side(a, l).over(), right.under())
            + sign(op)
            + side(b, l).over()
            + " * "
            + right.over();
      }
      case Cond.Compare(Cond.Op op, Expr a, Expr b) -> {
        Side left = side(a, l);
        Side right = side(b, l);
        yield times(left.over(), right.under()) + sign(op) + times(right.over(), left.under());
      }
    };
  }

  private static String times(String what, long by) {
    return by == 1 ? what : by + "L * " + what;
  }

  private static String sign(Cond.Op op) {
    return switch (op) {
      case LE -> " <= ";
      case LT -> " < ";
      case GE -> " >= ";
      case GT -> " > ";
      case EQ -> " == ";
      case NE -> " != ";
    };
  }

  private static Side side(Expr e, Limit l) {
    return switch (e) {
      case Expr.Num(long n, long d) -> new Side(n + "L", d);
      case Expr.Measured(MeasureId id) -> new Side(slot(id), 1);
      case Expr.Param(String name) -> {
        Lookup table = l.tables().get(name);
        yield table == null
            ? side(Objects.requireNonNull(l.parameters().get(name)), l)
            : TableSource.side(table);
      }
      case Expr.Neg(Expr a) -> new Side("(-" + side(a, l).over() + ")", side(a, l).under());
      case Expr.Abs(Expr a) -> new Side("abs(" + side(a, l).over() + ")", side(a, l).under());
      case Expr.Mul(Expr a, Expr b) -> {
        Side x = side(a, l);
        Side y = side(b, l);
        yield new Side("(" + x.over() + " * " + y.over() + ")", x.under() * y.under());
      }
      case Expr.Add(Expr a, Expr b) -> sum(side(a, l), " + ", side(b, l));
      case Expr.Sub(Expr a, Expr b) -> sum(side(a, l), " - ", side(b, l));
      case Expr.Div _, Expr.Min _, Expr.Max _, Expr.If _ ->
          throw new IllegalArgumentException("the house does not write " + e);
    };
  }

  private static Side sum(Side a, String sign, Side b) {
    String text = times(a.over(), b.under()) + sign + times(b.over(), a.under());
    return new Side("(" + text + ")", a.under() * b.under());
  }
}
