package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/// Shows, from declared ranges alone, that a limit can be computed in machine integers: divisors
/// are positive, both sides have degree two at most after cross-multiplication, and no intermediate
/// result leaves 63 bits. The compiled form is bounded here a second time, by other code than that
/// which generates it.
final class Bounds {
  private static final int DEGREE_MAX = 2;

  private final Place place;
  private final Map<MeasureId, MeasureRange> ranges;
  private final Constants constants;

  Bounds(Place place, Map<MeasureId, MeasureRange> ranges, Constants constants) {
    this.place = place;
    this.ranges = ranges;
    this.constants = constants;
  }

  /// A fraction of polynomials.
  ///
  /// @param key names the denominator, so that equal ones are not multiplied; `#n` for a constant
  private record Fraction(Interval over, Interval under, int degree, int degreeUnder, String key) {
    boolean constantUnder() {
      return key.startsWith("#");
    }
  }

  /// Two numerators over one denominator.
  private record Common(Interval left, Interval right, Fraction shape) {}

  /// @throws RuleException if it cannot be computed in machine integers for all values in range
  void check(Cond cond) {
    for (Lookup lookup : constants.lookups().values()) {
      lookup.table().inputs().forEach(input -> measured(input.measure()));
    }
    checked(cond);
  }

  private void checked(Cond cond) {
    switch (cond) {
      case Cond.Always _ -> {}
      case Cond.Not(Cond of) -> checked(of);
      case Cond.And(Cond l, Cond r) -> {
        checked(l);
        checked(r);
      }
      case Cond.Or(Cond l, Cond r) -> {
        checked(l);
        checked(r);
      }
      case Cond.Compare(Cond.Op _, Expr l, Expr r) -> {
        Common both = common(fraction(l), fraction(r));
        fits(both.left().minus(both.right()), "difference of both sides");
      }
    }
  }

  private Fraction fraction(Expr e) {
    return switch (e) {
      case Expr.Num(long n, long d) -> constant(n, d);
      case Expr.Param(String name) -> constant(name);
      case Expr.Measured(MeasureId id) -> measured(id);
      case Expr.Neg(Expr of) -> {
        Fraction f = fraction(of);
        yield over(f, f.over().negated());
      }
      case Expr.Abs(Expr of) -> {
        Fraction f = fraction(of);
        yield over(f, f.over().abs());
      }
      case Expr.Add(Expr l, Expr r) -> {
        Common c = common(fraction(l), fraction(r));
        yield over(c.shape(), fits(c.left().plus(c.right()), "sum"));
      }
      case Expr.Sub(Expr l, Expr r) -> {
        Common c = common(fraction(l), fraction(r));
        yield over(c.shape(), fits(c.left().minus(c.right()), "difference"));
      }
      case Expr.Min(Expr l, Expr r) -> {
        Common c = common(fraction(l), fraction(r));
        yield over(c.shape(), c.left().min(c.right()));
      }
      case Expr.Max(Expr l, Expr r) -> {
        Common c = common(fraction(l), fraction(r));
        yield over(c.shape(), c.left().max(c.right()));
      }
      case Expr.If(Cond t, Expr l, Expr r) -> {
        checked(t);
        Common c = common(fraction(l), fraction(r));
        yield over(c.shape(), c.left().either(c.right()));
      }
      case Expr.Mul(Expr l, Expr r) -> product(fraction(l), fraction(r));
      case Expr.Div(Expr l, Expr r) -> {
        Fraction by = fraction(r);
        if (by.over().low().signum() <= 0) {
          throw new RuleError(
                  "divisor-sign",
                  place,
                  "a divisor that may be anything in " + by.over(),
                  "a divisor that is positive over the declared ranges",
                  "the range in measures.yaml starts at 0; or divide by max(1, …).")
              .thrown();
        }
        boolean one = by.degree() == 0 && by.over().low().equals(by.over().high());
        String key = one ? "#" + by.over().low() : "(" + r + ")";
        yield product(fraction(l), inverse(by, key));
      }
    };
  }

  private static Fraction inverse(Fraction f, String key) {
    return new Fraction(
        /* over= */ f.under(),
        /* under= */ f.over(),
        /* degree= */ f.degreeUnder(),
        /* degreeUnder= */ f.degree(),
        key);
  }

