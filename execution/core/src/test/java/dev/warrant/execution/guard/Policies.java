package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Policies built by hand, and the few words needed to build them.
final class Policies {
  private final List<Limit> limits = new ArrayList<>();
  private final Map<MeasureId, MeasureRange> ranges = new TreeMap<>();

  Policies range(MeasureId id, long min, long max) {
    ranges.put(id, new MeasureRange(id, min, max));
    return this;
  }

  Policies limit(Layer layer, String id, Binds binds, Cond when, Cond.Compare require) {
    return limit(layer, id, binds, when, require, Map.of());
  }

  Policies limit(
      Layer layer,
      String id,
      Binds binds,
      Cond when,
      Cond.Compare require,
      Map<String, Expr.Num> parameters) {
    limits.add(
        new Limit(
            limits.size() + 1,
            id,
            layer,
            binds,
            "It is {lhs}, allowed is {rhs}.",
            require.toString(),
            when,
            require,
            new TreeMap<>(parameters),
            "risk",
            "policy.yaml:" + (limits.size() + 1)));
    return this;
  }

  Policies increasing(Layer layer, String id, Cond.Compare require) {
    return limit(layer, id, Binds.INCREASING, new Cond.Always(), require);
  }

  Policies all(Layer layer, String id, Cond.Compare require) {
    return limit(layer, id, Binds.ALL, new Cond.Always(), require);
  }

  PolicyPack pack() {
    return new PolicyPack("test", "1", Digest.ZERO, List.copyOf(ranges.values()), limits);
  }

  static Expr m(MeasureId id) {
    return new Expr.Measured(id);
  }

  static Expr n(long value) {
    return new Expr.Num(value, 1);
  }

  static Expr n(long over, long under) {
    return new Expr.Num(over, under);
  }

  static Expr times(Expr a, Expr b) {
    return new Expr.Mul(a, b);
  }

  static Cond.Compare le(Expr a, Expr b) {
    return new Cond.Compare(Cond.Op.LE, a, b);
  }

  static Cond.Compare ge(Expr a, Expr b) {
    return new Cond.Compare(Cond.Op.GE, a, b);
  }

  static Cond.Compare compare(Cond.Op op, Expr a, Expr b) {
    return new Cond.Compare(op, a, b);
  }

