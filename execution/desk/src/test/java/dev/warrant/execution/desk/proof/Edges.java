package dev.warrant.execution.desk.proof;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.reasoning.prove.LimitTerms;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.prove.Terms;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the solver about the edges of limits: for orders that stand on them, and for what it reads
/// of a given order.
final class Edges {
  /// What the solver reads of an order.
  record Read(int decision, Rational margin) {}

  private final GuardClaim claim;
  private final Scripts solver = new Scripts(50_000_000);

  Edges(GuardClaim claim) {
    this.claim = claim;
  }

  /// An order that all limits before `number` admit, and that stands one step outside this limit
  /// (`-1`), on its edge (`0`) or one step inside (`1`): a step is 1 on the scale of the sides, and
  /// a millionth where ratios are compared; where whole numbers come less densely, a few more.
  /// Empty if there is none.
  Optional<long[]> standing(int number, int step) {
    Optional<long[]> out = Optional.empty();
    for (int wide = 1; out.isEmpty() && wide <= 1_000; wide *= 10) {
      out = standing(number, step, Rational.of(wide));
    }
    return out;
  }

  private Optional<long[]> standing(int number, int step, Rational wide) {
    Terms t = new Terms();
    LimitTerms terms = new LimitTerms(t, Sort.INT, claim.ranges());
    List<Assertion> all = new ArrayList<>();
    for (Limit before : claim.limits().subList(0, number - 1)) {
      all.add(new Assertion("limit." + before.id(), before.text(), terms.admits(before)));
    }
    Limit limit = claim.limits().get(number - 1);
    all.add(new Assertion("reads", "", terms.reads(limit)));
    all.add(new Assertion("binds", "", t.and(terms.binds(limit), terms.when(limit))));
    Term margin = margin(t, terms, limit);
    Rational size = ratio(limit) ? wide.times(Rational.tenTo(-6)) : wide;
    Term zero = t.real(Rational.ZERO);
    Term where =
        switch (step) {
          case 0 -> t.eq(margin, zero);
          case 1 -> t.and(t.lt(zero, margin), t.le(margin, t.real(size)));
          default -> t.and(t.lt(margin, zero), t.le(t.real(size.negated()), margin));
        };
    all.add(new Assertion("margin", "", where));
    Scripts.Answer answer =
        solver.ask(new Obligation("edge", "An order at the edge.", all, t.truth(false)).text());
    if (answer.verdict() != Verdict.SAT) {
      return Optional.empty();
    }
    long[] slots = new long[Layout.LENGTH];
    for (MeasureId id : MeasureId.values()) {
      Rational value = answer.numbers().getOrDefault(id.text(), Rational.ZERO);
      slots[Layout.index(id)] = value.numerator().longValueExact();
      if (answer.truths().getOrDefault(id.text() + "?", false)) {
        slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
      }
    }
    return Optional.of(slots);
  }

  /// What the solver reads of one order: the first limit's answer, and the margin of one limit.
  Read read(long[] slots, Limit limit) {
    Terms t = new Terms();
    LimitTerms terms = new LimitTerms(t, Sort.INT, claim.ranges());
    List<Assertion> all = new ArrayList<>();
    for (MeasureId id : MeasureId.values()) {
      Term value = t.eq(terms.value(id), t.num(slots[Layout.index(id)]));
      boolean there = (slots[id.ordinal() >> 6] >>> (id.ordinal() & 63) & 1) != 0;
      Term present = there ? terms.present(id) : t.not(terms.present(id));
      all.add(new Assertion("slot." + id.text(), "", t.and(value, present)));
    }
    Term first = t.num(0);
    for (Limit one : claim.limits().reversed()) {
      first = t.ite(terms.admits(one), first, terms.answer(one));
    }
    Term decision = t.var("decision", Sort.INT);
    Term margin = t.var("margin", Sort.REAL);
    all.add(new Assertion("decides", "", t.eq(decision, first)));
    all.add(new Assertion("measures", "", t.eq(margin, margin(t, terms, limit))));
    Scripts.Answer answer =
        solver.ask(new Obligation("reading", "One order.", all, t.truth(false)).text());
    if (answer.verdict() != Verdict.SAT) {
      throw new IllegalStateException("the solver reads nothing: " + answer.why());
    }
    int decided =
        answer.numbers().getOrDefault("decision", Rational.ZERO).numerator().intValueExact();
    return new Read(decided, answer.numbers().getOrDefault("margin", Rational.ZERO));
  }

  static boolean ratio(Limit limit) {
    return limit.require().left() instanceof Expr.Div;
  }

  /// Margin as the first reading has it.
  private static Term margin(Terms t, LimitTerms terms, Limit limit) {
    Term lhs = terms.real(limit.require().left(), limit);
    Term rhs = terms.real(limit.require().right(), limit);
    Cond.Op op = limit.require().op();
    return switch (op) {
      case LE, LT -> t.sub(rhs, lhs);
      case GE, GT -> t.sub(lhs, rhs);
      case EQ -> t.neg(t.abs(t.sub(lhs, rhs)));
      case NE -> t.abs(t.sub(lhs, rhs));
    };
  }

  /// Rounded down.
  static BigInteger floor(Rational value) {
    return value.rounded(0, java.math.RoundingMode.FLOOR).toBigIntegerExact();
  }
}
