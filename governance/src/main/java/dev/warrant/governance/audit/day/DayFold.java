package dev.warrant.governance.audit.day;

import dev.warrant.governance.audit.InForce;
import dev.warrant.governance.report.BreachLog;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueNumbers;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a journal up to the end of a UTC day and keeps what happened on it, by the desk's clock.
/// What was before only says how things stood when the day began.
final class DayFold {
  private static final long SECOND = 1_000_000_000L;

  final LocalDate day;
  final long fromNanos;
  final long toNanos;
  final Map<String, OrderLine> orders = new LinkedHashMap<>();
  final List<FillLine> fills = new ArrayList<>();
  final List<RefusalLine> refusals = new ArrayList<>();
  final List<Act> acts = new ArrayList<>();
  final TreeMap<LimitKey, LimitLine> limits = new TreeMap<>();
  final List<BreachLog.Told> breaches = new ArrayList<>();
  final TreeMap<Digest, Long> deliberations = new TreeMap<>();
  final TreeSet<Digest> policies = new TreeSet<>();
  final ClockLine clock = new ClockLine();
  List<Instrument> instruments = List.of();
  long firstSeq;
  long lastSeq;
  long firstNanos;
  long lastNanos;
  long inputs;
  long conclusions;
  long deliberated;
  long objections;
  long epochs;
  long stops;
  long deadman;
  boolean stripped;
  private final InForce inForce = new InForce();
  private final VenueNumbers numbers = new VenueNumbers();
  private final BreachLog log = new BreachLog();
  private final TreeSet<String> trades = new TreeSet<>();

  /// @param client our id of the order; the venue's words for another's
  record FillLine(
      long seq,
      long nanos,
      String client,
      Instrument instrument,
      String side,
      long tradeId,
      long priceE8,
      long quantityE8,
      long feeE8,
      boolean maker,
      long venueMs) {}

  record RefusalLine(long seq, long nanos, Refusal refusal) {}

  /// What people and the desk itself decided about how it runs.
  record Act(long seq, long nanos, String kind, String who, String what) {}

  record LimitKey(String limit, int instrument) implements Comparable<LimitKey> {
    @Override
    public int compareTo(LimitKey o) {
      int byLimit = limit.compareTo(o.limit);
      return byLimit == 0 ? Integer.compare(instrument, o.instrument) : byLimit;
    }
  }

  static final class LimitLine {
    long mostPpm = -1;
    long mostNanos;
    int warnings;
    int refusals;

    void used(long ppm, long nanos) {
      if (ppm > mostPpm) {
        mostPpm = ppm;
        mostNanos = nanos;
      }
    }
  }

  /// How far the venue's clock was ahead of the desk's, as each sample bounds it.
  static final class ClockLine {
    long samples;
    long leastNanos = Long.MAX_VALUE;
    long mostNanos = Long.MIN_VALUE;
    long worstTripNanos;

    void sample(VenueEvent.ClockSample s) {
      samples++;
      long offset =
          s.serverMs() * 1_000_000L + 500_000L - (s.heardNanos() - s.roundTripNanos() / 2);
      leastNanos = Math.min(leastNanos, offset);
      mostNanos = Math.max(mostNanos, offset);
      worstTripNanos = Math.max(worstTripNanos, s.roundTripNanos());
    }
  }

  private DayFold(LocalDate day) {
    this.day = day;
    fromNanos = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * SECOND;
    toNanos = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * SECOND - 1;
  }

  /// Reads a day.
  static DayFold read(Path journal, LocalDate day) {
    DayFold out = new DayFold(day);
    JournalReader reader = JournalReader.open(journal);
    boolean over = false;
    while (!over && reader.hasNext()) {
      over = out.take(reader.next());
    }
    JournalSummary end = reader.summary();
    out.stripped = end.stripped();
    for (BreachLog.Told t : out.log.all()) {
      if (t.clearedNanos() == BreachLog.NEVER
          || t.clearedNanos() >= out.fromNanos
          || t.releasedNanos() >= out.fromNanos) {
        out.breaches.add(t);
      }
    }
    return out;
  }

