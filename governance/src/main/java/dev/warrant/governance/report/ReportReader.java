package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Counts;
import dev.warrant.governance.report.ReportData.Epoch;
import dev.warrant.governance.report.ReportData.Market;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a journal once, from front to back and verifying it, into [ReportData]. Memory does not
/// grow with the length of the run.
public final class ReportReader {
  private static final int EPOCHS_MAX = 100;

  private final List<Epoch> epochs = new ArrayList<>();
  private final List<MarketFold> markets = new ArrayList<>();
  private final DeskFold desk = new DeskFold();
  private final LimitsFold limits = new LimitsFold();
  private MoneyFold money = new MoneyFold(markets);
  private FeedFold feed = new FeedFold(0, i -> "");
  private long fromNanos;
  private long toNanos;
  private long inputs;
  private long marketEvents;
  private long orders;
  private long cancels;
  private long warrants;
  private long withdrawn;

  private ReportReader() {}

  /// What the journal in `journalFolder` tells.
  ///
  /// @throws JournalDamaged at the first place that is not what was written
  public static ReportData read(Path journalFolder) {
    ReportReader reader = new ReportReader();
    JournalSummary summary = JournalReader.read(journalFolder, reader::take);
    return reader.finish(summary);
  }

  private void take(Entry entry) {
    switch (entry) {
      case Entry.Input i -> {
        long nanos = i.stamped().nanos();
        fromNanos = inputs++ == 0 ? nanos : fromNanos;
        toNanos = Math.max(toNanos, nanos);
        input(i.stamped().event(), nanos);
      }
      case Entry.Concluded c -> concluded(c.derived(), c.nanos());
    }
  }

  private void input(Event event, long nanos) {
    switch (event) {
      case MarketEvent m -> market(m, nanos);
      case VenueEvent v -> venue(v, nanos);
      case DeskEvent d -> desk(d, nanos);
    }
  }

  private void desk(DeskEvent event, long nanos) {
    switch (event) {
      case DeskEvent.Started s -> started(s, nanos);
      case DeskEvent.Command c -> desk.command(c, nanos);
      case DeskEvent.Backoff b -> feed.backoff(b, nanos);
      case DeskEvent.Switched s -> feed.switched(s, nanos);
      case DeskEvent.Restricted r -> feed.restricted(r, nanos);
      case DeskEvent.Licensed l -> feed.licensed(l, nanos);
      case DeskEvent.Shadowed s -> feed.shadowed(s, nanos);
      case DeskEvent.LogState l -> feed.logState(l, nanos);
      case DeskEvent.Stopped s -> feed.stopped(s, nanos);
      case DeskEvent.Released _ -> {}
      case DeskEvent.Timer _, DeskEvent.CutTaken _, DeskEvent.Published _, DeskEvent.Durable _ -> {}
    }
  }

  private void started(DeskEvent.Started s, long nanos) {
    if (epochs.size() < EPOCHS_MAX) {
      epochs.add(new Epoch(nanos, s));
    }
    if (markets.isEmpty()) {
      for (Instrument instrument : s.instruments()) {
        markets.add(new MarketFold(instrument));
      }
      money = new MoneyFold(markets);
      feed = new FeedFold(markets.size(), this::name);
    } else {
      feed.restarted(s, nanos);
      markets.forEach(m -> m.voided(nanos));
    }
  }

  private String name(int instrument) {
    MarketFold m = at(instrument);
    return m == null ? "desk" : m.instrument().symbol();
  }

  private @Nullable MarketFold at(int instrument) {
    return instrument >= 0 && instrument < markets.size() ? markets.get(instrument) : null;
  }

  private void market(MarketEvent event, long nanos) {
    marketEvents++;
    MarketFold m = at(event.instrument());
    if (m == null) {
      return;
    }
    switch (event) {
      case MarketEvent.BookTicker t -> {
        m.ticker(t, nanos);
        worth(m, nanos, m.marks() == 0);
      }
      case MarketEvent.Trade t -> m.trade(t, nanos);
      case MarketEvent.MarkPrice p -> {
        m.mark(p, nanos);
        money.sample(nanos);
      }
      case MarketEvent.DepthUpdate d -> feed.depth(d, nanos);
      case MarketEvent.StreamState s -> feed.stream(s, nanos);
      case MarketEvent.DepthSnapshot _, MarketEvent.Kline _ -> {}
    }
  }

  private void worth(MarketFold m, long nanos, boolean priced) {
    if (priced && m.holdings().net() != 0) {
      money.sample(nanos);
    }
  }

