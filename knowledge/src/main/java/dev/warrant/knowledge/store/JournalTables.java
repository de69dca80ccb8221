package dev.warrant.knowledge.store;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.unit.Canon;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Turns journal entries into rows.
final class JournalTables implements AutoCloseable {
  private final Orders orders;
  private final Warrants warrants;
  private final Table runs;
  private final Table deliberations;
  private final Table refusals;
  private final Table cancels;
  private final Table beliefs;
  private final Table patterns;
  private final Table modes;
  private final Table commands;
  private int epoch;

  JournalTables(Handle handle) {
    orders = new Orders(handle);
    warrants = new Warrants(handle);
    runs = new Table(handle, "run", 9);
    deliberations = new Table(handle, "deliberation", 13);
    refusals = new Table(handle, "refusal", 15);
    cancels = new Table(handle, "cancel", 6);
    beliefs = new Table(handle, "belief", 8);
    patterns = new Table(handle, "pattern", 8);
    modes = new Table(handle, "mode_change", 6);
    commands = new Table(handle, "command", 5);
  }

  void add(Entry entry) {
    switch (entry) {
      case Entry.Input in -> input(in.stamped().seq(), in.stamped().nanos(), in.stamped().event());
      case Entry.Concluded c -> concluded(c);
    }
  }

  private void input(long seq, long nanos, Event event) {
    orders.input(seq, nanos, event);
    switch (event) {
      case DeskEvent.Started s -> {
        epoch = s.epoch();
        runs.add(
            s.epoch(),
            seq,
            nanos,
            s.seed(),
            s.policy().hex(),
            s.strategy().hex(),
            s.model().hex(),
            Canon.text(s.instruments()),
            s.config());
      }
      case DeskEvent.Command c -> commands.add(seq, nanos, c.kind().name(), c.who(), c.why());
      case DeskEvent _, MarketEvent _, VenueEvent _ -> {}
    }
  }

  private void concluded(Entry.Concluded c) {
    long seq = c.seq();
    int n = c.ordinal();
    long nanos = c.nanos();
    switch (c.derived()) {
      case Derived.Ordered o -> orders.ordered(c, o.order());
      case Derived.Admitted a -> orders.admitted(a);
      case Derived.Issued issued -> warrants.issued(seq, nanos, issued.warrant());
      case Derived.Withdrawn w -> warrants.withdrawn(seq, w);
      case Derived.Deliberated d -> deliberated(c, d);
      case Derived.Refused r -> refused(c, r);
      case Derived.Cancelled x -> cancels.add(seq, n, nanos, x.instrument(), x.clientId(), x.why());
      case Derived.Believed b ->
          beliefs.add(
              seq,
              n,
              nanos,
              b.belief().instrument(),
              b.belief().regime().name(),
              b.belief().probabilityPpm(),
              b.belief().sinceNanos(),
              b.belief().model().hex());
      case Derived.Matched m ->
          patterns.add(
              seq,
              n,
              nanos,
              m.pattern().instrument(),
              m.pattern().name(),
              m.pattern().value(),
              m.pattern().fromNanos(),
              m.pattern().untilNanos());
      case Derived.ModeChanged m ->
          modes.add(seq, n, nanos, m.from().name(), m.to().name(), m.why());
      case Derived.Snapshot _,
          Derived.TraceHead _,
          Derived.Adopted _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.Found _,
          Derived.Breached _,
          Derived.Warned _,
          Derived.Used _,
          Derived.Disagreed _ -> {}
    }
  }

  private void deliberated(Entry.Concluded c, Derived.Deliberated d) {
    deliberations.add(
        c.seq(),
        c.ordinal(),
        c.nanos(),
        epoch,
        d.cut(),
        d.asOf(),
        d.facts().hex(),
        d.factCount(),
        d.intents(),
        d.objections(),
        d.warrants(),
        d.outcome(),
        d.root().bytes());
  }

  private void refused(Entry.Concluded c, Derived.Refused r) {
    Objection o = r.refusal().objection();
    refusals.add(
        c.seq(),
        c.ordinal(),
        c.nanos(),
        r.refusal().warrant(),
        r.refusal().cause(),
        o.stage().name(),
        o.rule(),
        o.instrument(),
        o.side().name(),
        o.subject(),
        o.condition(),
        o.value(),
        o.limit(),
        o.distance(),
        o.says());
  }

  @Override
  public void close() {
    orders.close();
    warrants.close();
    List.of(runs, deliberations, refusals, cancels, beliefs, patterns, modes, commands)
        .forEach(Table::close);
  }
}
