package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The third reading of limits: as terms over the measures of any order. It follows the first
/// reading ([dev.warrant.rules.pack.PolicyReading]) step by step on the limit as its author wrote
/// it: whether it binds; presence and range of each measure, in the order of the catalogue; its
/// condition; its comparison.
///
/// Fractions are compared by cross-multiplication where the declared ranges show the denominators
/// positive, and by division of reals elsewhere.
public final class LimitTerms {
  /// `over / under`, with `under` positive for all values in range.
  private record Ratio(Term over, Term under) {}

  private final Terms t;
  private final Sort sort;
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);
  private final Ranges reach;
  private final TableRows rows;

  /// @param sort what measures are: whole numbers, as they are, or reals, which is a wider claim
  ///   when something is proved of them, and quicker for theorems
  public LimitTerms(Terms t, Sort sort, List<MeasureRange> ranges) {
    if (sort == Sort.BOOL) {
      throw new IllegalArgumentException("measures are numbers");
    }
    this.t = t;
    this.sort = sort;
    ranges.forEach(range -> this.ranges.put(range.measure(), range));
    this.reach = new Ranges(this.ranges);
    this.rows = new TableRows(t, sort, this::value);
  }

  /// The value of `measure`.
  public Term value(MeasureId measure) {
    return Layout.value(t, measure, sort);
  }

  /// Whether `measure` has a value.
  public Term present(MeasureId measure) {
    return Layout.present(t, measure);
  }

  /// Whether `measure` is inside its declared range; true if it has none.
  public Term inRange(MeasureId measure) {
    MeasureRange range = ranges.get(measure);
    if (range == null) {
      return t.truth(true);
    }
    Term value = value(measure);
    return t.and(t.le(number(range.min()), value), t.le(value, number(range.max())));
  }

  /// Whether `measure` is present and in range.
  public Term readable(MeasureId measure) {
    return t.and(present(measure), inRange(measure));
  }

  /// Every measure that is looked at for `limit`, in the order they are looked at.
  static List<MeasureId> measures(Limit limit) {
    List<MeasureId> out = new ArrayList<>(LimitReader.reads(limit));
    if (limit.binds() == Binds.INCREASING) {
      out.remove(MeasureId.ORDER_INCREASING);
      out.addFirst(MeasureId.ORDER_INCREASING);
    }
    return out;
  }

  /// Whether the order is one that `limit` binds, its condition aside.
  public Term binds(Limit limit) {
    return limit.binds() == Binds.ALL
        ? t.truth(true)
        : t.not(t.eq(value(MeasureId.ORDER_INCREASING), number(0)));
  }

  /// Whether everything that has to be looked at for `limit` can be read.
  public Term reads(Limit limit) {
    List<Term> all = new ArrayList<>();
    LimitReader.reads(limit).forEach(id -> all.add(readable(id)));
    Term body = t.and(all);
    if (limit.binds() == Binds.ALL) {
      return body;
    }
    return t.and(readable(MeasureId.ORDER_INCREASING), t.implies(binds(limit), body));
  }

  /// Whether `limit` admits the order.
  public Term admits(Limit limit) {
    Term kept = t.and(decided(limit), t.implies(when(limit), require(limit)));
    return t.and(reads(limit), t.implies(binds(limit), kept));
  }

  /// What a guard answers where `limit` is the first that does not admit: the first measure that
  /// cannot be read, as `-(1 + ordinal)`, else the limit's number.
  public Term answer(Limit limit) {
    Term out = t.num(limit.number());
    for (MeasureId id : LimitReader.reads(limit).reversed()) {
      out = t.ite(readable(id), out, fault(id));
    }
    return limit.binds() == Binds.ALL
        ? out
        : t.ite(readable(MeasureId.ORDER_INCREASING), out, fault(MeasureId.ORDER_INCREASING));
  }

  private Term fault(MeasureId id) {
    return t.num(-(1 + id.ordinal()));
  }

  /// Whether every table the limit reads says which row decides; meaningful where [#reads] is true.
  public Term decided(Limit limit) {
    List<Term> all = new ArrayList<>();
    limit.tables().values().forEach(lookup -> all.add(rows.decides(lookup.table())));
    return t.and(all);
  }

  /// Whether the limit's condition holds; meaningful where [#reads] is true.
  public Term when(Limit limit) {
    return truth(limit.when(), limit);
  }

  /// Whether the limit's comparison holds; meaningful where [#reads] is true.
  public Term require(Limit limit) {
    return truth(limit.require(), limit);
  }

  /// Whether `left` and `right` are the limit's sides times `under`, as far as `under` is positive;
  /// meaningful where [#reads] is true.
  Term sides(Limit limit, Term left, Term right, Term under) {
    return t.and(
        times(left, ratio(limit.require().left(), limit), under),
        times(right, ratio(limit.require().right(), limit), under));
  }

  private Term times(Term side, Ratio of, Term under) {
    return t.and(
        t.lt(number(0), of.under()), t.eq(t.mul(side, of.under()), t.mul(of.over(), under)));
  }

  /// One side of a comparison, as a real.
  public Term real(Expr expr, Limit limit) {
    return new Reals(t, this::value, name -> real(limit, name)).of(expr);
  }

  private Term real(Limit limit, String name) {
    Lookup lookup = limit.tables().get(name);
    return lookup == null
        ? t.real(Ranges.parameter(limit, name))
        : rows.choice(lookup, value -> t.real(Rational.of(value)));
  }

  /// A condition that is no limit's, over the reals.
  ///
  /// @param names what its other names stand for
  public Term truth(Cond cond, Function<String, Term> names) {
    return new Reals(t, this::value, names).truth(cond);
  }

  private Term truth(Cond cond, Limit limit) {
    return switch (cond) {
      case Cond.Always _ -> t.truth(true);
      case Cond.Not(Cond of) -> t.not(truth(of, limit));
      case Cond.And(Cond l, Cond r) -> t.and(truth(l, limit), truth(r, limit));
      case Cond.Or(Cond l, Cond r) -> t.or(truth(l, limit), truth(r, limit));
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> {
        if (!reach.dividesByPositive(l, limit) || !reach.dividesByPositive(r, limit)) {
          yield compare(op, real(l, limit), real(r, limit));
        }
        Term[] same = common(ratio(l, limit), ratio(r, limit));
        yield compare(op, same[0], same[1]);
      }
    };
  }

  private Term compare(Cond.Op op, Term l, Term r) {
    return switch (op) {
      case LE -> t.le(l, r);
      case LT -> t.lt(l, r);
      case GE -> t.ge(l, r);
      case GT -> t.gt(l, r);
      case EQ -> t.eq(l, r);
      case NE -> t.not(t.eq(l, r));
    };
  }

  private Ratio ratio(Expr expr, Limit limit) {
    return switch (expr) {
      case Expr.Num n -> constant(Rational.of(n));
      case Expr.Measured(MeasureId id) -> new Ratio(value(id), number(1));
      case Expr.Param(String name) -> parameter(limit, name);
      case Expr.Neg(Expr of) -> {
        Ratio r = ratio(of, limit);
        yield new Ratio(t.neg(r.over()), r.under());
      }
      case Expr.Abs(Expr of) -> {
        Ratio r = ratio(of, limit);
        yield new Ratio(t.abs(r.over()), r.under());
      }
      case Expr.Mul(Expr l, Expr r) -> {
        Ratio a = ratio(l, limit);
        Ratio b = ratio(r, limit);
        yield new Ratio(t.mul(a.over(), b.over()), t.mul(a.under(), b.under()));
      }
      case Expr.Div(Expr l, Expr r) -> {
        Ratio a = ratio(l, limit);
        Ratio b = ratio(r, limit);
        yield new Ratio(t.mul(a.over(), b.under()), t.mul(a.under(), b.over()));
      }
      case Expr.Add(Expr l, Expr r) -> {
        Term[] s = common(ratio(l, limit), ratio(r, limit));
        yield new Ratio(t.add(s[0], s[1]), s[2]);
      }
      case Expr.Sub(Expr l, Expr r) -> {
        Term[] s = common(ratio(l, limit), ratio(r, limit));
        yield new Ratio(t.sub(s[0], s[1]), s[2]);
      }
      case Expr.Min(Expr l, Expr r) -> {
        Term[] s = common(ratio(l, limit), ratio(r, limit));
        yield new Ratio(t.min(s[0], s[1]), s[2]);
      }
      case Expr.Max(Expr l, Expr r) -> {
        Term[] s = common(ratio(l, limit), ratio(r, limit));
        yield new Ratio(t.max(s[0], s[1]), s[2]);
      }
      case Expr.If(Cond test, Expr then, Expr otherwise) -> {
        Term[] s = common(ratio(then, limit), ratio(otherwise, limit));
        yield new Ratio(t.ite(truth(test, limit), s[0], s[1]), s[2]);
      }
    };
  }

  /// Both numerators over one denominator, which comes third.
  private Term[] common(Ratio a, Ratio b) {
    return a.under().equals(b.under())
        ? new Term[] {a.over(), b.over(), a.under()}
        : new Term[] {
          t.mul(a.over(), b.under()), t.mul(b.over(), a.under()), t.mul(a.under(), b.under())
        };
  }

  private Ratio parameter(Limit limit, String name) {
    Lookup lookup = limit.tables().get(name);
    if (lookup == null) {
      return constant(Ranges.parameter(limit, name));
    }
    BigInteger product = BigInteger.ONE;
    for (Expr.Num value : lookup.values()) {
      product = product.multiply(BigInteger.valueOf(value.denominator()));
    }
    BigInteger under = product;
    for (Expr.Num value : lookup.values()) {
      under = under.gcd(product.divide(BigInteger.valueOf(value.denominator())));
    }
    BigInteger least = product.divide(under);
    Rational times = new Rational(least, BigInteger.ONE);
    Term over = rows.choice(lookup, value -> number(Rational.of(value).times(times).numerator()));
    return new Ratio(over, number(least));
  }

  private Ratio constant(Rational value) {
    return new Ratio(number(value.numerator()), number(value.denominator()));
  }

  private Term number(long n) {
    return number(BigInteger.valueOf(n));
  }

  private Term number(BigInteger n) {
    return sort == Sort.INT ? t.num(n) : t.real(new Rational(n, BigInteger.ONE));
  }
}
