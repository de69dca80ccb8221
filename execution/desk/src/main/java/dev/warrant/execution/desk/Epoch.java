package dev.warrant.execution.desk;

import dev.warrant.execution.ledger.Finding;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.perception.Perception;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;

/// One life of a desk, from a start or recovery to its end. A function of its inputs: the same
/// inputs in the same order give the same records, trace and requests.
final class Epoch implements AutoCloseable {
  private static final long SNAPSHOT_NANOS = 60_000_000_000L;

  private final DeskParts parts;
  private final Counters counters;
  private final Machinery machinery;
  private final Perception perception;
  private final Ledger ledger;
  private final Conduct conduct;
  private final PolicyInForce policy;
  private final Housekeeping housekeeping;
  private final Restrictions restrictions;
  private final Lookout lookout;
  private final Reasoned reasoned;
  private final Recognised recognised;
  private final VenueRequests asked;
  private final LostBooks lostBooks;
  private final TraceHeads heads;
  private final List<Finding> findings = new ArrayList<>();
  private final Mode commandedBefore;
  private final String commandedWhy;
  private long quietUntil = Long.MIN_VALUE;
  private long nextSnapshot;

  Epoch(DeskParts parts, Counters counters, DeskEvent.Started started, LedgerFold before) {
    this.parts = parts;
    this.counters = counters;
    int instruments = started.instruments().size();
    lostBooks = new LostBooks(instruments);
    heads = new TraceHeads(parts.recorder());
    recognised = new Recognised(parts.recorder(), parts.link());
    asked = new VenueRequests(parts.link());
    machinery = Machinery.of(parts, counters, started, findings::add);
    perception = machinery.perception();
    ledger = machinery.ledger();
    housekeeping = new Housekeeping(parts.config(), parts.link(), machinery.board());
    restrictions = new Restrictions(started.instruments(), machinery.board());
    reasoned =
        new Reasoned(
            started.epoch(), parts.config(), parts.deliberations(), parts.recorder(), counters);
    lookout =
        new Lookout(
            parts.admissions().policy(),
            ledger,
            machinery.board(),
            parts.recorder(),
            before.standing());
    conduct = new Conduct(parts, counters, machinery, lookout);
    Listeners listeners =
        new Listeners(parts, counters, instruments, machinery.executor(), machinery.exits());
    policy = new PolicyInForce(parts, machinery, conduct, reasoned, listeners, started.policy());
    machinery.board().set(-1, MeasureId.DESK_RECONCILED, 0);
    commandedBefore = before.commanded();
    commandedWhy = before.commandedWhy();
    if (before.isEmpty()) {
      ledger.beginReconcile();
    } else {
      before.into(ledger);
    }
  }

  void start(long seq, long nanos) {
    nextSnapshot = nanos + SNAPSHOT_NANOS;
    heads.start(nanos);
    policy.start();
    housekeeping.start(nanos);
    conduct.start(commandedBefore, commandedWhy, seq, nanos);
  }

  void on(long seq, long nanos, Event event) {
    policy.licence(seq, nanos);
    if (restrictions.onTime(nanos)) {
      machinery.executor().askAgain(seq, nanos);
    }
    boolean moved = perception.hear(seq, nanos, event, recognised);
    switch (event) {
      case MarketEvent m -> {
        market(seq, nanos, m, moved);
        // An order must not wait for what only later inputs need.
        perception.finish();
      }
      case VenueEvent v -> {
        perception.finish();
        venue(seq, nanos, v);
      }
      case DeskEvent d -> {
        perception.finish();
        desk(seq, nanos, d);
      }
    }
    told();
    // What is asked while the venue wants quiet would all go out at once when it is over.
    if (nanos >= quietUntil) {
      ledger.requests(nanos, asked);
    }
  }

  private void market(long seq, long nanos, MarketEvent event, boolean moved) {
    int i = event.instrument();
    ledger.onTime(nanos);
    if (event instanceof MarketEvent.MarkPrice m) {
      ledger.onMark(m.instrument(), m.markE8(), seq, nanos);
      conduct.equity(seq, nanos);
    }
    perception.measures(i, nanos, machinery.board());
    if (moved) {
      machinery.act(i, seq, nanos);
    }
  }

