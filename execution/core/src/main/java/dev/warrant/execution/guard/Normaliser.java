package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Lookup;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns one limit into a [Row]: fractions are carried as numerator over positive denominator and
/// disappear by cross-multiplication; every intermediate result is shown to fit 64 bits by interval
/// arithmetic over the declared ranges.
final class Normaliser {
  /// `over / under`, with `under` positive for all values in range.
  private record Ratio(Term over, Term under) {}

  private final Limit limit;
  private final Map<MeasureId, Span> ranges;
  private final TreeSet<MeasureId> reads = new TreeSet<>();
  private final Map<String, TableTerms> tables = new TreeMap<>();

  private Normaliser(Limit limit, Map<MeasureId, Span> ranges) {
    this.limit = limit;
    this.ranges = ranges;
  }

  /// The row of `limit`.
  ///
  /// @throws UncompilableLimitException if some intermediate may overflow, a divisor is not proved
  ///   positive, or a measure has no declared range
  static Row row(Limit limit, Map<MeasureId, Span> ranges) {
    Normaliser n = new Normaliser(limit, ranges);
    Test rows = n.tables();
    Test when = n.test(limit.when());
    Cond.Compare require = limit.require();
    Ratio left = n.ratio(require.left());
    Ratio right = n.ratio(require.right());
    Term[] same = n.common(left, right);
    Row row =
        new Row(
            limit,
            List.copyOf(n.reads),
            rows,
            when,
            new Test.Compare(require.op(), same[0], same[1]),
            same[2]);
    Term slack = row.slack();
    if (slack != null && !BuiltIn.is(limit)) {
      n.fits(slack, "the difference of both sides");
    }
    return row;
  }

  /// Takes up every table; whether all of them say which row decides.
  private Test tables() {
    Test all = new Test.Always();
    for (Map.Entry<String, Lookup> one : limit.tables().entrySet()) {
      one.getValue().table().inputs().forEach(input -> slot(input.measure()));
      TableTerms terms = new TableTerms(one.getValue(), ranges, this::unfit);
      tables.put(one.getKey(), terms);
      Test rows = terms.rows();
      if (!(rows instanceof Test.Always)) {
        all = all instanceof Test.Always ? rows : new Test.And(all, rows);
      }
    }
    return all;
  }

  private UncompilableLimitException unfit(String found) {
    return refuse(found, "the table wants fewer digits.");
  }

  private Test test(Cond cond) {
    return switch (cond) {
      case Cond.Always _ -> new Test.Always();
      case Cond.Not(Cond of) -> new Test.Not(test(of));
      case Cond.And(Cond l, Cond r) -> new Test.And(test(l), test(r));
      case Cond.Or(Cond l, Cond r) -> new Test.Or(test(l), test(r));
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> {
        Term[] same = common(ratio(l), ratio(r));
        yield new Test.Compare(op, same[0], same[1]);
      }
    };
  }

  private Ratio ratio(Expr expr) {
    return switch (expr) {
      case Expr.Num(long n, long d) -> number(n, d);
      case Expr.Measured(MeasureId id) -> new Ratio(slot(id), one());
      case Expr.Param(String name) -> parameter(name);
      case Expr.Neg(Expr of) -> {
        Ratio r = ratio(of);
        yield new Ratio(neg(r.over()), r.under());
      }
      case Expr.Abs(Expr of) -> {
        Ratio r = ratio(of);
        yield new Ratio(
            fits(new Term.Abs(r.over(), r.over().span().magnitude()), "abs"), r.under());
      }
      case Expr.Mul(Expr l, Expr r) -> {
        Ratio a = ratio(l);
        Ratio b = ratio(r);
        yield new Ratio(mul(a.over(), b.over()), mul(a.under(), b.under()));
      }
      case Expr.Div(Expr l, Expr r) -> quotient(ratio(l), ratio(r));
      case Expr.Add(Expr l, Expr r) -> {
        Term[] s = common(ratio(l), ratio(r));
        yield new Ratio(add(s[0], s[1]), s[2]);
      }
      case Expr.Sub(Expr l, Expr r) -> {
        Term[] s = common(ratio(l), ratio(r));
        yield new Ratio(sub(s[0], s[1]), s[2]);
      }
      case Expr.Min(Expr l, Expr r) -> {
        Term[] s = common(ratio(l), ratio(r));
        yield new Ratio(new Term.Min(s[0], s[1], s[0].span().least(s[1].span())), s[2]);
      }
      case Expr.Max(Expr l, Expr r) -> {
        Term[] s = common(ratio(l), ratio(r));
        yield new Ratio(new Term.Max(s[0], s[1], s[0].span().greatest(s[1].span())), s[2]);
      }
      case Expr.If(Cond test, Expr then, Expr otherwise) -> {
        Test t = test(test);
        Term[] s = common(ratio(then), ratio(otherwise));
        yield new Ratio(new Term.Pick(t, s[0], s[1], s[0].span().either(s[1].span())), s[2]);
      }
    };
  }

