package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Measures;
import java.util.EnumMap;
import java.util.Map;

/// Measures held in a map; a fresh one describes a small order by a healthy 10 000 USDT desk.
final class Board implements Measures {
  private final Map<MeasureId, Long> values = new EnumMap<>(MeasureId.class);

  /// A healthy desk about to buy 0.01 BTC at 60 000.
  static Board healthy() {
    Board b = new Board();
    b.set(MeasureId.ORDER_SIGN, 1).set(MeasureId.ORDER_LOTS, 10);
    b.set(MeasureId.ORDER_PRICE, 600_000).set(MeasureId.ORDER_NOTIONAL, 6_000_000);
    b.set(MeasureId.ORDER_INCREASING, 1).set(MeasureId.ORDER_REDUCE_ONLY, 0);
    b.set(MeasureId.ORDER_WORST_AFTER, 10).set(MeasureId.ORDER_WORST_NOTIONAL_AFTER, 6_000_000);
    b.set(MeasureId.ORDER_GROSS_AFTER, 6_000_000).set(MeasureId.ORDER_NET_AFTER, 6_000_000);
    b.set(MeasureId.ORDER_SELF_CROSS, 0).set(MeasureId.ORDER_REPEATS, 0);
    b.set(MeasureId.POSITION_STOPPED, 1).set(MeasureId.ORDERS_OPEN, 0);
    b.set(MeasureId.ACCOUNT_EQUITY, 100_000_000).set(MeasureId.ACCOUNT_PEAK, 100_000_000);
    b.set(MeasureId.ACCOUNT_DAILY_LOSS, 0).set(MeasureId.ACCOUNT_MARGIN_USED, 2_000_000);
    b.set(MeasureId.ACCOUNT_FREE, 98_000_000).set(MeasureId.PORTFOLIO_HEAT, 60_000);
    b.set(MeasureId.ORDERS_UNKNOWN, 0).set(MeasureId.RATE_MESSAGES, 5);
    b.set(MeasureId.RATE_REJECTS, 0).set(MeasureId.RATE_SLIPPAGE, 20);
    b.set(MeasureId.MARKET_MARK, 600_010).set(MeasureId.MARKET_SPREAD, 1);
    b.set(MeasureId.MARKET_SPREAD_NORMAL, 110).set(MeasureId.MARKET_VOLATILITY, 400_000);
    b.set(MeasureId.MARKET_QUOTE_AGE, 20_000).set(MeasureId.MARKET_FUNDING, 100);
    b.set(MeasureId.MARKET_CORRELATION, 400_000);
    b.set(MeasureId.MARKET_LIQUIDATION_DISTANCE, 1_000_000);
    b.set(MeasureId.BELIEF_PROBABILITY, 800_000).set(MeasureId.BELIEF_AGE, 200_000);
    b.set(MeasureId.BELIEF_REGIME, 0);
    b.set(MeasureId.BELIEF_DRIFT, 50_000).set(MeasureId.FEED_SYNCED, 1);
    b.set(MeasureId.BELIEF_CALIBRATION_ERROR, 100_000);
    b.set(MeasureId.BELIEF_DISAGREEMENT, 300_000).set(MeasureId.RATE_SLIPPAGE_NORMAL, 20);
    b.set(MeasureId.DESK_RESTRICTED, 0);
    b.set(MeasureId.CLOCK_OFFSET, 1_000).set(MeasureId.DEADMAN_ARMED, 1);
    return b.set(MeasureId.DESK_RECONCILED, 1).set(MeasureId.DESK_MODE, 0);
  }

  Board set(MeasureId measure, long value) {
    values.put(measure, value);
    return this;
  }

  Board absent(MeasureId measure) {
    values.remove(measure);
    return this;
  }

  @Override
  public boolean present(MeasureId measure) {
    return values.containsKey(measure);
  }

  @Override
  public long value(MeasureId measure) {
    Long value = values.get(measure);
    if (value == null) {
      throw new IllegalStateException(measure.text() + " was read although it is absent");
    }
    return value;
  }
}
