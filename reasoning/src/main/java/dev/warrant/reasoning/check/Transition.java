package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.LimitTerms;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.prove.Terms;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.List;

/// What an admitted order does when some or all of it fills, the mark price staying where it is.
///
/// `fill.lots`, `fill.price` and `fill.fee` are quantities of the theorem; whatever it says of
/// them, `0 <= fill.lots <= order.lots`, the fill is no worse than the order's price (a buy not
/// above it, a sell not below), and the fee, a share of the value, is not negative. With `s =
/// order.sign`, 1 or -1:
///
/// | measure | after the fill |
/// |---|---|
/// | `position.net` | `position.net + s * fill.lots` |
/// | `position.worstLong` | a buy: `order.worstAfter`, since open lots became position; a sell: `max(0, position.worstLong - fill.lots)` |
/// | `position.worstShort` | likewise with the sides exchanged |
/// | `portfolio.gross` | anything from 0 to `order.grossAfter`, which counted the order in full |
/// | `rate.messages` | `rate.messages + 1` |
/// | `account.equity` | `account.equity - V * (max(0, s * (fill.price - market.mark)) + fill.fee * fill.price) / order.price` |
///
/// `V` is what the filled lots are worth at the order's price: anything from 0 to `order.notional`.
/// That is wider than any fill, and a gain against the mark is not counted, so equity here is never
/// more than it will be: claims that it is at least something hold.
final class Transition {
  private static final String LOTS = "fill.lots";
  private static final String PRICE = "fill.price";
  private static final String FEE = "fill.fee";

  private final Terms t;
  private final LimitTerms limits;

  Transition(Terms t, LimitTerms limits) {
    this.t = t;
    this.limits = limits;
  }

  /// What must hold of any fill.
  List<Assertion> assumptions() {
    Term sign = measure(MeasureId.ORDER_SIGN);
    Term zero = t.real(Rational.ZERO);
    List<Assertion> out = new ArrayList<>();
    Term either = t.or(t.eq(sign, one()), t.eq(sign, t.neg(one())));
    out.add(new Assertion("fill.side", "a buy or a sell", either));
    Term part = t.and(t.le(zero, var(LOTS)), t.le(var(LOTS), measure(MeasureId.ORDER_LOTS)));
    out.add(new Assertion("fill.part", "no more than was ordered", part));
    Term price = measure(MeasureId.ORDER_PRICE);
    Term kept = t.ite(buys(), t.le(var(PRICE), price), t.ge(var(PRICE), price));
    out.add(new Assertion("fill.kept", "no worse than the order's price", kept));
    out.add(new Assertion("fill.paid", "a fee is no gain", t.ge(var(FEE), zero)));
    Term value = t.var("fill.value", Sort.REAL);
    Term worth = t.and(t.le(zero, value), t.le(value, measure(MeasureId.ORDER_NOTIONAL)));
    out.add(new Assertion("fill.worth", "some part of its value", worth));
    Term gross = t.var("after.gross", Sort.REAL);
    Term counted = t.and(t.le(zero, gross), t.le(gross, measure(MeasureId.ORDER_GROSS_AFTER)));
    out.add(new Assertion("fill.counted", "the order was counted in full", counted));
    return out;
  }

  /// Every measure it reads.
  static List<MeasureId> reads() {
    return List.of(
        MeasureId.ORDER_SIGN,
        MeasureId.ORDER_LOTS,
        MeasureId.ORDER_PRICE,
        MeasureId.ORDER_NOTIONAL,
        MeasureId.ORDER_WORST_AFTER,
        MeasureId.ORDER_GROSS_AFTER,
        MeasureId.POSITION_NET,
        MeasureId.POSITION_WORST_LONG,
        MeasureId.POSITION_WORST_SHORT,
        MeasureId.ACCOUNT_EQUITY,
        MeasureId.RATE_MESSAGES,
        MeasureId.MARKET_MARK);
  }

  /// `measure` after the fill, in base units.
  ///
  /// @throws IllegalArgumentException if it is none of [Theorem#POST]
  Term after(MeasureId measure) {
    if (measure == MeasureId.POSITION_NET) {
      return t.add(measure(measure), t.mul(measure(MeasureId.ORDER_SIGN), var(LOTS)));
    } else if (measure == MeasureId.POSITION_WORST_LONG) {
      return worst(measure, buys());
    } else if (measure == MeasureId.POSITION_WORST_SHORT) {
      return worst(measure, t.not(buys()));
    } else if (measure == MeasureId.PORTFOLIO_GROSS) {
      return money(t.var("after.gross", Sort.REAL));
    } else if (measure == MeasureId.RATE_MESSAGES) {
      return t.add(measure(measure), one());
    } else if (measure == MeasureId.ACCOUNT_EQUITY) {
      return money(t.sub(measure(measure), loss()));
    }
    throw new IllegalArgumentException("nothing says what a fill does to " + measure.text());
  }

  private Term loss() {
    Term away = t.sub(var(PRICE), measure(MeasureId.MARKET_MARK));
    Term zero = t.real(Rational.ZERO);
    Term slip = t.ite(buys(), t.max(zero, away), t.max(zero, t.neg(away)));
    Term each = t.add(slip, t.mul(var(FEE), var(PRICE)));
    Term value = t.var("fill.value", Sort.REAL);
    return t.div(t.mul(value, each), measure(MeasureId.ORDER_PRICE));
  }

  private Term worst(MeasureId measure, Term own) {
    Term less = t.sub(measure(measure), var(LOTS));
    return t.ite(own, measure(MeasureId.ORDER_WORST_AFTER), t.max(t.real(Rational.ZERO), less));
  }

  private Term buys() {
    return t.eq(measure(MeasureId.ORDER_SIGN), one());
  }

  private Term one() {
    return t.real(Rational.ONE);
  }

  private Term money(Term raw) {
    return t.mul(t.real(Rational.tenTo(-4)), raw);
  }

  private Term measure(MeasureId id) {
    return t.toReal(limits.value(id));
  }

  private Term var(String name) {
    return t.var(name, Sort.REAL);
  }
}
