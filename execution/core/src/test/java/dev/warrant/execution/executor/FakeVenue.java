package dev.warrant.execution.executor;

import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.OpenOrder;
import dev.warrant.knowledge.event.VenueEvent.OpenOrders;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.Suppressed;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A small venue that is honest about what it holds and, as far as `naughtyPpm` says, unreliable in
/// what it tells: lost requests and answers, late, doubled and reordered reports.
final class FakeVenue {
  private static final long MILLI = 1_000_000L;

  /// An order as the venue holds it.
  static final class Held {
    final OrderRecord order;
    final long venueId;
    long cum;
    OrderStatus status = OrderStatus.NEW;

    Held(OrderRecord order, long venueId) {
      this.order = order;
      this.venueId = venueId;
    }

    boolean open() {
      return !status.terminal();
    }

    long left() {
      return open() ? order.lots() - cum : 0;
    }

    boolean stop() {
      return order.kind() == OrderKind.STOP_MARKET;
    }
  }

  private record Wire(long nanos, long n, VenueEvent event) {}

  final TreeMap<String, Held> orders = new TreeMap<>();
  final long[] net;
  long walletE8;
  int naughtyPpm;
  int leverage = 10;

  /// Whether it takes no order at all, as after too many requests.
  boolean refusing;

  private final SeededRandom random;
  private final PriorityQueue<Wire> wires =
      new PriorityQueue<>((a, b) ->
          a.nanos() != b.nanos() ? Long.compare(a.nanos(), b.nanos()) : Long.compare(a.n(), b.n()));
  private final List<List<PastFill>> fills = new ArrayList<>();
  private final List<Held> open = new ArrayList<>();
  private long count;
  private long trades;

  FakeVenue(int instruments, long walletE8, long seed) {
    net = new long[instruments];
    for (int i = 0; i < instruments; i++) {
      fills.add(new ArrayList<>());
    }
    this.walletE8 = walletE8;
    random = new SeededRandom(seed);
  }

  /// What arrives at the desk at `nanos` or before, oldest first; null if nothing more.
  @Nullable VenueEvent next(long nanos) {
    Wire w = wires.peek();
    if (w == null || w.nanos() > nanos) {
      return null;
    }
    return wires.remove().event();
  }

  /// Fills so far.
  long trades() {
    return trades;
  }

  /// The desk is gone: what was on its way to it is lost.
  void disconnect() {
    wires.clear();
  }

  void tell(long nanos, VenueEvent event) {
    long delay = 1L + random.nextInt(20);
    if (naughty(100_000)) {
      delay += random.nextInt(1500);
    }
    wires.add(new Wire(nanos + delay * MILLI, count++, event));
    if (event instanceof OrderReport && naughty(50_000)) {
      wires.add(new Wire(nanos + (delay + random.nextInt(800)) * MILLI, count++, event));
    }
  }

  private boolean naughty(int ppm) {
    return naughtyPpm > 0 && random.nextInt(1_000_000) < (long) ppm * naughtyPpm / 1_000_000;
  }

  void place(OrderRecord o, long nanos) {
    Request request = o.kind() == OrderKind.STOP_MARKET ? Request.PLACE_STOP : Request.PLACE;
    if (naughty(20_000)) {
      tell(nanos, new Suppressed(o.instrument(), o.clientId(), "gate"));
    } else if (refusing || naughty(40_000)) {
      tell(nanos, outcome(o, request, Outcome.REJECTED, OrderStatus.NEW, 0));
    } else if (naughty(20_000)) {
      tell(nanos, outcome(o, request, Outcome.NOT_SENT, OrderStatus.NEW, 0));
    } else if (naughty(40_000)) {
      tell(nanos, outcome(o, request, Outcome.UNKNOWN, OrderStatus.NEW, 0));
    } else {
      if (naughty(40_000)) {
        tell(nanos, outcome(o, request, Outcome.UNKNOWN, OrderStatus.NEW, 0));
      } else if (!naughty(30_000)) {
        tell(nanos, outcome(o, request, Outcome.ACCEPTED, OrderStatus.NEW, 0));
      }
      arrive(o, nanos);
    }
  }

  private void arrive(OrderRecord o, long nanos) {
    Held h = new Held(o, ++count);
    orders.put(o.clientId(), h);
    open.add(h);
    report(h, 0, 0, nanos);
    if (o.kind() == OrderKind.MARKET || o.kind() == OrderKind.IOC) {
      long most = o.reduceOnly() ? reducible(o) : o.lots();
      long lots = o.kind() == OrderKind.MARKET ? most : Math.min(most, random.nextInt(30));
      if (lots > 0) {
        fill(h, lots, nanos);
      }
      end(h, OrderStatus.EXPIRED, nanos);
    }
  }

  private long reducible(OrderRecord o) {
    return Math.min(o.lots(), Math.max(0, -o.side().sign() * net[o.instrument()]));
  }

  void fill(Held h, long lots, long nanos) {
    OrderRecord o = h.order;
    h.cum += lots;
    net[o.instrument()] += o.side().sign() * lots;
    h.status = h.cum == o.lots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    long priceE8 = o.price() * (o.instrument() == 0 ? 10_000_000L : 1_000_000L);
    trades++;
    fills
        .get(o.instrument())
        .add(
            new PastFill(
                o.instrument(),
                h.venueId,
                trades,
                o.side(),
                lots,
                priceE8,
                0,
                true,
                nanos / MILLI));
    report(h, trades, lots, nanos);
  }

