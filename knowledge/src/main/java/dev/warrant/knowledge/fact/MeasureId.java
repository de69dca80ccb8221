package dev.warrant.knowledge.fact;

/// Every measure the engine knows how to keep: name, kind, scope, and what one unit of its integer
/// is. A pack may use these and must restate unit and range; it cannot invent others.
///
/// Money counts units of 1e-4 USDT; ratios count parts per million (ppm); rounding is always toward
/// refusal (what is limited from above is rounded up, from below down).
public enum MeasureId {
  // Of one order, written by the executor just before the guard is asked.
  ORDER_SIGN("order.sign", Kind.ORDER, Unit.NUMBER),
  ORDER_LOTS("order.lots", Kind.ORDER, Unit.LOTS),
  ORDER_PRICE("order.price", Kind.ORDER, Unit.TICKS),
  ORDER_NOTIONAL("order.notional", Kind.ORDER, Unit.MONEY),
  /// 1 if the order raises worst-case exposure, else 0.
  ORDER_INCREASING("order.increasing", Kind.ORDER, Unit.NUMBER),
  ORDER_REDUCE_ONLY("order.reduceOnly", Kind.ORDER, Unit.NUMBER),
  /// Worst-case position on the order's side if it is admitted (never negative).
  ORDER_WORST_AFTER("order.worstAfter", Kind.ORDER, Unit.LOTS),
  /// The same at the mark price.
  ORDER_WORST_NOTIONAL_AFTER("order.worstNotionalAfter", Kind.ORDER, Unit.MONEY),
  /// Sum over instruments of worst-case notional if admitted.
  ORDER_GROSS_AFTER("order.grossAfter", Kind.ORDER, Unit.MONEY),
  /// Absolute value of the worst-case net notional (long minus short) if admitted.
  ORDER_NET_AFTER("order.netAfter", Kind.ORDER, Unit.MONEY),
  /// Own resting lots on the other side that this order would trade against.
  ORDER_SELF_CROSS("order.selfCross", Kind.ORDER, Unit.LOTS),
  /// Orders equal in instrument, side, price and lots admitted in the last second.
  ORDER_REPEATS("order.repeats", Kind.ORDER, Unit.COUNT),

  // Of the live warrant the order claims.
  WARRANT_CAP("warrant.cap", Kind.WARRANT, Unit.LOTS),
  WARRANT_MIN_PRICE("warrant.minPrice", Kind.WARRANT, Unit.TICKS),
  WARRANT_MAX_PRICE("warrant.maxPrice", Kind.WARRANT, Unit.TICKS),
  WARRANT_ORDERS_LEFT("warrant.ordersLeft", Kind.WARRANT, Unit.COUNT),
  WARRANT_RATE_LEFT("warrant.rateLeft", Kind.WARRANT, Unit.COUNT),
  /// Microseconds until expiry; not positive means expired.
  WARRANT_EXPIRES_IN("warrant.expiresIn", Kind.WARRANT, Unit.MICROS),

  // Of one instrument, kept by the ledger.
  POSITION_NET("position.net", Kind.LEDGER, Unit.LOTS),
  POSITION_WORST_LONG("position.worstLong", Kind.LEDGER, Unit.LOTS),
  POSITION_WORST_SHORT("position.worstShort", Kind.LEDGER, Unit.LOTS),
  /// 1 if flat, or a reduce-only stop rests for the whole position; else 0.
  POSITION_STOPPED("position.stopped", Kind.LEDGER, Unit.NUMBER),
  /// Open orders of this instrument.
  ORDERS_OPEN("orders.open", Kind.LEDGER, Unit.COUNT),

  // Of the account, kept by the ledger (the same value on every instrument's board).
  ACCOUNT_EQUITY("account.equity", Kind.LEDGER, Unit.MONEY),
  ACCOUNT_PEAK("account.peak", Kind.LATCH, Unit.MONEY),
  /// Loss since 00:00 UTC including fees, funding and unrealised; positive is a loss.
  ACCOUNT_DAILY_LOSS("account.dailyLoss", Kind.LATCH, Unit.MONEY),
  /// Initial margin of worst cases at the configured leverage.
  ACCOUNT_MARGIN_USED("account.marginUsed", Kind.LEDGER, Unit.MONEY),
  /// Equity without gains at mark, less margin used.
  ACCOUNT_FREE("account.free", Kind.LEDGER, Unit.MONEY),
  /// Sum over instruments of worst notional times stop distance: what stops would lose.
  PORTFOLIO_HEAT("portfolio.heat", Kind.LEDGER, Unit.MONEY),
  ORDERS_UNKNOWN("orders.unknown", Kind.LEDGER, Unit.COUNT),

  // Windows kept by the ledger, account-wide.
  /// Order messages (new and cancel) in the last ten seconds.
  RATE_MESSAGES("rate.messages", Kind.WINDOW, Unit.COUNT),
  /// Rejected per orders sent, last hundred of the last fifteen minutes, ppm.
  RATE_REJECTS("rate.rejects", Kind.WINDOW, Unit.PPM),
  /// Mean adverse slippage of taker fills against the mid at decision (a stop's against its
  /// trigger), last fifty of the last fifteen minutes, ppm.
  RATE_SLIPPAGE("rate.slippage", Kind.WINDOW, Unit.PPM),

