package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether a limit can admit an order while its measures may each be anywhere between two ends:
/// interval arithmetic in exact rationals on the limit as it is written. It never says no where
/// some values in between are admitted; where every measure is one value it is exact.
final class Possible {
  /// From `low` to `high`, both ends inside.
  record Span(Rational low, Rational high) {
    static Span of(long low, long high) {
      return new Span(Rational.of(low), Rational.of(high));
    }

    static Span of(Rational only) {
      return new Span(only, only);
    }

    Span plus(Span o) {
      return new Span(low.plus(o.low), high.plus(o.high));
    }

    Span negated() {
      return new Span(high.negated(), low.negated());
    }

    Span times(Span o) {
      Rational a = low.times(o.low);
      Rational b = low.times(o.high);
      Rational c = high.times(o.low);
      Rational d = high.times(o.high);
      return new Span(least(least(a, b), least(c, d)), most(most(a, b), most(c, d)));
    }

    /// One over it; it is positive.
    Span inverse() {
      return new Span(Rational.ONE.over(high), Rational.ONE.over(low));
    }

    Span abs() {
      if (low.signum() >= 0) {
        return this;
      }
      return high.signum() <= 0 ? negated() : new Span(Rational.ZERO, most(low.abs(), high));
    }

    Span either(Span o) {
      return new Span(least(low, o.low), most(high, o.high));
    }

    private static Rational least(Rational a, Rational b) {
      return a.compareTo(b) <= 0 ? a : b;
    }

    private static Rational most(Rational a, Rational b) {
      return a.compareTo(b) >= 0 ? a : b;
    }
  }

  private enum Truth {
    NO,
    MAYBE,
    YES;

    Truth negated() {
      return values()[YES.ordinal() - ordinal()];
    }

    Truth and(Truth o) {
      return ordinal() < o.ordinal() ? this : o;
    }