  /// @return whether the day is over
  private boolean take(Entry entry) {
    switch (entry) {
      case Entry.Input i -> {
        long nanos = i.stamped().nanos();
        if (nanos > toNanos) {
          return true;
        }
        boolean within = nanos >= fromNanos;
        standing(i.stamped());
        if (within) {
          inputs++;
          firstSeq = firstSeq == 0 ? i.seq() : firstSeq;
          firstNanos = firstNanos == 0 ? nanos : firstNanos;
          lastSeq = i.seq();
          lastNanos = nanos;
          event(i.seq(), nanos, i.stamped().event());
        } else {
          known(i.stamped().event());
        }
      }
      case Entry.Concluded c -> {
        log.take(c.nanos(), c.derived());
        if (c.nanos() >= fromNanos) {
          conclusions++;
          concluded(c.seq(), c.nanos(), c.derived());
        }
      }
    }
    return false;
  }

  private void standing(Stamped in) {
    inForce.input(in);
    numbers.on(in.event());
    if (in.event() instanceof DeskEvent.Started s) {
      instruments = s.instruments();
    }
  }

  String symbol(int instrument) {
    return instrument < 0 || instrument >= instruments.size()
        ? "account"
        : instruments.get(instrument).symbol();
  }

  private void event(long seq, long nanos, Event event) {
    policies.add(inForce.packs().policy());
    switch (event) {
      case DeskEvent d -> desk(seq, nanos, d);
      case VenueEvent.OrderReport r -> report(seq, nanos, r);
      case VenueEvent.SendOutcome s -> outcome(s);
      case VenueEvent.Suppressed s -> fate(s.clientId(), "held back: " + s.why());
      case VenueEvent.OrderFound f ->
          fate(f.clientId(), f.found() ? f.status().name() : "the venue knows no such order");
      case VenueEvent.PastFills p -> p.fills().forEach(f -> past(seq, nanos, f));
      case VenueEvent.ClockSample s -> clock.sample(s);
      default -> {}
    }
  }

  private void desk(long seq, long nanos, DeskEvent event) {
    switch (event) {
      case DeskEvent.Started s -> {
        epochs++;
        act(
            seq,
            nanos,
            "start",
            "desk",
            "epoch " + s.epoch() + " under policy " + s.policy().hex());
      }
      case DeskEvent.Command c -> {
        stops += c.kind() == DeskEvent.CommandKind.KILL ? 1 : 0;
        act(seq, nanos, c.kind().name().toLowerCase(java.util.Locale.ROOT), c.who(), c.why());
      }
      case DeskEvent.Switched s ->
          act(seq, nanos, "switch", "release", "policy " + s.policy().hex() + ", " + s.why());
      case DeskEvent.Released r ->
          act(
              seq,
              nanos,
              "release",
              String.join(" and ", r.people()),
              r.limit() + " of " + symbol(r.instrument()) + ", " + r.why());
      case DeskEvent.Licensed l ->
          act(
              seq,
              nanos,
              "certificate",
              "release",
              "policy " + l.policy().hex() + " holds until " + Amounts.time(l.untilNanos()));
      case DeskEvent.Restricted r ->
          act(
              seq,
              nanos,
              "restricted list",
              "compliance",
              (r.symbols().isEmpty() ? "names nothing" : String.join(" ", r.symbols()))
                  + ": "
                  + r.says());
      case DeskEvent.Shadowed s ->
          act(seq, nanos, "shadow", "release", "policy " + s.policy().hex() + " " + s.why());
      case DeskEvent.LogState l ->
          act(seq, nanos, l.kept() ? "log kept again" : "log not kept", "desk", l.says());
      case DeskEvent.Stopped s -> act(seq, nanos, "stop", "desk", s.why());
      case DeskEvent.Backoff b -> act(seq, nanos, "backoff", "venue", b.why());
      case DeskEvent.Timer _, DeskEvent.CutTaken _, DeskEvent.Published _, DeskEvent.Durable _ -> {}
    }
  }

  private void act(long seq, long nanos, String kind, String who, String what) {
    acts.add(new Act(seq, nanos, kind, who, what));
  }

