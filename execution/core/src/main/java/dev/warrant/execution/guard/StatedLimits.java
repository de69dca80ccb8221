package dev.warrant.execution.guard;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Derived.LimitsInForce;
import dev.warrant.knowledge.event.Derived.Scale;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// States what a guard asks as polynomials, for whoever checks orders without our engines. Nothing
/// believes it because it stands here: the proof room compares it with what people wrote.
final class StatedLimits {
  private static final Span ANY = Span.of(Long.MIN_VALUE, Long.MAX_VALUE);

  private StatedLimits() {}

  /// The statement of a guard.
  ///
  /// @param policy digest of the pack it was compiled from
  static LimitsInForce of(String guard, Digest policy, Plan plan) {
    List<MeasureId> reads = plan.reads();
    Map<MeasureId, Span> ranges = plan.ranges();
    List<Scale> scales = new ArrayList<>();
    for (MeasureId id : reads) {
      Span span = ranges.getOrDefault(id, ANY);
      scales.add(
          new Scale(
              id.text(), id.unit().name(), span.lo().longValueExact(), span.hi().longValueExact()));
    }
    List<Derived.Polynomial> limits = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      limits.add(limit(step.row(), reads));
    }
    return new LimitsInForce(guard, policy, scales, limits);
  }

  private static Derived.Polynomial limit(Row row, List<MeasureId> reads) {
    Limit limit = row.limit();
    Test.Compare require = row.require();
    return new Derived.Polynomial(
        limit.number(),
        limit.id(),
        limit.layer().name(),
        limit.binds() == Binds.INCREASING,
        limit.text(),
        row.reads().stream().map(reads::indexOf).toList(),
        text(row.rows()),
        text(row.when()),
        sign(require.op()),
        of(require.left()).text(),
        of(require.right()).text(),
        of(row.denominator()).text(),
        row.slack() != null && !BuiltIn.is(limit),
        limit.ratio());
  }

  private static String text(Test test) {
    return switch (test) {
      case Test.Always _ -> "true";
      case Test.Not(Test.Always _) -> "false";
      case Test.Not(Test of) -> "(not " + text(of) + ")";
      case Test.And(Test l, Test r) -> "(and " + text(l) + " " + text(r) + ")";
      case Test.Or(Test l, Test r) -> "(or " + text(l) + " " + text(r) + ")";
      case Test.Compare(Cond.Op op, Term l, Term r) -> {
        String left = of(l).minus(of(r)).primitive().text();
        yield op == Cond.Op.NE ? "(not (= " + left + " 0))" : "(" + sign(op) + " " + left + " 0)";
      }
    };
  }

  static String sign(Cond.Op op) {
    return switch (op) {
      case LE -> "<=";
      case LT -> "<";
      case GE -> ">=";
      case GT -> ">";
      case EQ -> "=";
      case NE -> "!=";
    };
  }

  private static Polynomial of(Term term) {
    return switch (term) {
      case Term.Const(long value) -> Polynomial.of(value);
      case Term.Slot(MeasureId id, Span _) -> Polynomial.atom(id.text());
      case Term.Add(Term l, Term r, Span _) -> of(l).plus(of(r));
      case Term.Sub(Term l, Term r, Span _) -> of(l).minus(of(r));
      case Term.Mul(Term l, Term r, Span _) -> of(l).times(of(r));
      case Term.Neg(Term of, Span _) -> of(of).negated();
      case Term.Abs(Term of, Span _) -> Polynomial.atom("(abs " + of(of).text() + ")");
      case Term.Min(Term l, Term r, Span _) -> pair("min", l, r);
      case Term.Max(Term l, Term r, Span _) -> pair("max", l, r);
      case Term.Pick(Test test, Term then, Term otherwise, Span _) ->
          Polynomial.atom(
              "(ite " + text(test) + " " + of(then).text() + " " + of(otherwise).text() + ")");
    };
  }

  private static Polynomial pair(String op, Term l, Term r) {
    return Polynomial.atom("(" + op + " " + of(l).text() + " " + of(r).text() + ")");
  }
}
