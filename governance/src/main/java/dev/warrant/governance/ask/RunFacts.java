package dev.warrant.governance.ask;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueNumbers;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.lang.Times;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The records of a journal as facts, in the order of the journal. Only relations that the program
/// knows are filled, with rows that it may ask for.
final class RunFacts {
  /// What each relation is made of.
  static final SortedMap<String, List<Kind>> MADE_OF = madeOf();

  private record Held(String value, long ppm, long since) {}

  private final Database db;
  private final Names names;
  private final Sieve sieve;
  private final VenueNumbers numbers = new VenueNumbers();
  private final TreeSet<String> trades = new TreeSet<>();
  private final TreeMap<Integer, Held> beliefs = new TreeMap<>();
  private Held mode = new Held("", 0, 0);

  RunFacts(Database db, Names names, Sieve sieve) {
    this.db = db;
    this.names = names;
    this.sieve = sieve;
  }

  /// The kinds of records that the relations the program knows are made of; starts are among them,
  /// since they name the instruments.
  SortedSet<Kind> kinds() {
    TreeSet<Kind> out = new TreeSet<>(List.of(Kind.STARTED));
    MADE_OF.forEach((predicate, made) -> {
      if (db.knows(predicate)) {
        out.addAll(made);
      }
    });
    return out;
  }

  private static SortedMap<String, List<Kind>> madeOf() {
    TreeMap<String, List<Kind>> out = new TreeMap<>();
    out.put("epoch", List.of(Kind.STARTED));
    out.put("instrument", List.of(Kind.STARTED));
    out.put("command", List.of(Kind.COMMAND));
    out.put("switched", List.of(Kind.SWITCHED));
    out.put("order_status", List.of(Kind.ORDER_REPORT));
    out.put(
        "fill", List.of(Kind.ORDER_REPORT, Kind.PAST_FILLS, Kind.SEND_OUTCOME, Kind.ORDER_FOUND));
    out.put("answered", List.of(Kind.SEND_OUTCOME));
    out.put("suppressed", List.of(Kind.SUPPRESSED));
    out.put("order", List.of(Kind.ORDERED));
    out.put("order_warrant", List.of(Kind.ORDERED));
    out.put("order_cause", List.of(Kind.ORDERED));
    out.put("bounded", List.of(Kind.ADMITTED));
    out.put("warrant", List.of(Kind.ISSUED));
    out.put("warrant_packs", List.of(Kind.ISSUED));
    out.put("withdrawn", List.of(Kind.WITHDRAWN));
    out.put("refused", List.of(Kind.REFUSED));
    out.put("deliberation", List.of(Kind.DELIBERATED));
    out.put("belief", List.of(Kind.BELIEVED));
    out.put("pattern", List.of(Kind.MATCHED));
    out.put("mode", List.of(Kind.MODE_CHANGED));
    out.put("cancelled", List.of(Kind.CANCELLED));
    out.put("adopted", List.of(Kind.ADOPTED));
    out.put("breached", List.of(Kind.BREACHED));
    out.put("warned", List.of(Kind.WARNED));
    out.put("disagreed", List.of(Kind.DISAGREED));
    return out;
  }

  /// One record.
  void add(Entry entry) {
    switch (entry) {
      case Entry.Input in -> input(in.stamped().event(), in.stamped().nanos());
      case Entry.Concluded c -> concluded(c.derived(), c.nanos());
    }
  }

  /// What lasts until something else comes has no end yet.
  void finish() {
    beliefs.forEach((i, b) -> belief(i, b, Times.FOREVER));
    mode(Times.FOREVER);
  }

  private void input(Event event, long t) {
    numbers.on(event);
    switch (event) {
      case DeskEvent.Started s -> started(s, t);
      case DeskEvent.Command c ->
          at("command", t, Names.word(c.kind()), text(c.who()), text(c.why()));
      case DeskEvent.Switched s -> at("switched", t, Names.pack(s.policy()), text(s.why()));
      case VenueEvent v -> venue(v, t);
      case DeskEvent _, MarketEvent _ -> {}
    }
  }

  private void started(DeskEvent.Started s, long t) {
    names.instruments(s.instruments());
    at(
        "epoch",
        t,
        s.epoch(),
        Names.pack(s.policy()),
        Names.pack(s.strategy()),
        Names.pack(s.model()),
        s.seed());
    List<Instrument> all = new ArrayList<>(s.instruments());
    for (int i = 0; i < all.size(); i++) {
      plain("instrument", names.instrument(i), i);
    }
  }

  private void venue(VenueEvent event, long t) {
    switch (event) {
      case VenueEvent.OrderReport r -> {
        String order = Names.order(r.clientId());
        at("order_status", t, order, Names.word(r.status()), r.cumLots());
        if (r.tradeId() != 0 && trades.add(trade(r.instrument(), r.tradeId()))) {
          at(
              "fill",
              t,
              order,
              r.tradeId(),
              names.instrument(r.instrument()),
              Names.word(r.side()),
              r.lastLots(),
              r.lastPriceE8(),
              r.feeE8(),
              r.maker() ? 1 : 0);
        }
      }
      case VenueEvent.PastFills p -> p.fills().forEach(f -> past(f, t));
      case VenueEvent.SendOutcome s ->
          at(
              "answered",
              t,
              Names.order(s.clientId()),
              Names.word(s.request()),
              Names.word(s.outcome()));
      case VenueEvent.Suppressed s -> at("suppressed", t, Names.order(s.clientId()), text(s.why()));
      case VenueEvent _ -> {}
    }
  }