  void end(Held h, OrderStatus status, long nanos) {
    if (h.open()) {
      h.status = status;
      report(h, 0, 0, nanos);
    }
  }

  private void report(Held h, long trade, long lots, long nanos) {
    OrderRecord o = h.order;
    long priceE8 = o.price() * (o.instrument() == 0 ? 10_000_000L : 1_000_000L);
    tell(
        nanos,
        new OrderReport(
            o.instrument(),
            o.clientId(),
            h.venueId,
            o.side(),
            o.kind(),
            h.status,
            o.price(),
            o.lots(),
            h.cum,
            trade,
            lots,
            priceE8,
            0,
            true,
            o.reduceOnly(),
            nanos / MILLI));
  }

  void cancel(int instrument, String clientId, boolean stop, long nanos) {
    Request request = stop ? Request.CANCEL_STOP : Request.CANCEL;
    Held h = orders.get(clientId);
    if (naughty(30_000)) {
      tell(nanos, cancelled(instrument, clientId, request, Outcome.NOT_SENT, OrderStatus.NEW, 0));
    } else if (naughty(50_000)) {
      tell(nanos, cancelled(instrument, clientId, request, Outcome.UNKNOWN, OrderStatus.NEW, 0));
    } else if (h == null || !h.open()) {
      tell(nanos, cancelled(instrument, clientId, request, Outcome.NOT_FOUND, OrderStatus.NEW, 0));
    } else {
      end(h, OrderStatus.CANCELED, nanos);
      if (!naughty(50_000)) {
        tell(
            nanos,
            cancelled(
                instrument, clientId, request, Outcome.ACCEPTED, OrderStatus.CANCELED, h.cum));
      }
    }
  }

  void query(int instrument, String clientId, long nanos) {
    Held h = orders.get(clientId);
    if (h == null) {
      tell(
          nanos,
          new OrderFound(
              instrument,
              clientId,
              false,
              0,
              Side.BUY,
              OrderKind.LIMIT,
              OrderStatus.NEW,
              0,
              0,
              0,
              false));
    } else {
      OrderRecord o = h.order;
      tell(
          nanos,
          new OrderFound(
              instrument,
              clientId,
              true,
              h.venueId,
              o.side(),
              o.kind(),
              h.status,
              o.price(),
              o.lots(),
              h.cum,
              o.reduceOnly()));
    }
  }

  void account(long nanos) {
    List<VenuePosition> list = new ArrayList<>();
    for (int i = 0; i < net.length; i++) {
      long entry = i == 0 ? 60_000_00000000L : 3_000_00000000L;
      list.add(new VenuePosition(i, net[i], entry, leverage));
    }
    tell(nanos, new AccountSnapshot(walletE8, walletE8, list, true, true));
  }

  void openOrders(long nanos) {
    List<OpenOrder> list = new ArrayList<>();
    for (Held h : orders.values()) {
      if (h.open()) {
        OrderRecord o = h.order;
        list.add(
            new OpenOrder(
                o.instrument(),
                o.clientId(),
                h.venueId,
                o.side(),
                o.kind(),
                o.price(),
                o.price(),
                o.lots(),
                h.cum,
                o.reduceOnly()));
      }
    }
    tell(nanos, new OpenOrders(list));
  }

  void pastFills(int instrument, long sinceMs, long nanos) {
    List<PastFill> list = new ArrayList<>();
    for (PastFill f : fills.get(instrument)) {
      if (f.venueMs() >= sinceMs) {
        list.add(f);
      }
    }
    tell(nanos, new PastFills(instrument, list));
  }

  /// Now and then something trades against a resting order.
  void trade(long nanos, int chancePpm) {
    open.removeIf(h -> !h.open());
    for (Held h : List.copyOf(open)) {
      if (!h.stop() && h.left() > 0 && random.nextInt(1_000_000) < chancePpm) {
        long most = h.order.reduceOnly() ? Math.min(h.left(), reducible(h.order)) : h.left();
        if (most > 0) {
          fill(h, 1 + random.nextInt((int) most), nanos);
        }
      }
    }
  }

  /// The position if every open order of `side` traded.
  long truth(int instrument, Side side) {
    long worst = side.sign() * net[instrument];
    for (Held h : open) {
      if (h.order.instrument() == instrument && h.order.side() == side && !h.order.reduceOnly()) {
        worst += h.left();
      }
    }
    return worst;
  }

  private static SendOutcome outcome(
      OrderRecord o, Request request, Outcome outcome, OrderStatus status, long cum) {
    return new SendOutcome(
        o.instrument(), request, o.clientId(), outcome, -2019, "", 0, status, cum);
  }

  private static SendOutcome cancelled(
      int instrument,
      String clientId,
      Request request,
      Outcome outcome,
      OrderStatus status,
      long cum) {
    return new SendOutcome(instrument, request, clientId, outcome, -2011, "", 0, status, cum);
  }
}