  private void venue(VenueEvent event, long nanos) {
    switch (event) {
      case VenueEvent.OrderReport r -> {
        money.report(r, nanos);
        stands(r.instrument(), r.clientId(), r.status(), nanos);
      }
      case VenueEvent.SendOutcome s -> outcome(s, nanos);
      case VenueEvent.Suppressed s -> {
        feed.suppressed(s, nanos);
        neverThere(s.instrument(), s.clientId(), nanos);
      }
      case VenueEvent.OrderFound f -> {
        if (f.found()) {
          stands(f.instrument(), f.clientId(), f.status(), nanos);
        }
      }
      case VenueEvent.PastFills p -> p.fills().forEach(f -> money.past(f, nanos));
      case VenueEvent.AccountSnapshot a -> money.account(a, nanos);
      case VenueEvent.AccountUpdate u -> money.update(u, nanos);
      case VenueEvent.UserStreamState s -> feed.userStream(s, nanos);
      case VenueEvent.OpenOrders _, VenueEvent.ClockSample _, VenueEvent.Instruments _ -> {}
    }
  }

  private void outcome(VenueEvent.SendOutcome s, long nanos) {
    feed.outcome(s, nanos);
    boolean place =
        s.request() == VenueEvent.Request.PLACE || s.request() == VenueEvent.Request.PLACE_STOP;
    switch (s.outcome()) {
      case ACCEPTED -> {
        if (place) {
          stands(s.instrument(), s.clientId(), s.status(), nanos);
        }
      }
      case REJECTED, NOT_SENT -> {
        if (place) {
          neverThere(s.instrument(), s.clientId(), nanos);
        }
      }
      case UNKNOWN, NOT_FOUND -> {}
    }
  }

  private void stands(int instrument, String clientId, VenueEvent.OrderStatus status, long nanos) {
    MarketFold m = at(instrument);
    if (m != null) {
      m.orders().stands(clientId, status, nanos);
    }
  }

  private void neverThere(int instrument, String clientId, long nanos) {
    MarketFold m = at(instrument);
    if (m != null) {
      m.orders().neverThere(clientId, nanos);
    }
  }

  private void concluded(Derived derived, long nanos) {
    limits.take(derived, nanos);
    switch (derived) {
      case Derived.Ordered o -> {
        orders++;
        MarketFold m = at(o.order().instrument());
        if (m != null) {
          m.orders().ordered(o.order(), nanos);
        }
      }
      case Derived.Issued i -> issued(i.warrant(), nanos);
      case Derived.Withdrawn w -> {
        withdrawn++;
        markets.forEach(m -> m.withdrawn(w.epoch(), w.warrant(), nanos));
      }
      case Derived.Believed b -> believed(b.belief(), nanos);
      case Derived.Matched m -> desk.matched(m.pattern(), nanos);
      case Derived.Deliberated d -> desk.deliberated(d);
      case Derived.Refused r -> desk.refused(r.refusal(), nanos);
      case Derived.ModeChanged m -> desk.mode(m, nanos, fromNanos);
      case Derived.Cancelled _ -> cancels++;
      case Derived.Found f -> {
        feed.found(f, nanos);
        money.found(f, nanos);
      }
      case Derived.Disagreed d -> feed.disagreed(d, nanos);
      case Derived.Snapshot s -> money.snapshot(s);
      case Derived.Adopted _,
          Derived.Admitted _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.TraceHead _,
          Derived.Breached _,
          Derived.Warned _,
          Derived.Used _ -> {}
    }
  }

  private void issued(Warrant warrant, long nanos) {
    warrants++;
    MarketFold m = at(warrant.instrument());
    if (m != null) {
      m.issued(warrant, nanos);
    }
  }

  private void believed(Fact.Belief belief, long nanos) {
    MarketFold m = at(belief.instrument());
    if (m != null) {
      m.believed(belief.regime(), belief.probabilityPpm(), nanos);
    }
  }

  private ReportData finish(JournalSummary summary) {
    List<Market> all = new ArrayList<>();
    markets.forEach(m -> all.add(m.finish(toNanos)));
    return new ReportData(
        summary,
        fromNanos,
        toNanos,
        epochs,
        all,
        money.finish(),
        counts(),
        desk.lastMode(),
        desk.modes(toNanos),
        desk.changes(),
        desk.commands(),
        desk.patterns(),
        desk.refusals().all(),
        feed.all().all(),
        limits.rows(),
        limits.breaches());
  }

  private Counts counts() {
    return new Counts(
        inputs,
        marketEvents,
        desk.deliberations(),
        desk.gave(),
        desk.objected(),
        desk.intents(),
        desk.objections(),
        warrants,
        withdrawn,
        orders,
        cancels,
        money.fills(),
        money.makerFills(),
        desk.refused());
  }
}