  /// Twenty limits over all seven layers that use every construct of the language.
  static PolicyPack twenty() {
    Policies p = ranges(new Policies());
    Expr price = m(MeasureId.ORDER_PRICE);
    Expr mark = m(MeasureId.MARKET_MARK);
    Expr equity = m(MeasureId.ACCOUNT_EQUITY);
    Cond.Compare calm = le(m(MeasureId.MARKET_VOLATILITY), n(800_000));
    return p.increasing(
            Layer.POSITION,
            "position-worst",
            le(m(MeasureId.ORDER_WORST_NOTIONAL_AFTER), times(n(1, 2), equity)))
        .limit(
            Layer.POSITION,
            "order-size",
            Binds.INCREASING,
            new Cond.Always(),
            le(
                m(MeasureId.ORDER_NOTIONAL),
                new Expr.Min(new Expr.Param("most"), times(n(1, 3), equity))),
            Map.of("most", new Expr.Num(50_000_000, 1)))
        .increasing(
            Layer.POSITION,
            "size-by-spread",
            le(
                new Expr.Div(m(MeasureId.ORDER_NOTIONAL), m(MeasureId.MARKET_SPREAD)),
                new Expr.Div(equity, n(7))))
        .increasing(
            Layer.PORTFOLIO, "gross", le(m(MeasureId.ORDER_GROSS_AFTER), times(n(3, 2), equity)))
        .increasing(
            Layer.PORTFOLIO,
            "net",
            le(m(MeasureId.ORDER_NET_AFTER), new Expr.If(calm, equity, new Expr.Div(equity, n(2)))))
        .limit(
            Layer.PORTFOLIO,
            "correlated",
            Binds.INCREASING,
            new Cond.Or(
                ge(m(MeasureId.MARKET_CORRELATION), n(300_000)),
                new Cond.And(ge(m(MeasureId.MARKET_CORRELATION), n(200_000)), new Cond.Not(calm))),
            le(
                times(m(MeasureId.ORDER_GROSS_AFTER), m(MeasureId.MARKET_CORRELATION)),
                times(n(300_000), equity)))
        .increasing(
            Layer.ACCOUNT,
            "daily-loss",
            le(m(MeasureId.ACCOUNT_DAILY_LOSS), times(n(1, 20), equity)))
        .increasing(
            Layer.ACCOUNT,
            "drawdown",
            le(
                new Expr.Div(
                    new Expr.Sub(m(MeasureId.ACCOUNT_PEAK), equity), m(MeasureId.ACCOUNT_PEAK)),
                n(1, 10)))
        .increasing(
            Layer.ACCOUNT,
            "margin",
            le(
                new Expr.Add(
                    m(MeasureId.ACCOUNT_MARGIN_USED),
                    new Expr.Div(m(MeasureId.ORDER_NOTIONAL), n(5))),
                times(n(4, 5), equity)))
        .increasing(
            Layer.SYSTEMIC,
            "spread",
            le(
                new Expr.Mul(n(100), m(MeasureId.MARKET_SPREAD)),
                times(n(8), new Expr.Max(n(100), m(MeasureId.MARKET_SPREAD_NORMAL)))))
        .increasing(Layer.SYSTEMIC, "volatility", le(m(MeasureId.MARKET_VOLATILITY), n(3_000_000)))
        .increasing(
            Layer.SYSTEMIC,
            "funding",
            compare(Cond.Op.LT, new Expr.Abs(m(MeasureId.MARKET_FUNDING)), n(3_001)))
        .increasing(Layer.MODEL, "probability", ge(m(MeasureId.BELIEF_PROBABILITY), n(550_000)))
        .increasing(Layer.MODEL, "drift", le(m(MeasureId.BELIEF_DRIFT), n(250_000)))
        .increasing(Layer.OPERATIONAL, "quote-age", le(m(MeasureId.MARKET_QUOTE_AGE), n(1_500_000)))
        .increasing(
            Layer.OPERATIONAL, "synced", compare(Cond.Op.EQ, m(MeasureId.FEED_SYNCED), n(1)))
        .all(
            Layer.OPERATIONAL,
            "messages",
            compare(Cond.Op.LT, new Expr.Neg(m(MeasureId.RATE_MESSAGES)), n(0)))
        .all(
            Layer.COMPLIANCE,
            "collar",
            le(new Expr.Abs(new Expr.Sub(price, mark)), times(n(2, 100), mark)))
        .all(Layer.COMPLIANCE, "self-cross", le(m(MeasureId.ORDER_SELF_CROSS), n(0)))
        .all(Layer.COMPLIANCE, "repeats", compare(Cond.Op.NE, m(MeasureId.ORDER_REPEATS), n(3)))
        .pack();
  }

  private static Policies ranges(Policies p) {
    long money = 1_000_000_000_000L;
    return p.range(MeasureId.ORDER_PRICE, 1, 100_000_000)
        .range(MeasureId.ORDER_NOTIONAL, 0, money)
        .range(MeasureId.ORDER_WORST_NOTIONAL_AFTER, 0, money)
        .range(MeasureId.ORDER_GROSS_AFTER, 0, money)
        .range(MeasureId.ORDER_NET_AFTER, 0, money)
        .range(MeasureId.ORDER_SELF_CROSS, 0, 1_000_000_000)
        .range(MeasureId.ORDER_REPEATS, 0, 1000)
        .range(MeasureId.ORDER_INCREASING, 0, 1)
        .range(MeasureId.ACCOUNT_EQUITY, -money, money)
        .range(MeasureId.ACCOUNT_PEAK, 1, money)
        .range(MeasureId.ACCOUNT_DAILY_LOSS, -money, money)
        .range(MeasureId.ACCOUNT_MARGIN_USED, 0, money)
        .range(MeasureId.MARKET_MARK, 1, 100_000_000)
        .range(MeasureId.MARKET_SPREAD, 1, 1_000_000)
        .range(MeasureId.MARKET_SPREAD_NORMAL, 0, 100_000_000)
        .range(MeasureId.MARKET_VOLATILITY, 0, 100_000_000)
        .range(MeasureId.MARKET_FUNDING, -1_000_000, 1_000_000)
        .range(MeasureId.MARKET_CORRELATION, 0, 1_000_000)
        .range(MeasureId.MARKET_QUOTE_AGE, 0, 3_600_000_000L)
        .range(MeasureId.BELIEF_PROBABILITY, 0, 1_000_000)
        .range(MeasureId.BELIEF_DRIFT, 0, 10_000_000)
        .range(MeasureId.FEED_SYNCED, 0, 1)
        .range(MeasureId.RATE_MESSAGES, 0, 100_000);
  }
}
