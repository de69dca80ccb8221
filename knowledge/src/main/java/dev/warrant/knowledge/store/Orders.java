package dev.warrant.knowledge.store;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueNumbers;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.order.OrderRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of orders with the last state the venue gave them, and of fills, each once.
final class Orders implements AutoCloseable {
  private final Table orders;
  private final Table fills;
  private final Map<String, Row> open = new LinkedHashMap<>();
  private final Set<String> seenFills = new TreeSet<>();
  private final VenueNumbers numbers = new VenueNumbers();

  private static final class Row {
    private final Entry.Concluded at;
    private final OrderRecord order;
    private Derived.@Nullable Admitted admitted;
    private String status = "SENT";
    private long cumLots;
    private long venueId;

    private Row(Entry.Concluded at, OrderRecord order) {
      this.at = at;
      this.order = order;
    }
  }

  Orders(Handle handle) {
    orders = new Table(handle, "ord", 20);
    fills = new Table(handle, "fill", 12);
  }

  void ordered(Entry.Concluded at, OrderRecord order) {
    Row before = open.put(order.clientId(), new Row(at, order));
    if (before != null) {
      write(before);
    }
  }

  /// What the guard saw; the desk may have died before it could say.
  void admitted(Derived.Admitted admitted) {
    Row row = open.get(admitted.clientId());
    if (row != null) {
      row.admitted = admitted;
    }
  }

  void input(long seq, long nanos, Event event) {
    numbers.on(event);
    if (event instanceof VenueEvent v) {
      venue(seq, nanos, v);
    }
  }

  private void venue(long seq, long nanos, VenueEvent event) {
    switch (event) {
      case VenueEvent.OrderReport r -> {
        state(r.clientId(), r.status().name(), r.cumLots(), r.venueId());
        if (r.tradeId() != 0 && seenFills.add(r.instrument() + "/" + r.tradeId())) {
          fills.add(
              r.instrument(),
              r.tradeId(),
              seq,
              nanos,
              r.clientId(),
              r.venueId(),
              r.side().name(),
              r.lastLots(),
              r.lastPriceE8(),
              r.feeE8(),
              r.maker(),
              r.venueMs());
        }
      }
      case VenueEvent.PastFills p -> p.fills().forEach(f -> pastFill(seq, nanos, f));
      case VenueEvent.SendOutcome s -> outcome(s);
      case VenueEvent.Suppressed s -> state(s.clientId(), "SUPPRESSED", 0, 0);
      case VenueEvent.OrderFound f ->
          state(
              f.clientId(), f.found() ? f.status().name() : "NOT_FOUND", f.cumLots(), f.venueId());
      case VenueEvent.OpenOrders _,
          VenueEvent.AccountSnapshot _,
          VenueEvent.AccountUpdate _,
          VenueEvent.ClockSample _,
          VenueEvent.Instruments _,
          VenueEvent.UserStreamState _ -> {}
    }
  }

  private void outcome(VenueEvent.SendOutcome s) {
    boolean place =
        s.request() == VenueEvent.Request.PLACE || s.request() == VenueEvent.Request.PLACE_STOP;
    Row row = open.get(s.clientId());
    // The user stream may have been faster than the answer; it knows more.
    if (place && row != null && row.status.equals("SENT")) {
      boolean accepted = s.outcome() == VenueEvent.Outcome.ACCEPTED;
      state(
          s.clientId(),
          accepted ? s.status().name() : s.outcome().name(),
          s.cumLots(),
          s.venueId());
    }
  }

  private void pastFill(long seq, long nanos, VenueEvent.PastFill f) {
    if (seenFills.add(f.instrument() + "/" + f.tradeId())) {
      fills.add(
          f.instrument(),
          f.tradeId(),
          seq,
          nanos,
          numbers.client(f.instrument(), f.venueId()),
          f.venueId(),
          f.side().name(),
          f.lots(),
          f.priceE8(),
          f.feeE8(),
          f.maker(),
          f.venueMs());
    }
  }

  private void state(String clientId, String status, long cumLots, long venueId) {
    Row row = open.get(clientId);
    if (row != null) {
      row.status = status;
      row.cumLots = Math.max(row.cumLots, cumLots);
      row.venueId = venueId == 0 ? row.venueId : venueId;
    }
  }

  private void write(Row row) {
    OrderRecord o = row.order;
    Derived.Admitted a = row.admitted;
    orders.add(
        o.clientId(),
        row.at.seq(),
        row.at.ordinal(),
        row.at.nanos(),
        o.epoch(),
        o.warrant(),
        o.instrument(),
        o.side().name(),
        o.kind().name(),
        o.price(),
        o.lots(),
        o.reduceOnly(),
        a == null ? null : a.bindingLimit(),
        a == null ? null : a.margin(),
        a == null ? null : a.measures().hex(),
        o.root().bytes(),
        o.cause(),
        row.status,
        row.cumLots,
        row.venueId);
  }

  @Override
  public void close() {
    open.values().forEach(this::write);
    orders.close();
    fills.close();
  }
}