    Truth or(Truth o) {
      return ordinal() > o.ordinal() ? this : o;
    }
  }

  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);

  /// @param policy whose declared ranges hold
  Possible(PolicyPack policy) {
    policy.measures().forEach(r -> ranges.put(r.measure(), r));
  }

  /// Whether `limit` admits an order for some measures in `at`; what is not in it is absent.
  boolean admits(Limit limit, Map<MeasureId, Span> at) {
    if (limit.binds() == Binds.INCREASING) {
      Span increasing = readable(MeasureId.ORDER_INCREASING, at);
      if (increasing == null || increasing.equals(Span.of(0, 0))) {
        return increasing != null;
      }
    }
    for (MeasureId id : LimitReader.reads(limit)) {
      if (readable(id, at) == null) {
        return false;
      }
    }
    Map<String, Span> parameters = new TreeMap<>();
    limit.parameters().forEach((name, value) -> parameters.put(name, Span.of(Rational.of(value))));
    for (Map.Entry<String, Lookup> one : limit.tables().entrySet()) {
      Span value = looked(one.getValue(), at);
      if (value == null) {
        return false;
      }
      parameters.put(one.getKey(), value);
    }
    Sides sides = new Sides(parameters, at);
    return sides.truth(limit.when()) != Truth.YES || sides.truth(limit.require()) != Truth.NO;
  }

  /// Its values, if some of them are in the declared range.
  private @Nullable Span readable(MeasureId id, Map<MeasureId, Span> at) {
    Span span = at.get(id);
    MeasureRange range = ranges.get(id);
    boolean outside =
        span != null
            && range != null
            && (span.high().compareTo(Rational.of(range.min())) < 0
                || span.low().compareTo(Rational.of(range.max())) > 0);
    return outside ? null : span;
  }

  /// What the rows that may decide give; null if none may.
  private static @Nullable Span looked(Lookup lookup, Map<MeasureId, Span> at) {
    DecisionTable table = lookup.table();
    Span out = null;
    for (int i = 0; i < table.rows().size(); i++) {
      Truth matches = matches(table, table.rows().get(i), at);
      if (matches != Truth.NO) {
        Span value = Span.of(Rational.of(lookup.values().get(i)));
        out = out == null ? value : out.either(value);
      }
      if (matches == Truth.YES && table.hit() == DecisionTable.Hit.FIRST) {
        return out;
      }
    }
    return out;
  }

  private static Truth matches(
      DecisionTable table, DecisionTable.Row row, Map<MeasureId, Span> at) {
    Truth out = Truth.YES;
    for (int i = 0; i < row.cells().size(); i++) {
      DecisionTable.Input input = table.inputs().get(i);
      Span each = Span.of(Rational.ONE.over(input.each()));
      out = out.and(holds(row.cells().get(i), known(input.measure(), at).times(each)));
    }
    return out;
  }

  private static Span known(MeasureId id, Map<MeasureId, Span> at) {
    Span span = at.get(id);
    if (span == null) {
      throw new IllegalStateException(id.text() + " is absent and was asked for");
    }
    return span;
  }

  private static Truth holds(Cell cell, Span value) {
    return switch (cell) {
      case Cell.Any _ -> Truth.YES;
      case Cell.OneOf(List<Rational> values) ->
          values.stream()
              .map(one -> compared(Cond.Op.EQ, value, Span.of(one)))
              .reduce(Truth.NO, Truth::or);
      case Cell.Between(Cell.End low, Cell.End high) -> above(low, value).and(below(high, value));
    };
  }

  private static Truth above(Cell.@Nullable End end, Span value) {
    return end == null
        ? Truth.YES
        : compared(end.closed() ? Cond.Op.GE : Cond.Op.GT, value, Span.of(end.value()));
  }

  private static Truth below(Cell.@Nullable End end, Span value) {
    return end == null
        ? Truth.YES
        : compared(end.closed() ? Cond.Op.LE : Cond.Op.LT, value, Span.of(end.value()));
  }

  private static Truth compared(Cond.Op op, Span l, Span r) {
    return switch (op) {
      case LE -> ordered(l.high().compareTo(r.low()) <= 0, l.low().compareTo(r.high()) > 0);
      case LT -> ordered(l.high().compareTo(r.low()) < 0, l.low().compareTo(r.high()) >= 0);
      case GE -> compared(Cond.Op.LE, r, l);
      case GT -> compared(Cond.Op.LT, r, l);
      case EQ ->
          ordered(
              l.low().equals(l.high()) && l.equals(r),
              l.low().compareTo(r.high()) > 0 || l.high().compareTo(r.low()) < 0);
      case NE -> compared(Cond.Op.EQ, l, r).negated();
    };
  }

  private static Truth ordered(boolean always, boolean never) {
    return always ? Truth.YES : never ? Truth.NO : Truth.MAYBE;
  }

  /// Expressions with their parameters.
  private record Sides(Map<String, Span> parameters, Map<MeasureId, Span> at) {
    Truth truth(Cond cond) {
      return switch (cond) {
        case Cond.Always _ -> Truth.YES;
        case Cond.Not(Cond of) -> truth(of).negated();
        case Cond.And(Cond l, Cond r) -> truth(l).and(truth(r));
        case Cond.Or(Cond l, Cond r) -> truth(l).or(truth(r));
        case Cond.Compare(Cond.Op op, Expr l, Expr r) -> compared(op, value(l), value(r));
      };
    }

    Span value(Expr e) {
      return switch (e) {
        case Expr.Num n -> Span.of(Rational.of(n));
        case Expr.Measured(MeasureId id) -> known(id, at);
        case Expr.Param(String name) -> parameter(name);
        case Expr.Add(Expr l, Expr r) -> value(l).plus(value(r));
        case Expr.Sub(Expr l, Expr r) -> value(l).plus(value(r).negated());
        case Expr.Mul(Expr l, Expr r) -> value(l).times(value(r));
        case Expr.Div(Expr l, Expr r) -> value(l).times(value(r).inverse());
        case Expr.Neg(Expr of) -> value(of).negated();
        case Expr.Abs(Expr of) -> value(of).abs();
        case Expr.Min(Expr l, Expr r) -> {
          Span a = value(l);
          Span b = value(r);
          yield new Span(Span.least(a.low(), b.low()), Span.least(a.high(), b.high()));
        }
        case Expr.Max(Expr l, Expr r) -> {
          Span a = value(l);
          Span b = value(r);
          yield new Span(Span.most(a.low(), b.low()), Span.most(a.high(), b.high()));
        }
        case Expr.If(Cond t, Expr l, Expr r) ->
            switch (truth(t)) {
              case YES -> value(l);
              case NO -> value(r);
              case MAYBE -> value(l).either(value(r));
            };
      };
    }

    private Span parameter(String name) {
      Span value = parameters.get(name);
      if (value == null) {
        throw new IllegalStateException("parameter " + name + " has no value");
      }
      return value;
    }
  }
}