  /// What no report had brought. An order of somebody else has the venue's number for a name.
  private void past(VenueEvent.PastFill f, long t) {
    if (trades.add(trade(f.instrument(), f.tradeId()))) {
      String ours = numbers.client(f.instrument(), f.venueId());
      at(
          "fill",
          t,
          Names.order(ours.isEmpty() ? "venue-" + f.venueId() : ours),
          f.tradeId(),
          names.instrument(f.instrument()),
          Names.word(f.side()),
          f.lots(),
          f.priceE8(),
          f.feeE8(),
          f.maker() ? 1 : 0);
    }
  }

  /// A trade's number is one of its instrument's.
  private String trade(int instrument, long number) {
    return names.instrument(instrument) + " " + number;
  }

  private void concluded(Derived derived, long t) {
    switch (derived) {
      case Derived.Ordered o -> ordered(o.order(), t);
      case Derived.Issued i -> issued(i.warrant(), t);
      case Derived.Withdrawn w ->
          at("withdrawn", t, Names.warrant(w.epoch(), w.warrant()), text(w.why()));
      case Derived.Refused r -> refused(r.refusal().objection(), t);
      case Derived.Deliberated d ->
          at(
              "deliberation",
              t,
              d.cut(),
              text(d.outcome()),
              d.intents(),
              d.objections(),
              d.warrants(),
              d.root());
      case Derived.Believed b -> believed(b.belief(), t);
      case Derived.Matched m -> {
        Fact.Pattern p = m.pattern();
        during(
            "pattern",
            p.fromNanos(),
            Math.max(p.fromNanos(), p.untilNanos()),
            names.instrument(p.instrument()),
            text(p.name()),
            p.value());
      }
      case Derived.ModeChanged m -> {
        mode(t);
        mode = new Held(Names.word(m.to()), 0, t);
      }
      case Derived.Cancelled c -> at("cancelled", t, Names.order(c.clientId()), text(c.why()));
      case Derived.Adopted a ->
          at("adopted", t, Names.order(a.clientId()), a.fromWarrant(), a.toWarrant());
      case Derived.Breached b ->
          at(
              "breached",
              t,
              names.instrument(b.breach().instrument()),
              text(b.breach().limit()),
              Names.word(b.turn()),
              b.breach().peak().value(),
              b.breach().peak().bound());
      case Derived.Warned w ->
          at("warned", t, names.instrument(w.instrument()), text(w.limit()), w.share());
      case Derived.Admitted a ->
          plain("bounded", Names.order(a.clientId()), a.bindingLimit(), a.margin());
      case Derived.Disagreed d ->
          at(
              "disagreed",
              t,
              Names.order(d.objection().subject()),
              text(d.objection().rule()),
              d.admitted() ? 1 : 0);
      case Derived.Found _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.Snapshot _,
          Derived.TraceHead _,
          Derived.Used _ -> {}
    }
  }

  private void ordered(OrderRecord o, long t) {
    String order = Names.order(o.clientId());
    at(
        "order",
        t,
        order,
        names.instrument(o.instrument()),
        Names.word(o.side()),
        Names.word(o.kind()),
        o.lots(),
        o.price());
    plain("order_warrant", order, Names.warrant(o.epoch(), o.warrant()));
    plain("order_cause", order, o.cause());
  }

  private void issued(Warrant w, long t) {
    String name = Names.warrant(w.epoch(), w.id());
    during(
        "warrant",
        t,
        Math.max(t, w.expiresNanos()),
        name,
        names.instrument(w.instrument()),
        Names.word(w.side()),
        w.capLots(),
        w.minPrice(),
        w.maxPrice());
    plain(
        "warrant_packs",
        name,
        Names.pack(w.policy()),
        Names.pack(w.strategy()),
        Names.pack(w.model()));
  }

  private void refused(Objection o, long t) {
    at(
        "refused",
        t,
        Names.order(o.subject()),
        names.instrument(o.instrument()),
        Names.word(o.side()),
        Names.word(o.stage()),
        text(o.rule()),
        o.value(),
        o.limit(),
        o.distance());
  }

  private void believed(Fact.Belief b, long t) {
    Held before =
        beliefs.put(b.instrument(), new Held(Names.word(b.regime()), b.probabilityPpm(), t));
    if (before != null) {
      belief(b.instrument(), before, t);
    }
  }

  private void belief(int instrument, Held b, long end) {
    during("belief", b.since, end, names.instrument(instrument), b.value, b.ppm);
  }

  private void mode(long end) {
    if (!mode.value.isEmpty()) {
      during("mode", mode.since, end, mode.value);
    }
  }

  /// A string argument; bare strings are names.
  private record Text(String value) {}

  private static Text text(String value) {
    return new Text(value);
  }

  private void at(String predicate, long t, Object... values) {
    during(predicate, t, t, values);
  }

  private void during(String predicate, long from, long to, Object... values) {
    if (db.knows(predicate) && sieve.may(predicate, values, from, to)) {
      row(predicate, values).during(from, to).add();
    }
  }

  private void plain(String predicate, Object... values) {
    if (db.knows(predicate) && sieve.may(predicate, values, 0, 0)) {
      row(predicate, values).add();
    }
  }

  private Database.Row row(String predicate, Object... values) {
    Database.Row row = db.row(predicate);
    for (Object v : values) {
      if (v instanceof Number n) {
        row.number(n.longValue());
      } else {
        row.value(value(v));
      }
    }
    return row;
  }

  /// A column: a name, a text, a number, or the node of a digest, whose name is made only here.
  static Value value(Object column) {
    return switch (column) {
      case String name -> Value.name(name);
      case Text t -> Value.text(t.value);
      case Digest node -> Value.name(Names.node(node));
      case Integer n -> Value.number(n);
      case Long n -> Value.number(n);
      default -> throw new IllegalArgumentException("no column for " + column.getClass());
    };
  }
}
