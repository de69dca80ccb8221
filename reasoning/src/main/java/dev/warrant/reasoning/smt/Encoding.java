package dev.warrant.reasoning.smt;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.RealSort;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The third reading of limits: as formulas over the reals, with unknowns and measures whole.
final class Encoding {
  /// A formula, and whether the solver's rewriter already found it true.
  record Formula(BoolExpr what, boolean isTrue) {}

  private final Context z3;
  private final IntExpr[] unknowns;
  private final Map<MeasureId, Form> measures = new EnumMap<>(MeasureId.class);
  private final Map<MeasureId, MeasureRange> ranges;
  private final Map<MeasureId, ArithExpr<RealSort>> values = new EnumMap<>(MeasureId.class);
  private final Map<MeasureId, BoolExpr> inRange = new EnumMap<>(MeasureId.class);
  private final Map<Form.RoundedUp, IntExpr> quotients = new LinkedHashMap<>();
  private final List<BoolExpr> facts = new ArrayList<>();
  private final int number;

  /// @param number tells the helper unknowns of this encoding from those of others
  Encoding(
      Context z3,
      int number,
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges) {
    this.z3 = z3;
    this.number = number;
    this.unknowns = new IntExpr[whole.unknowns()];
    for (int i = 0; i < unknowns.length; i++) {
      this.unknowns[i] = z3.mkIntConst("q" + i);
    }
    Simplifier simplifier = new Simplifier(whole);
    for (Map.Entry<MeasureId, Form> measure : measures.entrySet()) {
      this.measures.put(measure.getKey(), simplifier.simplified(measure.getValue()));
    }
    this.ranges = ranges;
  }

  /// What is always true of the helper unknowns in the formulas made so far.
  List<BoolExpr> facts() {
    return facts;
  }

  IntExpr[] unknowns() {
    return unknowns.clone();
  }

  /// True of exactly those unknowns at which `limit` admits the order.
  ///
  /// @param ground formulas of limits that do not depend on the unknowns, by limit and values; most
  ///   limits are such, and several intents share them
  Formula admits(Limit limit, Map<String, Formula> ground) {
    StringBuilder key = new StringBuilder(limit.id());
    List<MeasureId> reads = new ArrayList<>(LimitReader.reads(limit));
    if (limit.binds() == Binds.INCREASING) {
      reads.add(MeasureId.ORDER_INCREASING);
    }
    for (MeasureId id : reads) {
      Form form = measures.get(id);
      if (form == null) {
        key.append(' ').append(id);
      } else if (form instanceof Form.Known(long value)) {
        key.append(' ').append(value);
      } else {
        return new Formula(formula(limit), false);
      }
    }
    return ground.computeIfAbsent(key.toString(), _ -> decided(formula(limit)));
  }

  private static Formula decided(BoolExpr formula) {
    BoolExpr simple = (BoolExpr) formula.simplify();
    return new Formula(simple, simple.isTrue());
  }

  private BoolExpr formula(Limit limit) {
    BoolExpr body =
        z3.mkAnd(
            readable(LimitReader.reads(limit)),
            decided(limit),
            z3.mkImplies(truth(limit.when(), limit), truth(limit.require(), limit)));
    if (limit.binds() == Binds.ALL) {
      return body;
    }
    if (!measures.containsKey(MeasureId.ORDER_INCREASING)) {
      return z3.mkFalse();
    }
    BoolExpr increasing = readable(List.of(MeasureId.ORDER_INCREASING));
    BoolExpr no = z3.mkEq(value(MeasureId.ORDER_INCREASING), z3.mkReal(0));
    return z3.mkAnd(increasing, z3.mkOr(no, body));
  }

  /// Whether each table of `limit` says which row decides.
  private BoolExpr decided(Limit limit) {
    List<BoolExpr> all = new ArrayList<>();
    for (Lookup lookup : limit.tables().values()) {
      all.add(TableFormulas.decides(z3, lookup.table(), this::value));
    }
    return z3.mkAnd(all.toArray(BoolExpr[]::new));
  }

  private BoolExpr readable(List<MeasureId> ids) {
    List<BoolExpr> parts = new ArrayList<>();
    for (MeasureId id : ids) {
      if (!measures.containsKey(id)) {
        return z3.mkFalse();
      }
      MeasureRange range = ranges.get(id);
      if (range != null) {
        parts.add(inRange(id, range));
      }
    }
    return z3.mkAnd(parts.toArray(BoolExpr[]::new));
  }

  /// Made once: many limits read the same measures.
  private BoolExpr inRange(MeasureId id, MeasureRange range) {
    BoolExpr made = inRange.get(id);
    if (made == null) {
      ArithExpr<RealSort> value = value(id);
      made = z3.mkAnd(z3.mkLe(real(range.min(), 1), value), z3.mkLe(value, real(range.max(), 1)));
      inRange.put(id, made);
    }
    return made;
  }

  private BoolExpr truth(Cond cond, Limit limit) {
    return switch (cond) {
      case Cond.Always _ -> z3.mkTrue();
      case Cond.Not(Cond of) -> z3.mkNot(truth(of, limit));
      case Cond.And(Cond l, Cond r) -> z3.mkAnd(truth(l, limit), truth(r, limit));
      case Cond.Or(Cond l, Cond r) -> z3.mkOr(truth(l, limit), truth(r, limit));
      case Cond.Compare(Cond.Op op, Expr l, Expr r) -> {
        ArithExpr<RealSort> a = real(l, limit);
        ArithExpr<RealSort> b = real(r, limit);
        yield switch (op) {
          case LE -> z3.mkLe(a, b);
          case LT -> z3.mkLt(a, b);
          case GE -> z3.mkGe(a, b);
          case GT -> z3.mkGt(a, b);
          case EQ -> z3.mkEq(a, b);
          case NE -> z3.mkNot(z3.mkEq(a, b));
        };
      }
    };
  }