  // Of one instrument's market, written by perception.
  /// Mark price rounded to the tick; without a mark, the declared substitute.
  MARKET_MARK("market.mark", Kind.WINDOW, Unit.TICKS),
  /// Best ask minus best bid, of the book or of a book ticker that is ahead of it.
  MARKET_SPREAD("market.spread", Kind.WINDOW, Unit.TICKS),
  /// Running median-like estimate of the spread, hundredths of a tick.
  MARKET_SPREAD_NORMAL("market.spreadNormal", Kind.WINDOW, Unit.CENTITICKS),
  /// Realised volatility of one-second mid returns over the last minute, annualised, ppm.
  MARKET_VOLATILITY("market.volatility", Kind.WINDOW, Unit.PPM),
  /// Age of the book on the offset-corrected clock.
  MARKET_QUOTE_AGE("market.quoteAge", Kind.CLOCK, Unit.MICROS),
  /// Absolute funding rate of the current interval, ppm.
  MARKET_FUNDING("market.funding", Kind.WINDOW, Unit.PPM),
  /// Correlation of one-second returns with the other instrument, absolute, ppm.
  MARKET_CORRELATION("market.correlation", Kind.WINDOW, Unit.PPM),
  /// Distance of the mark to the liquidation price, ppm of mark; absent if flat is given as
  /// 1000000.
  MARKET_LIQUIDATION_DISTANCE("market.liquidationDistance", Kind.LEDGER, Unit.PPM),

  // Of beliefs.
  BELIEF_PROBABILITY("belief.probability", Kind.BELIEF, Unit.PPM),
  BELIEF_AGE("belief.age", Kind.BELIEF, Unit.MICROS),
  /// Population stability of model inputs against training, ppm.
  BELIEF_DRIFT("belief.drift", Kind.BELIEF, Unit.PPM),

  // Of operation.
  /// 1 if the book is synced, else 0.
  FEED_SYNCED("feed.synced", Kind.CLOCK, Unit.NUMBER),
  /// Absolute offset between desk and venue clocks.
  CLOCK_OFFSET("clock.offset", Kind.CLOCK, Unit.MICROS),
  /// 1 if the venue's dead-man's switch is armed for this instrument.
  DEADMAN_ARMED("deadman.armed", Kind.CLOCK, Unit.NUMBER),
  /// 1 if the desk reconciled with the venue in this epoch.
  DESK_RECONCILED("desk.reconciled", Kind.CLOCK, Unit.NUMBER),
  /// 0 normal, 1 reduce, 2 pause, 3 emergency.
  DESK_MODE("desk.mode", Kind.CLOCK, Unit.NUMBER),
  /// Sum over instruments of absolute worst-case notional now, for leverage limits.
  PORTFOLIO_GROSS("portfolio.gross", Kind.LEDGER, Unit.MONEY),
  /// Median adverse slippage of the last two hundred taker fills, ppm; 0 before there were five.
  RATE_SLIPPAGE_NORMAL("rate.slippageNormal", Kind.WINDOW, Unit.PPM),
  /// How far stated probabilities and hits of the last minutes' beliefs are apart, ppm; what was
  /// right is read in hindsight by rule of thumb.
  BELIEF_CALIBRATION_ERROR("belief.calibrationError", Kind.BELIEF, Unit.PPM),
  /// How little the model has lately believed of what the rule of thumb reads, ppm.
  BELIEF_DISAGREEMENT("belief.disagreement", Kind.BELIEF, Unit.PPM),
  /// 1 if the restricted list in force names the instrument, 0 if it does not; absent without one.
  DESK_RESTRICTED("desk.restricted", Kind.CLOCK, Unit.NUMBER),
  /// The believed regime, as its place in [Regime]; tables call it `regime`.
  BELIEF_REGIME("belief.regime", Kind.BELIEF, Unit.NUMBER);

  /// Who owns a measure and when it changes.
  public enum Kind {
    ORDER,
    WARRANT,
    LEDGER,
    WINDOW,
    LATCH,
    BELIEF,
    CLOCK
  }

  /// What one unit of the integer is.
  public enum Unit {
    NUMBER,
    COUNT,
    LOTS,
    TICKS,
    CENTITICKS,
    /// 1e-4 USDT.
    MONEY,
    PPM,
    MICROS
  }

  private final String text;
  private final Kind kind;
  private final Unit unit;

  MeasureId(String text, Kind kind, Unit unit) {
    this.text = text;
    this.kind = kind;
    this.unit = unit;
  }

  /// The name used in limits, such as `order.notional`.
  public String text() {
    return text;
  }

  /// Who owns it.
  public Kind kind() {
    return kind;
  }

  /// What one unit of the integer is.
  public Unit unit() {
    return unit;
  }
}