  private void venue(long seq, long nanos, VenueEvent event) {
    boolean filled =
        event instanceof VenueEvent.OrderReport r && r.tradeId() != 0 && machinery.ours(r);
    if (filled) {
      conduct.look(seq, nanos, Lookout.Why.BEFORE_FILL);
    }
    ledger.on(event, seq, nanos);
    machinery.board().set(-1, MeasureId.DESK_RECONCILED, ledger.reconciled() ? 1 : 0);
    switch (event) {
      case VenueEvent.OrderReport r -> {
        if (r.tradeId() != 0) {
          machinery.trace().filled(r, seq);
          counters.filled();
        }
        conduct.equity(seq, nanos);
        machinery.act(r.instrument(), seq, nanos);
        if (filled) {
          conduct.look(seq, nanos, Lookout.Why.AFTER_FILL);
        }
      }
      case VenueEvent.SendOutcome s -> {
        housekeeping.on(s, nanos);
        conduct.answered(seq, nanos);
        machinery.act(s.instrument(), seq, nanos);
      }
      case VenueEvent.Suppressed s -> machinery.act(s.instrument(), seq, nanos);
      case VenueEvent.OrderFound f -> machinery.act(f.instrument(), seq, nanos);
      case VenueEvent.PastFills p -> machinery.act(p.instrument(), seq, nanos);
      case VenueEvent.OpenOrders _,
          VenueEvent.AccountSnapshot _,
          VenueEvent.AccountUpdate _,
          VenueEvent.UserStreamState _ ->
          machinery.everywhere(seq, nanos);
      case VenueEvent.ClockSample _, VenueEvent.Instruments _ -> {}
    }
  }

  private void desk(long seq, long nanos, DeskEvent event) {
    switch (event) {
      case DeskEvent.Timer _ -> timer(seq, nanos);
      case DeskEvent.CutTaken _ ->
          reasoned.cut(
              seq,
              nanos,
              machinery.facts(conduct.modes().mode(), seq, nanos),
              machinery.executor());
      case DeskEvent.Published p -> reasoned.publish(p.cut(), seq, nanos, machinery.executor());
      case DeskEvent.Durable d -> {
        restrictions.durable(d.through(), nanos);
        reasoned.durable(d.through(), seq, nanos, machinery.executor());
        if (policy.durable(d.through(), seq, nanos)) {
          heads.grown(nanos);
        }
      }
      case DeskEvent.Switched s -> {
        policy.switched(s, seq, nanos);
        heads.grown(nanos);
      }
      case DeskEvent.Restricted r -> {
        if (restrictions.on(r, seq, nanos)) {
          machinery.executor().askAgain(seq, nanos);
        }
      }
      case DeskEvent.Released r -> policy.released(r, seq);
      case DeskEvent.Licensed l -> policy.licensed(l, seq, nanos);
      case DeskEvent.Shadowed s -> policy.shadowed(s, seq);
      case DeskEvent.Command c -> conduct.command(c, seq, nanos);
      case DeskEvent.Backoff b -> {
        quietUntil = Math.max(quietUntil, b.untilNanos());
        housekeeping.quiet(b.untilNanos());
        machinery.exits().quiet(b.untilNanos());
        conduct.backoff(b, seq, nanos);
      }
      case DeskEvent.LogState l -> conduct.log(l, seq, nanos);
      case DeskEvent.Stopped _ -> {
        standing();
        heads.last(nanos);
      }
      case DeskEvent.Started _ -> throw new IllegalStateException("an epoch starts once");
    }
  }

  private void timer(long seq, long nanos) {
    ledger.onTime(nanos);
    long lost = lostBooks.nanos(perception, nanos);
    housekeeping.onTime(nanos, lost > 0);
    conduct.onTime(seq, nanos);
    machinery.measures(nanos);
    conduct.lost(lost, seq, nanos);
    machinery.executor().onTimer(seq, nanos);
    machinery.exits().onTimer(seq, nanos);
    if (lookout.due(nanos)) {
      conduct.look(seq, nanos, Lookout.Why.TIME);
    }
    if (nanos >= nextSnapshot) {
      nextSnapshot = nanos + SNAPSHOT_NANOS;
      standing();
      heads.now(nanos);
    } else {
      // Not with market events: an order must not wait for what only an auditor needs.
      heads.onTime(nanos);
    }
  }

  /// Records where the ledger stands, so that a later reader need not start from the beginning;
  /// where the trace stands belongs behind it.
  private void standing() {
    parts.recorder().derived(ledger.snapshot());
    lookout.standing();
  }

  private void told() {
    for (Finding f : findings) {
      Derived.Found found =
          new Derived.Found(
              f.kind().name(), f.instrument(), f.subject(), f.ours(), f.venue(), f.says());
      parts.recorder().derived(found);
      counters.recorded(found);
    }
    findings.clear();
  }

  /// Whether a cut should be taken now.
  boolean wantsCut(long nanos) {
    return reasoned.due(nanos) && machinery.sees();
  }

  long nextCut() {
    return reasoned.nextCut();
  }

  DeskView view(long seq, long nanos) {
    return DeskView.of(
        new DeskView.Source(machinery, conduct.modes(), lookout),
        reasoned.publishedNanos(),
        seq,
        nanos);
  }

  PolicyPack policy() {
    return lookout.policy();
  }

  @Override
  public void close() {
    perception.close();
  }
}
