package dev.warrant.governance.audit.reconcile;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueNumbers;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a journal says about the orders that left and the fills that came. Orders and fills of the
/// whole run are kept, since a day's edge falls differently on two clocks; a run that is looked at
/// day by day is read once for each.
public final class Own {
  private static final long MILLI = 1_000_000L;

  final TreeMap<String, Ours> orders = new TreeMap<>();
  final TreeMap<FillKey, Fill> fills = new TreeMap<>();
  private final VenueNumbers numbers = new VenueNumbers();
  private List<Instrument> instruments = List.of();
  private long fromMs;
  private long toMs;
  private boolean stripped;

  /// How certain it is that an order of ours reached the venue.
  enum Reached {
    /// The venue told of it.
    YES,
    /// It was certainly never sent, or the venue refused it or does not know it.
    NO,
    /// Nobody knows: sent without an answer that proves anything, or the record ends here.
    UNKNOWN
  }

  /// An order of ours.
  static final class Ours {
    final long seq;
    final long ms;
    final OrderRecord record;
    final Instrument instrument;
    Reached reached = Reached.UNKNOWN;
    String why = "no answer of the venue is on record";
    @Nullable OrderStatus status;

    Ours(long seq, long ms, OrderRecord record, Instrument instrument) {
      this.seq = seq;
      this.ms = ms;
      this.record = record;
      this.instrument = instrument;
    }

    void reached(String how) {
      reached = Reached.YES;
      why = how;
    }

    /// Nothing takes back that the venue told of it.
    void not(String how) {
      if (reached != Reached.YES) {
        reached = Reached.NO;
        why = how;
      }
    }
  }

  /// A trade's number is one of its instrument's.
  record FillKey(String symbol, long tradeId) implements Comparable<FillKey> {
    private static final Comparator<FillKey> ORDER =
        Comparator.comparing(FillKey::symbol).thenComparingLong(FillKey::tradeId);

    @Override
    public int compareTo(FillKey o) {
      return ORDER.compare(this, o);
    }
  }

  /// A fill as the desk heard of it.
  ///
  /// @param clientId empty if the desk knew only the venue's number of the order
  record Fill(
      long seq,
      String clientId,
      long venueId,
      String side,
      @E8 long priceE8,
      @E8 long quantityE8,
      @E8 long feeE8,
      boolean maker,
      long ms) {}

  private Own() {}

  /// Reads a run's journal, verifying it.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged at the first place that is not what was
  ///   written
  public static Own read(Path journal) {
    Own out = new Own();
    out.stripped = JournalReader.read(journal, out::take).stripped();
    return out;
  }

  /// First millisecond on record.
  public long fromMs() {
    return fromMs;
  }

  /// Last millisecond on record.
  public long toMs() {
    return toMs;
  }

  /// The instruments the desk traded.
  public List<Instrument> instruments() {
    return instruments;
  }

  /// Whether conclusions are missing, and with them the orders.
  public boolean stripped() {
    return stripped;
  }

  private void take(Entry entry) {
    switch (entry) {
      case Entry.Input i -> {
        long ms = i.stamped().nanos() / MILLI;
        fromMs = fromMs == 0 ? ms : fromMs;
        toMs = Math.max(toMs, ms);
        event(i.seq(), i.stamped().event());
      }
      case Entry.Concluded c -> {
        if (c.derived() instanceof Derived.Ordered o) {
          OrderRecord r = o.order();
          orders.put(
              r.clientId(),
              new Ours(c.seq(), c.nanos() / MILLI, r, instruments.get(r.instrument())));
        }
      }
    }
  }

  private void event(long seq, Event event) {
    numbers.on(event);
    switch (event) {
      case DeskEvent.Started s -> instruments = s.instruments();
      case VenueEvent.OrderReport r -> report(seq, r);
      case VenueEvent.SendOutcome s -> outcome(s);
      case VenueEvent.Suppressed s -> ours(s.clientId(), o -> o.not("held back: " + s.why()));
      case VenueEvent.OrderFound f -> found(f);
      case VenueEvent.PastFills p -> p.fills().forEach(f -> past(seq, f));
      case VenueEvent.OpenOrders all ->
          all.orders().forEach(o -> known(o.clientId(), "the venue lists it open"));
      default -> {}
    }
  }

  private void ours(String clientId, Consumer<Ours> change) {
    Ours order = orders.get(clientId);
    if (order != null) {
      change.accept(order);
    }
  }

  private void known(String clientId, String how) {
    ours(clientId, o -> o.reached(how));
  }

  private void outcome(VenueEvent.SendOutcome s) {
    if (s.request() != Request.PLACE && s.request() != Request.PLACE_STOP) {
      return;
    }
    if (s.outcome() == Outcome.ACCEPTED) {
      known(s.clientId(), "the venue accepted it");
    } else if (s.outcome() == Outcome.REJECTED) {
      ours(s.clientId(), o -> o.not("the venue refused it: " + s.code() + " " + s.message()));
    } else if (s.outcome() == Outcome.NOT_SENT) {
      ours(s.clientId(), o -> o.not("it was never sent: " + s.message()));
    }
  }

  private void found(VenueEvent.OrderFound f) {
    if (f.found()) {
      known(f.clientId(), "the venue knows it");
      ours(f.clientId(), o -> o.status = f.status());
    } else {
      ours(f.clientId(), o -> o.not("the venue knows no such order"));
    }
  }

  private void report(long seq, VenueEvent.OrderReport r) {
    known(r.clientId(), "the venue reported it");
    ours(r.clientId(), o -> o.status = r.status());
    if (r.tradeId() != 0) {
      Instrument i = instruments.get(r.instrument());
      fills.putIfAbsent(
          new FillKey(i.symbol(), r.tradeId()),
          new Fill(
              seq,
              r.clientId(),
              r.venueId(),
              r.side().name(),
              r.lastPriceE8(),
              r.lastLots() * i.lotE8(),
              r.feeE8(),
              r.maker(),
              r.venueMs()));
    }
  }

  private void past(long seq, VenueEvent.PastFill f) {
    Instrument i = instruments.get(f.instrument());
    fills.putIfAbsent(
        new FillKey(i.symbol(), f.tradeId()),
        new Fill(
            seq,
            numbers.client(f.instrument(), f.venueId()),
            f.venueId(),
            f.side().name(),
            f.priceE8(),
            f.lots() * i.lotE8(),
            f.feeE8(),
            f.maker(),
            f.venueMs()));
  }
}