  private void concluded(long seq, long nanos, Derived derived) {
    switch (derived) {
      case Derived.Ordered o ->
          orders.put(
              o.order().clientId(),
              new OrderLine(
                  seq,
                  nanos,
                  o.order(),
                  instruments.get(o.order().instrument()),
                  inForce.packs().policy()));
      case Derived.Admitted a -> {
        OrderLine line = orders.get(a.clientId());
        if (line != null) {
          line.admitted = a;
        }
      }
      case Derived.Refused r -> {
        refusals.add(new RefusalLine(seq, nanos, r.refusal()));
        var o = r.refusal().objection();
        limit(o.rule(), o.instrument()).refusals++;
      }
      case Derived.Used u ->
          u.uses().forEach(use -> limit(use.limit(), use.instrument()).used(use.usedPpm(), nanos));
      case Derived.Warned w -> {
        LimitLine line = limit(w.limit(), w.instrument());
        line.used(w.usedPpm(), nanos);
        line.warnings += w.share() > w.before() ? 1 : 0;
      }
      case Derived.Deliberated d -> {
        deliberated++;
        objections += d.objections();
        deliberations.merge(d.root(), 1L, Long::sum);
      }
      case Derived.ModeChanged m ->
          act(seq, nanos, "mode", "desk", m.from() + " to " + m.to() + ": " + m.why());
      default -> {}
    }
  }

  private LimitLine limit(String id, int instrument) {
    return limits.computeIfAbsent(new LimitKey(id, instrument), _ -> new LimitLine());
  }

  private void fate(String clientId, String fate) {
    OrderLine line = orders.get(clientId);
    if (line != null) {
      line.fate = fate;
    }
  }

  private void outcome(VenueEvent.SendOutcome s) {
    if (s.request() == Request.ARM_DEADMAN && s.outcome() == Outcome.ACCEPTED) {
      deadman++;
    }
    boolean place = s.request() == Request.PLACE || s.request() == Request.PLACE_STOP;
    OrderLine line = place ? orders.get(s.clientId()) : null;
    // A report may be quicker than the answer, and says more.
    if (line != null && line.fate.equals("no answer on record")) {
      line.fate =
          s.outcome() == Outcome.ACCEPTED
              ? s.status().name()
              : s.outcome() + (s.message().isEmpty() ? "" : ": " + s.message());
    }
  }

  private void report(long seq, long nanos, VenueEvent.OrderReport r) {
    fate(r.clientId(), r.status().name());
    if (r.tradeId() != 0) {
      Instrument i = instruments.get(r.instrument());
      fill(
          new FillLine(
              seq,
              nanos,
              r.clientId(),
              i,
              r.side().name(),
              r.tradeId(),
              r.lastPriceE8(),
              r.lastLots() * i.lotE8(),
              r.feeE8(),
              r.maker(),
              r.venueMs()));
    }
  }

  private void past(long seq, long nanos, VenueEvent.PastFill f) {
    String ours = numbers.client(f.instrument(), f.venueId());
    Instrument i = instruments.get(f.instrument());
    fill(
        new FillLine(
            seq,
            nanos,
            ours.isEmpty() ? "venue's order " + f.venueId() : ours,
            i,
            f.side().name(),
            f.tradeId(),
            f.priceE8(),
            f.lots() * i.lotE8(),
            f.feeE8(),
            f.maker(),
            f.venueMs()));
  }

  /// A fill heard on an earlier day is told again when a desk recovers.
  private void known(Event event) {
    if (event instanceof VenueEvent.OrderReport r && r.tradeId() != 0) {
      trades.add(symbol(r.instrument()) + " " + r.tradeId());
    } else if (event instanceof VenueEvent.PastFills p) {
      p.fills().forEach(f -> trades.add(symbol(f.instrument()) + " " + f.tradeId()));
    }
  }

  private void fill(FillLine fill) {
    if (!trades.add(fill.instrument.symbol() + " " + fill.tradeId)) {
      return;
    }
    fills.add(fill);
    OrderLine line = orders.get(fill.client);
    if (line != null) {
      line.filled(fill.quantityE8, fill.priceE8, fill.feeE8);
    }
  }
}
