package dev.warrant.sim.backtest;

import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent.OpenOrder;
import dev.warrant.knowledge.event.VenueEvent.OpenOrders;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.AlgoOrder;
import dev.warrant.sim.exchange.ExchangeListener;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.UserTrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns what the exchange says into the desk's own events, without a wire between: what the
/// adapter would decode, decoded.
public final class DirectVenue implements ExchangeListener {
  private static final long MS = 1_000_000;

  private final ArrayDeque<Event> inbox;
  private final TreeMap<Long, String> triggered = new TreeMap<>();
  private long published;

  /// Events go into `inbox`.
  public DirectVenue(ArrayDeque<Event> inbox) {
    this.inbox = inbox;
  }

  /// Market events so far.
  long published() {
    return published;
  }

  @Override
  public void published(MarketEvent event, long nanos) {
    published++;
    inbox.add(event);
  }

  @Override
  public void orderChanged(Order order, Execution why, long nanos) {
    inbox.add(report(order, null, nanos));
  }

  @Override
  public void traded(Account account, UserTrade trade, Execution why, long nanos) {
    inbox.add(report(trade.order(), trade, nanos));
  }

  /// As in the adapter: a triggered stop trades as an order of its own, so its own end is only told
  /// when it ends without trading.
  @Override
  public void algoChanged(AlgoOrder algo, long nanos) {
    Order became = algo.order();
    if (became != null) {
      triggered.put(became.id(), algo.clientId());
    }
    @Nullable OrderStatus status =
        switch (algo.status()) {
          case NEW -> OrderStatus.NEW;
          case CANCELED -> OrderStatus.CANCELED;
          case REJECTED -> OrderStatus.REJECTED;
          case EXPIRED -> OrderStatus.EXPIRED;
          case TRIGGERING, TRIGGERED, FINISHED -> null;
        };
    if (status != null) {
      inbox.add(stop(algo, status, nanos));
    }
  }

  private OrderReport report(Order o, @Nullable UserTrade t, long nanos) {
    Instrument i = o.instrument();
    return new OrderReport(
        i.index(),
        triggered.getOrDefault(o.id(), o.clientId()),
        o.id(),
        o.side(),
        kind(o),
        o.status(),
        o.price(),
        o.lots(),
        o.filled(),
        t == null ? 0 : t.tradeId(),
        t == null ? 0 : t.lots(),
        t == null ? 0 : t.price() * i.tickE8(),
        t == null ? 0 : t.feeE8(),
        t != null && t.maker(),
        o.reduceOnly(),
        nanos / MS);
  }

  private static OrderReport stop(AlgoOrder a, OrderStatus status, long nanos) {
    Instrument i = a.listing().instrument();
    return new OrderReport(
        i.index(),
        a.clientId(),
        a.id(),
        a.side(),
        OrderKind.STOP_MARKET,
        status,
        a.triggerE8() / i.tickE8(),
        a.lots(),
        0,
        0,
        0,
        0,
        0,
        false,
        a.reduceOnly(),
        nanos / MS);
  }

  static OrderKind kind(Order o) {
    if (o.market()) {
      return OrderKind.MARKET;
    }
    return switch (o.force()) {
      case GTC, FOK -> OrderKind.LIMIT;
      case IOC -> OrderKind.IOC;
      case GTX -> OrderKind.POST_ONLY;
    };
  }

  /// Everything open of an account, stops included.
  static OpenOrders open(Account account) {
    List<OpenOrder> out = new ArrayList<>();
    for (Order o : account.openOrders()) {
      out.add(
          new OpenOrder(
              o.instrument().index(),
              o.clientId(),
              o.id(),
              o.side(),
              kind(o),
              o.price(),
              0,
              o.lots(),
              o.filled(),
              o.reduceOnly()));
    }
    for (AlgoOrder a : account.openAlgos()) {
      Instrument i = a.listing().instrument();
      long price = a.triggerE8() / i.tickE8();
      out.add(
          new OpenOrder(
              i.index(),
              a.clientId(),
              a.id(),
              a.side(),
              OrderKind.STOP_MARKET,
              price,
              price,
              a.lots(),
              0,
              a.reduceOnly()));
    }
    out.sort(null);
    return new OpenOrders(out);
  }
}
