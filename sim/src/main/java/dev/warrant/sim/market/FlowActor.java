package dev.warrant.sim.market;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.MatchingBook;

/// Decides what each background event does: where a limit order is placed, which order is
/// cancelled, how much a market order takes. Limit orders gather around the efficient price; when
/// it jumps away from the quotes, makers pull stale orders and takers pick them off, until the book
/// stands around it again.
final class FlowActor {
  private static final double BP = 1e-4;

  /// Share of limit orders placed at the touch, near it, and (the rest) deep.
  private static final double AT_TOUCH = 0.35;

  private static final double WHEN_WIDE = 0.9;
  private static final double NEAR = 0.45;
  private static final double NEAR_BP = 1.5;
  private static final double DEEP_BP = 4;
  private static final double DEEPEST_BP = 60;

  /// How far a market order that nothing drives may walk.
  private static final double WALK_BP = 2;

  private static final int PULLED_AT_ONCE = 4;

  private final Instrument instrument;
  private final MatchingBook book;
  private final BackgroundOrders bids;
  private final BackgroundOrders asks;
  private final MatchingBook.Sink sink;
  private final SeededRandom random;
  private final FlowParameters parameters;
  private RegimeParameters regime;
  private int direction = 1;
  private double efficient;

  FlowActor(
      Instrument instrument,
      MatchingBook book,
      BackgroundOrders bids,
      BackgroundOrders asks,
      MatchingBook.Sink sink,
      SeededRandom random,
      FlowParameters parameters) {
    this.instrument = instrument;
    this.book = book;
    this.bids = bids;
    this.asks = asks;
    this.sink = sink;
    this.random = random;
    this.parameters = parameters;
    regime = parameters.regimes().getFirst();
  }

  void regime(RegimeParameters p, int towards) {
    regime = p;
    direction = towards;
  }

  void efficient(double ticks) {
    efficient = ticks;
  }

  /// Fills an empty book.
  void settle() {
    for (int i = 0; i < parameters.ordersPerSide(); i++) {
      place(Side.BUY);
      place(Side.SELL);
    }
  }

  void act(HawkesFlow.Kind kind) {
    switch (kind) {
      case ADD_BID -> add(Side.BUY);
      case ADD_ASK -> add(Side.SELL);
      case CANCEL_BID -> cancel(Side.BUY);
      case CANCEL_ASK -> cancel(Side.SELL);
      case BUY -> market(Side.BUY);
      case SELL -> market(Side.SELL);
    }
  }

  private void add(Side side) {
    // A crowded side thins out, so that the number of orders stays near its mean.
    if (own(side).size() > parameters.ordersPerSide() * 3 / 2) {
      pull(side);
    } else {
      place(side);
    }
  }

  private void cancel(Side side) {
    Side stale = stale(Side.BUY) ? Side.BUY : Side.SELL;
    if (stale(stale)) {
      for (int i = 0; i < PULLED_AT_ONCE && stale(stale) && own(stale).size() > 0; i++) {
        drop(own(stale), own(stale).best());
      }
      refill(stale);
    } else if (own(side).size() < parameters.ordersPerSide() * 3 / 4
        || gap(side) && random.nextDouble() < WHEN_WIDE) {
      place(side);
    } else {
      pull(side);
    }
  }

  private void pull(Side side) {
    BackgroundOrders orders = own(side);
    drop(orders, orders.any(random, random.nextDouble() < 0.5 ? 3 : 1));
    refill(side);
  }

  private void drop(BackgroundOrders orders, long id) {
    orders.forget(id);
    book.cancel(id, sink);
  }

  private void refill(Side side) {
    while (own(side).size() < parameters.ordersPerSide() / 2) {
      place(side);
    }
  }

  private void market(Side wanted) {
    Side side = wanted;
    long worst;
    double size = 1;
    if (open(Side.SELL)) {
      side = Side.BUY;
      worst = target(Side.SELL) - 1;
      size = 4;
    } else if (open(Side.BUY)) {
      side = Side.SELL;
      worst = target(Side.BUY) + 1;
      size = 4;
    } else {
      if (random.nextDouble() < regime.imbalance()) {
        side = direction > 0 ? Side.BUY : Side.SELL;
      }
      worst = (long) (efficient * (1 + side.sign() * WALK_BP * BP));
    }
    book.take(TAKER, side, worst, lots(size), sink);
    refill(side.opposite());
  }

  /// Background takers need no identity of their own; slot ids are never this small.
  private static final long TAKER = -1;

  private void place(Side side) {
    long touch = target(side);
    double chance = random.nextDouble();
    double away;
    if (gap(side) && chance < WHEN_WIDE || chance < AT_TOUCH) {
      away = random.nextExponential() * 0.7;
    } else if (chance < AT_TOUCH + NEAR) {
      away = random.nextExponential() * NEAR_BP * BP * efficient;
    } else {
      double bp = DEEP_BP * (1 / StrictMath.sqrt(1 - random.nextDouble()) - 0.7);
      away = Math.min(DEEPEST_BP, bp) * BP * efficient;
    }
    long price = touch - side.sign() * (long) away;
    if (side == Side.BUY) {
      price = Math.min(price, passive(book.bestAsk(), -1));
    } else {
      price = Math.max(price, passive(book.bestBid(), 1));
    }
    long lots = lots(1);
    book.add(own(side).add(price, lots), side, price, lots, sink);
  }

  private static @Ticks long passive(@Ticks long opposite, int step) {
    return opposite == MatchingBook.NO_BID || opposite == MatchingBook.NO_ASK
        ? opposite
        : opposite + step;
  }

  /// The best price at which this side's makers quote.
  private @Ticks long target(Side side) {
    double half = regime.halfSpreadTicks();
    return side == Side.BUY
        ? (long) StrictMath.floor(efficient - half)
        : (long) StrictMath.ceil(efficient + half);
  }

  /// Whether the book's best quote on this side, ours or an account's, can be picked off.
  private boolean open(Side side) {
    return side == Side.BUY
        ? book.bestBid() > target(Side.BUY)
        : book.bestAsk() < target(Side.SELL);
  }

  /// Whether the background's quotes on this side stand beyond where the efficient price lets them.
  private boolean stale(Side side) {
    BackgroundOrders orders = own(side);
    return orders.size() > 0 && side.sign() * (orders.price(orders.best()) - target(side)) > 0;
  }

  /// Whether this side's best quote is far from where it should be.
  private boolean gap(Side side) {
    BackgroundOrders orders = own(side);
    return orders.size() > 0 && side.sign() * (target(side) - orders.price(orders.best())) > 1;
  }

  private @Lots long lots(double times) {
    double notional =
        parameters.orderUsdt() * times * StrictMath.exp(regime.sizeSigma() * random.nextGaussian());
    double lot = efficient * instrument.tickLotE8() * 1e-8;
    return Math.max(instrument.minLots(), (long) (notional / lot));
  }

  private BackgroundOrders own(Side side) {
    return side == Side.BUY ? bids : asks;
  }
}
