package dev.warrant.sim.backtest;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.ClockSample;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.NewAlgo;
import dev.warrant.sim.exchange.NewOrder;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.Position;
import dev.warrant.sim.exchange.Rejection;
import dev.warrant.sim.exchange.TimeInForce;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A desk's link straight into an exchange in the same thread: no wire, no latency. Answers come
/// back as the next inputs.
public final class DirectLink implements VenueLink {
  private static final long MS = 1_000_000;
  private static final int DEPTH = 1_000;

  private final Exchange exchange;
  private final Account account;
  private final ArrayDeque<Event> inbox;
  private final Clock clock;

  /// A link to `exchange` for one account; answers go into `inbox`.
  public DirectLink(Exchange exchange, Account account, ArrayDeque<Event> inbox, Clock clock) {
    this.exchange = exchange;
    this.account = account;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public void start() {
    inbox.add(new UserStreamState(true, "no wire"));
    for (Listing listing : exchange.listings()) {
      int i = listing.instrument().index();
      inbox.add(new MarketEvent.StreamState(i, true, "no wire"));
    }
  }

  @Override
  public void place(OrderRecord o) {
    boolean stop = o.kind() == OrderKind.STOP_MARKET;
    Request request = stop ? Request.PLACE_STOP : Request.PLACE;
    Instrument i = listing(o.instrument()).instrument();
    try {
      if (stop) {
        exchange.placeAlgo(
            account,
            NewAlgo.stop(
                i.index(), o.side(), o.price() * i.tickE8(), o.lots() * i.lotE8(), o.clientId()),
            clock.nanos());
      } else {
        exchange.place(account, order(o, i), clock.nanos());
      }
      answer(i.index(), request, o.clientId(), Outcome.ACCEPTED, 0, "");
    } catch (Rejection no) {
      answer(i.index(), request, o.clientId(), Outcome.REJECTED, no.code(), no.text());
    }
  }

  private static NewOrder order(OrderRecord o, Instrument i) {
    TimeInForce force =
        switch (o.kind()) {
          case POST_ONLY -> TimeInForce.GTX;
          case IOC -> TimeInForce.IOC;
          case LIMIT, MARKET, STOP_MARKET -> TimeInForce.GTC;
        };
    return new NewOrder(
        o.instrument(),
        o.side(),
        o.kind() == OrderKind.MARKET,
        force,
        o.price() * i.tickE8(),
        o.lots() * i.lotE8(),
        o.reduceOnly(),
        o.clientId());
  }

  private void answer(
      int instrument, Request request, String id, Outcome outcome, int code, String says) {
    inbox.add(new SendOutcome(instrument, request, id, outcome, code, says, 0, OrderStatus.NEW, 0));
  }

  @Override
  public void cancel(int instrument, String clientId) {
    try {
      exchange.cancel(account, listing(instrument), 0, clientId, clock.nanos());
      answer(instrument, Request.CANCEL, clientId, Outcome.ACCEPTED, 0, "");
    } catch (Rejection no) {
      answer(instrument, Request.CANCEL, clientId, Outcome.NOT_FOUND, no.code(), no.text());
    }
  }

  @Override
  public void cancelStop(int instrument, String clientId) {
    try {
      exchange.cancelAlgo(account, 0, clientId, clock.nanos());
      answer(instrument, Request.CANCEL_STOP, clientId, Outcome.ACCEPTED, 0, "");
    } catch (Rejection no) {
      answer(instrument, Request.CANCEL_STOP, clientId, Outcome.NOT_FOUND, no.code(), no.text());
    }
  }

  @Override
  public void cancelAll(int instrument) {
    exchange.cancelAll(account, listing(instrument), clock.nanos());
    answer(instrument, Request.CANCEL_ALL, "", Outcome.ACCEPTED, 0, "");
  }

  @Override
  public void armDeadman(int instrument, long millis) {
    exchange.countdown(account, listing(instrument), millis, clock.nanos());
    answer(instrument, Request.ARM_DEADMAN, "", Outcome.ACCEPTED, 0, "");
  }

  @Override
  public void requestSnapshot(int instrument) {
    inbox.add(listing(instrument).market().snapshot(DEPTH, clock.nanos()));
  }

  @Override
  public void requestKlines(int instrument, int count) {
    inbox.addAll(listing(instrument).market().klines(count, clock.nanos()));
  }

  @Override
  public void requestInstruments() {}

  @Override
  public void requestAccount() {
    List<VenuePosition> positions = new ArrayList<>();
    for (Position p : account.positions()) {
      positions.add(new VenuePosition(p.instrument().index(), p.net(), p.entryE8(), p.leverage()));
    }
    inbox.add(new AccountSnapshot(account.walletE8(), account.walletE8(), positions, true, true));
  }

  @Override
  public void requestOpenOrders() {
    inbox.add(DirectVenue.open(account));
  }

  @Override
  public void requestFills(int instrument, long sinceMs) {
    List<PastFill> fills = new ArrayList<>();
    account
        .tradesFrom(1_000, t -> t.order().instrument().index() == instrument && t.ms() >= sinceMs)
        .forEach(t ->
            fills.add(
                new PastFill(
                    instrument,
                    t.order().id(),
                    t.tradeId(),
                    t.order().side(),
                    t.lots(),
                    t.price() * t.order().instrument().tickE8(),
                    t.feeE8(),
                    t.maker(),
                    t.ms())));
    inbox.add(new PastFills(instrument, fills));
  }

  @Override
  public void queryOrder(int instrument, String clientId) {
    Order o = account.order(0, clientId);
    inbox.add(
        o == null
            ? new OrderFound(
                instrument,
                clientId,
                false,
                0,
                Side.BUY,
                OrderKind.LIMIT,
                OrderStatus.REJECTED,
                0,
                0,
                0,
                false)
            : new OrderFound(
                instrument,
                clientId,
                true,
                o.id(),
                o.side(),
                DirectVenue.kind(o),
                o.status(),
                o.price(),
                o.lots(),
                o.filled(),
                o.reduceOnly()));
  }

  @Override
  public void requestClock() {
    long nanos = clock.nanos();
    inbox.add(new ClockSample(nanos / MS, 0, nanos));
  }

  private Listing listing(int instrument) {
    return exchange.listings().get(instrument);
  }

  @Override
  public void close() {}
}
