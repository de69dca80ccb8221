package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the guard should answer, said as plainly as possible: fractions of big integers, straight
/// from the tree as written.
final class Oracle {
  private record Fraction(BigInteger over, BigInteger under) {
    static Fraction of(long over, long under) {
      return new Fraction(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    Fraction plus(Fraction o) {
      return new Fraction(
          over.multiply(o.under).add(o.over.multiply(under)), under.multiply(o.under));
    }

    Fraction negated() {
      return new Fraction(over.negate(), under);
    }

    int compare(Fraction o) {
      return plus(o.negated()).sign();
    }

    int sign() {
      return over.signum() * under.signum();
    }
  }

  private final List<Limit> limits;
  private final List<Set<MeasureId>> reads;
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);

  Oracle(PolicyPack pack, List<Limit> limits) {
    this.limits = limits;
    for (MeasureRange range : pack.measures()) {
      ranges.put(range.measure(), range);
    }
    this.reads = limits.stream().map(Oracle::reads).toList();
  }

  int check(long[] slots) {
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      if (limit.binds() == Binds.INCREASING) {
        if (!readable(slots, MeasureId.ORDER_INCREASING)) {
          return -1 - MeasureId.ORDER_INCREASING.ordinal();
        }
        if (slots[MeasureBoard.slot(MeasureId.ORDER_INCREASING)] == 0) {
          continue;
        }
      }
      for (MeasureId id : reads.get(i)) {
        if (!readable(slots, id)) {
          return -1 - id.ordinal();
        }
      }
      if (!holds(i + 1, slots)) {
        return i + 1;
      }
    }
    return 0;
  }

  boolean holds(int number, long[] slots) {
    Limit limit = limits.get(number - 1);
    return OracleTables.decided(limit, slots)
        && (!truth(limit.when(), limit, slots) || truth(limit.require(), limit, slots));
  }

  Set<MeasureId> reads(int number) {
    return reads.get(number - 1);
  }

  private boolean readable(long[] slots, MeasureId id) {
    MeasureRange range = ranges.get(id);
    long value = slots[MeasureBoard.slot(id)];
    return MeasureBoard.present(slots, id)
        && (range == null || value >= range.min() && value <= range.max());
  }

  private static boolean truth(Cond cond, Limit limit, long[] slots) {
    return switch (cond) {
      case Cond.Always() -> true;
      case Cond.Not(Cond of) -> !truth(of, limit, slots);
      case Cond.And(Cond l, Cond r) -> truth(l, limit, slots) && truth(r, limit, slots);
      case Cond.Or(Cond l, Cond r) -> truth(l, limit, slots) || truth(r, limit, slots);
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> {
        int order = value(l, limit, slots).compare(value(r, limit, slots));
        yield switch (op) {
          case LE -> order <= 0;
          case LT -> order < 0;
          case GE -> order >= 0;
          case GT -> order > 0;
          case EQ -> order == 0;
          case NE -> order != 0;
        };
      }
    };
  }

  private static Fraction value(Expr expr, Limit limit, long[] slots) {
    return switch (expr) {
      case Expr.Num(long over, long under) -> Fraction.of(over, under);
      case Expr.Measured(MeasureId id) -> Fraction.of(slots[MeasureBoard.slot(id)], 1);
      case Expr.Param(String name) -> {
        Lookup table = limit.tables().get(name);
        Expr.Num given =
            table == null ? limit.parameters().get(name) : OracleTables.value(table, slots);
        yield value(Objects.requireNonNull(given), limit, slots);
      }
      case Expr.Neg(Expr of) -> value(of, limit, slots).negated();
      case Expr.Abs(Expr of) -> {
        Fraction f = value(of, limit, slots);
        yield f.sign() < 0 ? f.negated() : f;
      }
      case Expr.Add(Expr l, Expr r) -> value(l, limit, slots).plus(value(r, limit, slots));
      case Expr.Sub(Expr l, Expr r) ->
          value(l, limit, slots).plus(value(r, limit, slots).negated());
      case Expr.Mul(Expr l, Expr r) -> {
        Fraction a = value(l, limit, slots);
        Fraction b = value(r, limit, slots);
        yield new Fraction(a.over().multiply(b.over()), a.under().multiply(b.under()));
      }
      case Expr.Div(Expr l, Expr r) -> {
        Fraction a = value(l, limit, slots);
        Fraction b = value(r, limit, slots);
        yield new Fraction(a.over().multiply(b.under()), a.under().multiply(b.over()));
      }
      case Expr.Min(Expr l, Expr r) -> {
        Fraction a = value(l, limit, slots);
        Fraction b = value(r, limit, slots);
        yield a.compare(b) <= 0 ? a : b;
      }
      case Expr.Max(Expr l, Expr r) -> {
        Fraction a = value(l, limit, slots);
        Fraction b = value(r, limit, slots);
        yield a.compare(b) >= 0 ? a : b;
      }
      case Expr.If(Cond test, Expr then, Expr otherwise) ->
          value(truth(test, limit, slots) ? then : otherwise, limit, slots);
    };
  }

  private static Set<MeasureId> reads(Limit limit) {
    Set<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    collect(limit.when(), out);
    collect(limit.require(), out);
    for (Lookup lookup : limit.tables().values()) {
      lookup.table().inputs().forEach(input -> out.add(input.measure()));
    }
    return out;
  }

  private static void collect(Cond cond, Set<MeasureId> out) {
    switch (cond) {
      case Cond.Always() -> {}
      case Cond.Not(Cond of) -> collect(of, out);
      case Cond.And(Cond l, Cond r) -> {
        collect(l, out);
        collect(r, out);
      }
      case Cond.Or(Cond l, Cond r) -> {
        collect(l, out);
        collect(r, out);
      }
      case Cond.Compare(Cond.Op _, Expr l, Expr r) -> collect(l, r, out);
    }
  }

  private static void collect(Expr l, Expr r, Set<MeasureId> out) {
    collect(l, out);
    collect(r, out);
  }

  private static void collect(Expr expr, Set<MeasureId> out) {
    switch (expr) {
      case Expr.Num _, Expr.Param _ -> {}
      case Expr.Measured(MeasureId id) -> out.add(id);
      case Expr.Neg(Expr of) -> collect(of, out);
      case Expr.Abs(Expr of) -> collect(of, out);
      case Expr.Add(Expr l, Expr r) -> collect(l, r, out);
      case Expr.Sub(Expr l, Expr r) -> collect(l, r, out);
      case Expr.Mul(Expr l, Expr r) -> collect(l, r, out);
      case Expr.Div(Expr l, Expr r) -> collect(l, r, out);
      case Expr.Min(Expr l, Expr r) -> collect(l, r, out);
      case Expr.Max(Expr l, Expr r) -> collect(l, r, out);
      case Expr.If(Cond test, Expr l, Expr r) -> {
        collect(test, out);
        collect(l, r, out);
      }
    }
  }
}
