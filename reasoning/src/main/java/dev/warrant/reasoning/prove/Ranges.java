package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which divisors are positive for all measures in range, by interval arithmetic over exact
/// rationals (Moore). An interval that is not known is `null`, and then nothing is shown.
record Ranges(Map<MeasureId, MeasureRange> declared) {
  private record Span(Rational low, Rational high) {
    static Span hull(Rational... of) {
      Rational low = of[0];
      Rational high = of[0];
      for (Rational r : of) {
        low = r.compareTo(low) < 0 ? r : low;
        high = r.compareTo(high) > 0 ? r : high;
      }
      return new Span(low, high);
    }
  }

  /// The value of a parameter.
  ///
  /// @throws IllegalArgumentException if the limit has none of that name
  static Rational parameter(Limit limit, String name) {
    Expr.Num value = limit.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          limit.file() + ": limit " + limit.id() + " has no parameter " + name);
    }
    return Rational.of(value);
  }

  /// Whether every divisor in `e` is positive.
  boolean dividesByPositive(Expr e, Limit limit) {
    return switch (e) {
      case Expr.Num _, Expr.Measured _, Expr.Param _ -> true;
      case Expr.Neg(Expr a) -> dividesByPositive(a, limit);
      case Expr.Abs(Expr a) -> dividesByPositive(a, limit);
      case Expr.Add(Expr l, Expr r) -> both(l, r, limit);
      case Expr.Sub(Expr l, Expr r) -> both(l, r, limit);
      case Expr.Mul(Expr l, Expr r) -> both(l, r, limit);
      case Expr.Min(Expr l, Expr r) -> both(l, r, limit);
      case Expr.Max(Expr l, Expr r) -> both(l, r, limit);
      case Expr.Div(Expr l, Expr r) -> {
        Span by = span(r, limit);
        yield by != null && by.low().signum() > 0 && both(l, r, limit);
      }
      case Expr.If(Cond test, Expr l, Expr r) ->
          both(l, r, limit) && dividesByPositive(test, limit);
    };
  }

  private boolean dividesByPositive(Cond cond, Limit limit) {
    return switch (cond) {
      case Cond.Always _ -> true;
      case Cond.Not(Cond a) -> dividesByPositive(a, limit);
      case Cond.And(Cond l, Cond r) -> dividesByPositive(l, limit) && dividesByPositive(r, limit);
      case Cond.Or(Cond l, Cond r) -> dividesByPositive(l, limit) && dividesByPositive(r, limit);
      case Cond.Compare(Cond.Op _, Expr l, Expr r) -> both(l, r, limit);
    };
  }

  private boolean both(Expr l, Expr r, Limit limit) {
    return dividesByPositive(l, limit) && dividesByPositive(r, limit);
  }

  private @Nullable Span span(Expr e, Limit limit) {
    return switch (e) {
      case Expr.Num n -> Span.hull(Rational.of(n));
      case Expr.Param(String name) -> {
        Lookup lookup = limit.tables().get(name);
        yield lookup == null
            ? Span.hull(parameter(limit, name))
            : Span.hull(lookup.values().stream().map(Rational::of).toArray(Rational[]::new));
      }
      case Expr.Measured(MeasureId id) -> {
        MeasureRange range = declared.get(id);
        yield range == null ? null : new Span(Rational.of(range.min()), Rational.of(range.max()));
      }
      case Expr.Neg(Expr a) -> {
        Span s = span(a, limit);
        yield s == null ? null : new Span(s.high().negated(), s.low().negated());
      }
      case Expr.Abs(Expr a) -> {
        Span s = span(a, limit);
        if (s == null) {
          yield null;
        }
        boolean across = s.low().signum() < 0 && s.high().signum() > 0;
        Span ends = Span.hull(s.low().abs(), s.high().abs());
        yield across ? new Span(Rational.ZERO, ends.high()) : ends;
      }
      case Expr.Add(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.Sub(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.Mul(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.Div(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.Min(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.Max(Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
      case Expr.If(Cond _, Expr l, Expr r) -> pair(e, span(l, limit), span(r, limit));
    };
  }

  private static @Nullable Span pair(Expr e, @Nullable Span a, @Nullable Span b) {
    if (a == null || b == null) {
      return null;
    }
    return switch (e) {
      case Expr.Add _ -> new Span(a.low().plus(b.low()), a.high().plus(b.high()));
      case Expr.Sub _ -> new Span(a.low().minus(b.high()), a.high().minus(b.low()));
      case Expr.Mul _ ->
          Span.hull(
              a.low().times(b.low()),
              a.low().times(b.high()),
              a.high().times(b.low()),
              a.high().times(b.high()));
      case Expr.Div _ ->
          b.low().signum() <= 0
              ? null
              : Span.hull(
                  a.low().over(b.low()),
                  a.low().over(b.high()),
                  a.high().over(b.low()),
                  a.high().over(b.high()));
      case Expr.Min _ -> new Span(least(a.low(), b.low()), least(a.high(), b.high()));
      case Expr.Max _ -> new Span(most(a.low(), b.low()), most(a.high(), b.high()));
      default -> new Span(least(a.low(), b.low()), most(a.high(), b.high()));
    };
  }

  private static Rational least(Rational a, Rational b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Rational most(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
