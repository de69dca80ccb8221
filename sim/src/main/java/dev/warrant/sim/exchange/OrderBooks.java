package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Brings account orders into markets and takes them out again, so that a reduce-only order never
/// opens a position and an account never trades with itself.
final class OrderBooks {
  private static final int ALL_LEVELS = 1000;

  private final Settlement settlement;
  private final ExchangeRules rules;

  OrderBooks(Settlement settlement, ExchangeRules rules) {
    this.settlement = settlement;
    this.rules = rules;
  }

  /// Refuses a post-only order that would take, and a fill-or-kill order that could not fill.
  void checkForce(Listing listing, NewOrder order, @Lots long lots, @Ticks long price, long nanos) {
    if (order.market() || order.force() == TimeInForce.GTC || order.force() == TimeInForce.IOC) {
      return;
    }
    boolean postOnly = order.force() == TimeInForce.GTX;
    long found = takeable(listing, order.side(), price, postOnly ? 1 : lots, nanos);
    if (postOnly && found > 0) {
      throw new Rejection(
          -5022,
          "Due to the order could not be executed as maker, the Post Only order will be rejected."
              + " The order will not be recorded in the order history");
    }
    if (order.force() == TimeInForce.FOK && found < lots) {
      throw new Rejection(
          -5021,
          "Due to the order could not be filled immediately, the FOK order has been rejected."
              + " The order will not be recorded in the order history");
    }
  }

  /// Sends an accepted order to its market. What may not rest ends here.
  void submit(Order order, long nanos) {
    Listing listing = order.listing();
    long lots = order.left();
    if (order.reduceOnly()) {
      lots = Math.min(lots, closable(order));
    }
    long price = order.market() ? bound(listing, order.side()) : order.price();
    boolean rests =
        !order.market() && (order.force() == TimeInForce.GTC || order.force() == TimeInForce.GTX);
    expireOwn(order, price, lots, nanos);
    if (lots > 0) {
      order.booked(lots);
      OrderKind kind =
          !rests
              ? OrderKind.IOC
              : order.force() == TimeInForce.GTX ? OrderKind.POST_ONLY : OrderKind.LIMIT;
      listing
          .market()
          .submit(new RestingOrder(order.id(), order.side(), kind, price, lots), nanos, listing);
    }
    if (!rests || lots <= 0) {
      int why = lots < order.left() ? Order.EXPIRED_WOULD_REVERSE : Order.EXPIRED_UNFILLED;
      settlement.end(order, OrderStatus.EXPIRED, why, nanos);
    }
  }

  void cancel(Order order, OrderStatus how, int reason, long nanos) {
    settlement.resizing(order);
    order.listing().market().cancel(order.id(), nanos, order.listing());
    settlement.resizing(null);
    settlement.end(order, how, reason, nanos);
  }

  /// Makes reduce-only orders of one account and instrument fit its position: in the order in which
  /// the market would fill them, none may be left that would open or turn the position.
  void fit(Account account, Listing listing, long nanos) {
    Position position = account.position(listing.instrument().index());
    for (Side side : Side.values()) {
      List<Order> own = byPriority(account, listing, side);
      long room = Math.max(0, -side.sign() * position.net());
      for (Order order : own) {
        long wanted = order.booked();
        if (order.reduceOnly() && wanted > room) {
          shrink(order, room, nanos);
        }
        room = Math.max(0, room - wanted);
      }
    }
  }

  private void shrink(Order order, @Lots long to, long nanos) {
    if (to == 0) {
      cancel(order, OrderStatus.EXPIRED, Order.EXPIRED_WOULD_REVERSE, nanos);
      return;
    }
    Listing listing = order.listing();
    settlement.resizing(order);
    listing.market().cancel(order.id(), nanos, listing);
    settlement.resizing(null);
    order.booked(to);
    listing
        .market()
        .submit(
            new RestingOrder(order.id(), order.side(), OrderKind.LIMIT, order.price(), to),
            nanos,
            listing);
  }

  private static List<Order> byPriority(Account account, Listing listing, Side side) {
    List<Order> own = new ArrayList<>();
    boolean reducing = false;
    for (Order o : account.open.values()) {
      if (o.listing() == listing && o.side() == side) {
        own.add(o);
        reducing |= o.reduceOnly();
      }
    }
    if (!reducing) {
      return List.of();
    }
    own.sort(
        Comparator.comparingLong((Order o) -> -side.sign() * o.price())
            .thenComparingLong(Order::id));
    return own;
  }

  private static long closable(Order order) {
    long net = order.account.position(order.instrument().index()).net();
    return Math.max(0, -order.side().sign() * net);
  }

  /// Self-trade prevention `EXPIRE_MAKER`: own orders that the newcomer would reach expire first.
  private void expireOwn(Order taker, @Ticks long price, @Lots long lots, long nanos) {
    Listing listing = taker.listing();
    int sign = taker.side().sign();
    List<Order> reached = new ArrayList<>();
    for (Order o : taker.account.open.values()) {
      if (o.listing() == listing && o.side() != taker.side() && sign * (price - o.price()) >= 0) {
        reached.add(o);
      }
    }
    reached.sort(Comparator.comparingLong((Order o) -> sign * o.price()));
    for (Order own : reached) {
      long better = takeable(listing, taker.side(), own.price() - sign, lots, nanos);
      if (better < lots) {
        cancel(own, OrderStatus.EXPIRED, Order.EXPIRED_SELF_TRADE, nanos);
      }
    }
  }

  private static long takeable(
      Listing listing, Side side, @Ticks long worst, @Lots long most, long nanos) {
    MarketEvent.DepthSnapshot book = listing.market().snapshot(most == 1 ? 1 : ALL_LEVELS, nanos);
    Levels levels = side == Side.BUY ? book.asks() : book.bids();
    long sum = 0;
    for (int i = 0; i < levels.size() && sum < most; i++) {
      if (side.sign() * (worst - levels.ticks(i)) < 0) {
        break;
      }
      sum += levels.lots(i);
    }
    return Math.min(sum, most);
  }

  /// The worst price a market order may reach (`marketTakeBound` from the mark).
  private @Ticks long bound(Listing listing, Side side) {
    Instrument instrument = listing.instrument();
    @E8 long mark = listing.markE8();
    return instrument.ticksOfE8(mark + side.sign() * Money.scaled(mark, rules.marketBoundPpm()));
  }
}
