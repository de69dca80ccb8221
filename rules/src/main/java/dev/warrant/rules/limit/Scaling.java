package dev.warrant.rules.limit;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings both sides of a comparison or sum to one scale by exact powers of ten. The power goes
/// into a number or parameter where there is one, so that most limits read as they were written.
final class Scaling {
  private final Place place;
  private final List<Expr> conversions = new ArrayList<>();

  Scaling(Place place) {
    this.place = place;
  }

  /// `e` with every value multiplied by ten to the power of `by`.
  Expr scaled(Expr e, int by) {
    if (by == 0) {
      return e;
    }
    return switch (e) {
      case Expr.Num n -> num(Rational.of(n).times(Rational.tenTo(by)));
      case Expr.Neg(Expr of) -> new Expr.Neg(scaled(of, by));
      case Expr.Abs(Expr of) -> new Expr.Abs(scaled(of, by));
      case Expr.Add(Expr l, Expr r) -> new Expr.Add(scaled(l, by), scaled(r, by));
      case Expr.Sub(Expr l, Expr r) -> new Expr.Sub(scaled(l, by), scaled(r, by));
      case Expr.Min(Expr l, Expr r) -> new Expr.Min(scaled(l, by), scaled(r, by));
      case Expr.Max(Expr l, Expr r) -> new Expr.Max(scaled(l, by), scaled(r, by));
      case Expr.If(Cond t, Expr l, Expr r) -> new Expr.If(t, scaled(l, by), scaled(r, by));
      case Expr.Div(Expr l, Expr r) -> new Expr.Div(scaled(l, by), r);
      case Expr.Mul m -> product(m, by);
      case Expr.Measured _, Expr.Param _ -> converted(e, Rational.tenTo(by));
    };
  }

  private Expr product(Expr.Mul m, int by) {
    if (isConversion(m)) {
      return converted(m.right(), Rational.of((Expr.Num) m.left()).times(Rational.tenTo(by)));
    }
    if (constant(m.left())) {
      return new Expr.Mul(scaled(m.left(), by), m.right());
    }
    return constant(m.right())
        ? new Expr.Mul(m.left(), scaled(m.right(), by))
        : converted(m, Rational.tenTo(by));
  }

  private Expr converted(Expr e, Rational factor) {
    if (factor.equals(Rational.ONE)) {
      return e;
    }
    Expr out = new Expr.Mul(num(factor), e);
    conversions.add(out);
    return out;
  }

  // Only the very node made here is a conversion: an author may have written an equal product.
  @SuppressWarnings("ReferenceEquality")
  private boolean isConversion(Expr e) {
    for (Expr one : conversions) {
      if (one == e) {
        return true;
      }
    }
    return false;
  }

  private static boolean constant(Expr e) {
    return e instanceof Expr.Num
        || e instanceof Expr.Param
        || e instanceof Expr.Neg(Expr of) && constant(of)
        || e instanceof Expr.Mul(Expr l, Expr r) && constant(l) && constant(r);
  }

  /// A number of the language.
  Expr.Num num(Rational value) {
    if (value.numerator().bitLength() > 62 || value.denominator().bitLength() > 62) {
      throw RuleError.of("number-size", place, "the number " + value, "at most 62 bits").thrown();
    }
    return new Expr.Num(value.numerator().longValueExact(), value.denominator().longValueExact());
  }

  /// The factors with which each parameter is used in `cond`; a factor of one for a bare use.
  SortedMap<String, TreeSet<Rational>> uses(Cond... conds) {
    SortedMap<String, TreeSet<Rational>> out = new TreeMap<>();
    for (Cond cond : conds) {
      Walk.exprs(
          cond,
          e -> {
            if (isConversion(e) && e instanceof Expr.Mul(Expr.Num f, Expr.Param(String name))) {
              out.computeIfAbsent(name, _ -> new TreeSet<>()).add(Rational.of(f));
              return false;
            }
            if (e instanceof Expr.Param(String name)) {
              out.computeIfAbsent(name, _ -> new TreeSet<>()).add(Rational.ONE);
            }
            return true;
          });
    }
    return out;
  }

  /// `cond` with conversions of the named parameters dropped: their values carry the factor.
  Cond absorbed(Cond cond, Map<String, Rational> factors) {
    return Walk.rewrite(
        cond,
        e ->
            isConversion(e)
                    && e instanceof Expr.Mul(Expr _, Expr.Param p)
                    && factors.containsKey(p.name())
                ? p
                : e);
  }
}