  private Ratio number(long over, long under) {
    if (under <= 0) {
      throw refuse(
          "the number " + over + "/" + under + " has no positive denominator",
          "the reader of the pack is broken; numbers are read with positive denominators.");
    }
    long g = BigInteger.valueOf(over).gcd(BigInteger.valueOf(under)).longValueExact();
    return new Ratio(new Term.Const(over / g), new Term.Const(under / g));
  }

  private Ratio parameter(String name) {
    TableTerms table = tables.get(name);
    if (table != null) {
      return new Ratio(table.value(), new Term.Const(table.under()));
    }
    Expr.Num value = limit.parameters().get(name);
    if (value == null) {
      throw refuse(
          "parameter " + name + " has no value; declared are " + limit.parameters().keySet(),
          "it is misspelt, or missing in the pack.");
    }
    return number(value.numerator(), value.denominator());
  }

  private Term slot(MeasureId id) {
    Span span = ranges.get(id);
    if (span == null) {
      throw refuse(
          "measure " + id.text() + " has no declared range", "add it to the pack's measures.");
    }
    reads.add(id);
    return new Term.Slot(id, span);
  }

  private Ratio quotient(Ratio a, Ratio b) {
    if (!b.over().span().positive()) {
      throw refuse(
          "a divisor may be anything in " + b.over().span() + ", expected always positive",
          "declare a range that starts above zero, or divide by max(1, ...).");
    }
    return new Ratio(mul(a.over(), b.under()), mul(a.under(), b.over()));
  }

  /// Both numerators over one denominator, which comes third.
  private Term[] common(Ratio a, Ratio b) {
    if (a.under().equals(b.under())) {
      return new Term[] {a.over(), b.over(), a.under()};
    }
    if (a.under() instanceof Term.Const(long x) && b.under() instanceof Term.Const(long y)) {
      long g = BigInteger.valueOf(x).gcd(BigInteger.valueOf(y)).longValueExact();
      return new Term[] {
        mul(a.over(), new Term.Const(y / g)),
        mul(b.over(), new Term.Const(x / g)),
        mul(a.under(), new Term.Const(y / g))
      };
    }
    return new Term[] {
      mul(a.over(), b.under()), mul(b.over(), a.under()), mul(a.under(), b.under())
    };
  }

  private static Term one() {
    return new Term.Const(1);
  }

  private Term neg(Term of) {
    Span span = of.span().negated();
    return constant(span, new Term.Neg(of, span), "negation");
  }

  private Term add(Term a, Term b) {
    Span span = a.span().plus(b.span());
    return constant(span, new Term.Add(a, b, span), "sum");
  }

  private Term sub(Term a, Term b) {
    Span span = a.span().minus(b.span());
    return constant(span, new Term.Sub(a, b, span), "difference");
  }

  private Term mul(Term a, Term b) {
    if (a.equals(one())) {
      return b;
    }
    if (b.equals(one())) {
      return a;
    }
    Span span = a.span().times(b.span());
    return constant(span, new Term.Mul(a, b, span), "product");
  }

  /// A constant if only one value is possible, else `term` itself.
  private Term constant(Span span, Term term, String what) {
    fits(term, what);
    return isConstant(term) ? new Term.Const(span.lo().longValueExact()) : term;
  }

  private static boolean isConstant(Term term) {
    return switch (term) {
      case Term.Const _ -> true;
      case Term.Add(Term l, Term r, Span _) -> isConstant(l) && isConstant(r);
      case Term.Sub(Term l, Term r, Span _) -> isConstant(l) && isConstant(r);
      case Term.Mul(Term l, Term r, Span _) -> isConstant(l) && isConstant(r);
      case Term.Neg(Term of, Span _) -> isConstant(of);
      case Term.Slot _, Term.Abs _, Term.Min _, Term.Max _, Term.Pick _ -> false;
    };
  }

  private Term fits(Term term, String what) {
    if (!term.span().fitsLong()) {
      throw refuse(
          "a " + what + " may reach " + term.span() + ", which does not fit 64 bits",
          "narrow the declared ranges, or use a parameter with fewer digits.");
    }
    return term;
  }

  private UncompilableLimitException refuse(String found, String advice) {
    return new UncompilableLimitException(limit, found, advice);
  }
}