  private Fraction constant(String name) {
    Lookup lookup = constants.lookups().get(name);
    if (lookup != null) {
      return anyOf(lookup.values());
    }
    Expr.Num value = constants.values().get(name);
    if (value == null) {
      throw new IllegalStateException("parameter " + name + " has no value");
    }
    return constant(value.numerator(), value.denominator());
  }

  /// Whichever of `values` a table gives, over a denominator they all have.
  private Fraction anyOf(List<Expr.Num> values) {
    BigInteger under = BigInteger.ONE;
    for (Expr.Num value : values) {
      BigInteger d = BigInteger.valueOf(value.denominator());
      under = under.divide(under.gcd(d)).multiply(d);
    }
    Interval over = null;
    for (Expr.Num value : values) {
      BigInteger times = under.divide(BigInteger.valueOf(value.denominator()));
      Interval one = Interval.of(BigInteger.valueOf(value.numerator()).multiply(times));
      over = over == null ? one : over.either(one);
    }
    if (over == null) {
      throw new IllegalStateException("a table without rows");
    }
    Interval known = fits(over, "value of a table");
    return new Fraction(known, fits(Interval.of(under), "denominator"), 0, 0, "#" + under);
  }

  private static Fraction constant(long n, long d) {
    return new Fraction(Interval.of(n, n), Interval.of(d, d), 0, 0, "#" + d);
  }

  private Fraction measured(MeasureId id) {
    MeasureRange range = ranges.get(id);
    if (range == null) {
      throw new RuleError(
              "measure-undeclared",
              place,
              "the measure " + id.text() + ", which measures.yaml does not declare",
              "kind, unit, scale, range and definition of every measure a limit reads",
              "a line for it is missing there.")
          .thrown();
    }
    return new Fraction(Interval.of(range.min(), range.max()), Interval.of(1, 1), 1, 0, "#1");
  }

  private static Fraction over(Fraction shape, Interval over) {
    return new Fraction(over, shape.under(), shape.degree(), shape.degreeUnder(), shape.key());
  }

  private Fraction product(Fraction a, Fraction b) {
    Interval over = fits(a.over().times(b.over()), "product");
    Interval under = fits(a.under().times(b.under()), "product of divisors");
    String key =
        a.constantUnder() && b.constantUnder()
            ? "#" + under.low()
            : a.key().equals("#1") ? b.key() : b.key().equals("#1") ? a.key() : a.key() + b.key();
    return bounded(
        new Fraction(over, under, a.degree() + b.degree(), a.degreeUnder() + b.degreeUnder(), key));
  }

  private Common common(Fraction a, Fraction b) {
    if (a.key().equals(b.key())) {
      int degree = Math.max(a.degree(), b.degree());
      return new Common(
          a.over(),
          b.over(),
          bounded(new Fraction(a.over(), a.under(), degree, a.degreeUnder(), a.key())));
    }
    Interval toLeft = b.under();
    Interval toRight = a.under();
    if (a.constantUnder() && b.constantUnder()) {
      BigInteger g = a.under().low().gcd(b.under().low());
      toLeft = Interval.of(b.under().low().divide(g));
      toRight = Interval.of(a.under().low().divide(g));
    }
    Interval left = fits(a.over().times(toLeft), "product");
    Interval right = fits(b.over().times(toRight), "product");
    Interval under = fits(a.under().times(toLeft), "product of divisors");
    int degree = Math.max(a.degree() + b.degreeUnder(), b.degree() + a.degreeUnder());
    int degreeUnder = a.degreeUnder() + b.degreeUnder();
    String key = degreeUnder == 0 ? "#" + under.low() : a.key() + b.key();
    return new Common(left, right, bounded(new Fraction(left, under, degree, degreeUnder, key)));
  }

  private Fraction bounded(Fraction f) {
    if (f.degree() > DEGREE_MAX || f.degreeUnder() > DEGREE_MAX) {
      throw new RuleError(
              "degree",
              place,
              "a product of " + Math.max(f.degree(), f.degreeUnder()) + " measures",
              "at most " + DEGREE_MAX + " after cross-multiplication",
              "a measure that is already a product, such as order.notional, says the same.")
          .thrown();
    }
    return f;
  }

  private Interval fits(Interval value, String what) {
    if (!value.fits()) {
      throw new RuleError(
              "overflow",
              place,
              "a " + what + " that may reach " + value,
              "at most 63 bits over the declared ranges",
              "the ranges in measures.yaml are wider than the desk needs.")
          .thrown();
    }
    return value;
  }
}