  private ArithExpr<RealSort> real(Expr expr, Limit limit) {
    return switch (expr) {
      case Expr.Num(long over, long under) -> real(over, under);
      case Expr.Measured(MeasureId id) -> value(id);
      case Expr.Param(String name) -> parameter(name, limit);
      case Expr.Neg(Expr of) -> z3.mkUnaryMinus(real(of, limit));
      case Expr.Abs(Expr of) -> {
        ArithExpr<RealSort> a = real(of, limit);
        yield pick(z3.mkGe(a, z3.mkReal(0)), a, z3.mkUnaryMinus(a));
      }
      case Expr.Add(Expr l, Expr r) -> z3.mkAdd(real(l, limit), real(r, limit));
      case Expr.Sub(Expr l, Expr r) -> z3.mkSub(real(l, limit), real(r, limit));
      case Expr.Mul(Expr l, Expr r) -> z3.mkMul(real(l, limit), real(r, limit));
      case Expr.Div(Expr l, Expr r) -> z3.mkDiv(real(l, limit), real(r, limit));
      case Expr.Min(Expr l, Expr r) -> {
        ArithExpr<RealSort> a = real(l, limit);
        ArithExpr<RealSort> b = real(r, limit);
        yield pick(z3.mkLe(a, b), a, b);
      }
      case Expr.Max(Expr l, Expr r) -> {
        ArithExpr<RealSort> a = real(l, limit);
        ArithExpr<RealSort> b = real(r, limit);
        yield pick(z3.mkGe(a, b), a, b);
      }
      case Expr.If(Cond test, Expr then, Expr otherwise) ->
          pick(truth(test, limit), real(then, limit), real(otherwise, limit));
    };
  }

  private ArithExpr<RealSort> parameter(String name, Limit limit) {
    Lookup lookup = limit.tables().get(name);
    if (lookup != null) {
      return TableFormulas.choice(z3, lookup, this::value);
    }
    Expr.Num value = limit.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          limit.file() + ": limit " + limit.id() + " has no parameter " + name);
    }
    return real(value.numerator(), value.denominator());
  }

  private ArithExpr<RealSort> pick(
      BoolExpr test, ArithExpr<RealSort> then, ArithExpr<RealSort> otherwise) {
    return (ArithExpr<RealSort>) z3.<RealSort>mkITE(test, then, otherwise);
  }

  private ArithExpr<RealSort> real(long over, long under) {
    return under == 1 ? z3.mkReal(over) : z3.mkReal(over + "/" + under);
  }

  /// The value of a measure that is present; zero stands for an absent one, which [#readable] has
  /// refused already.
  private ArithExpr<RealSort> value(MeasureId id) {
    ArithExpr<RealSort> known = values.get(id);
    if (known == null) {
      Form form = measures.getOrDefault(id, new Form.Known(0));
      known = form instanceof Form.Known(long n) ? z3.mkReal(n) : z3.mkInt2Real(whole(form));
      values.put(id, known);
    }
    return known;
  }

  private ArithExpr<IntSort> whole(Form form) {
    return switch (form) {
      case Form.Known(long value) -> z3.mkInt(value);
      case Form.Unknown(int index) -> unknowns[index];
      case Form.Sum(List<Form> of) -> {
        List<ArithExpr<IntSort>> parts = of.stream().map(this::whole).toList();
        yield sum(parts);
      }
      case Form.Scaled(long factor, Form of) -> z3.mkMul(z3.mkInt(factor), whole(of));
      case Form.Greatest(Form l, Form r) -> {
        ArithExpr<IntSort> a = whole(l);
        ArithExpr<IntSort> b = whole(r);
        yield (ArithExpr<IntSort>) z3.<IntSort>mkITE(z3.mkGe(a, b), a, b);
      }
      case Form.Least(Form l, Form r) -> {
        ArithExpr<IntSort> a = whole(l);
        ArithExpr<IntSort> b = whole(r);
        yield (ArithExpr<IntSort>) z3.<IntSort>mkITE(z3.mkLe(a, b), a, b);
      }
      case Form.RoundedUp up -> quotient(up);
    };
  }

  /// A helper unknown `n` with `under * (n - 1) < over <= under * n`; cheaper than SMT-LIB's `div`.
  private IntExpr quotient(Form.RoundedUp up) {
    IntExpr known = quotients.get(up);
    if (known == null) {
      known = z3.mkIntConst("n" + number + "_" + quotients.size());
      quotients.put(up, known);
      ArithExpr<IntSort> over = whole(up.over());
      ArithExpr<IntSort> top = z3.mkMul(z3.mkInt(up.under()), known);
      facts.add(z3.mkLe(over, top));
      facts.add(z3.mkLt(z3.mkSub(top, z3.mkInt(up.under())), over));
    }
    return known;
  }

  private ArithExpr<IntSort> sum(List<ArithExpr<IntSort>> parts) {
    ArithExpr<IntSort> sum = z3.mkInt(0);
    for (ArithExpr<IntSort> part : parts) {
      sum = z3.mkAdd(sum, part);
    }
    return sum;
  }
}
