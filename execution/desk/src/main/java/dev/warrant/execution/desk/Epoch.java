package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Executor;
import dev.warrant.execution.executor.ExecutorConfig;
import dev.warrant.execution.executor.Exits;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Finding;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LedgerConfig;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.execution.ledger.Requests;
import dev.warrant.execution.safety.Cause;
import dev.warrant.execution.safety.Modes;
import dev.warrant.execution.safety.Tripwires;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.PerceptionOutput;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One life of a desk, from a start or recovery to its end. A function of its inputs: the same
/// inputs in the same order give the same records, trace and requests.
final class Epoch implements AutoCloseable {
  private static final long SNAPSHOT_NANOS = 60_000_000_000L;
  private static final Tripwires.Marks WIRES =
      new Tripwires.Marks(200_000, 500_000, 5_000_000_000L);

  private final DeskParts parts;
  private final Counters counters;
  private final List<Instrument> instruments;
  private final MeasureBoard board;
  private final Perception perception;
  private final Ledger ledger;
  private final Executor executor;
  private final Exits exits;
  private final Modes modes = new Modes();
  private final Tripwires wires = new Tripwires(WIRES, modes);
  private final Housekeeping housekeeping;
  private final Restrictions restrictions;
  private final Lookout lookout;
  private final Reasoned reasoned;
  private final OrderTrace trace;
  private final Heard heard = new Heard();
  private final Asked asked = new Asked();
  private final List<Finding> findings = new ArrayList<>();
  private final Mode commandedBefore;
  private final String commandedWhy;
  private long quietUntil = Long.MIN_VALUE;
  private long nextSnapshot;
  private final LostBooks lostBooks;
  private final Licences licences;
  private Admissions admissions;
  private final Listeners listeners;
  private boolean unlicensed;
  private DeskEvent.@Nullable Switched waiting;
  private long waitingSeq;
  private final ArrayDeque<Releasing> releasing = new ArrayDeque<>();

  /// A release that waits for the disk.
  private record Releasing(long seq, DeskEvent.Released released) {}

  Epoch(DeskParts parts, Counters counters, DeskEvent.Started started, LedgerFold before) {
    this.parts = parts;
    this.counters = counters;
    licences = new Licences(started.policy());
    lostBooks = new LostBooks(started.instruments().size());
    instruments = started.instruments();
    board = new MeasureBoard(instruments.size());
    perception = parts.perception().apply(instruments);
    ledger = new Ledger(ledgerConfig(), board, findings::add);
    trace = new OrderTrace(parts.recorder(), instruments.size());
    Outlet outlet = new Outlet(parts.recorder(), trace, parts.link(), counters);
    PerceivedQuotes quotes = new PerceivedQuotes(perception, ledger, instruments);
    ExecutorConfig config = ExecutorConfig.of(started.epoch(), instruments);
    admissions = parts.admissions();
    executor = new Executor(config, ledger, board, admissions.orders(), quotes, outlet);
    exits =
        new Exits(config, ledger, board, admissions.exits(), admissions.exits(), quotes, outlet);
    listeners = new Listeners(parts, counters, instruments.size(), executor, exits);
    housekeeping = new Housekeeping(parts.config(), parts.link(), board);
    restrictions = new Restrictions(instruments, board);
    reasoned =
        new Reasoned(
            started.epoch(), parts.config(), parts.deliberations(), parts.recorder(), counters);
    lookout = new Lookout(admissions.policy(), ledger, board, parts.recorder(), before.standing());
    board.set(-1, MeasureId.DESK_MODE, 0);
    board.set(-1, MeasureId.DESK_RECONCILED, 0);
    commandedBefore = before.commanded();
    commandedWhy = before.commandedWhy();
    if (before.isEmpty()) {
      ledger.beginReconcile();
    } else {
      before.into(ledger);
    }
  }

  private LedgerConfig ledgerConfig() {
    List<Long> stops = new ArrayList<>();
    for (Instrument _ : instruments) {
      stops.add(0L);
    }
    return LedgerConfig.of(instruments, parts.config().leverage(), stops);
  }

  void start(long seq, long nanos) {
    nextSnapshot = nanos + SNAPSHOT_NANOS;
    admissions.stated().forEach(parts.recorder()::derived);
    housekeeping.start(nanos);
    if (commandedBefore != Mode.NORMAL) {
      changed(modes.raise(Cause.COMMAND, commandedBefore, commandedWhy), seq, nanos);
    }
    lookout.start(nanos);
    held(seq, nanos);
  }

  /// Goes where the breaches that hold the desk ask for.
  private void held(long seq, long nanos) {
    if (lookout.asks() != Mode.NORMAL || modes.asked(Cause.BREACH) != Mode.NORMAL) {
      changed(modes.hold(Cause.BREACH, lookout.asks(), lookout.why()), seq, nanos);
    }
  }

  private void look(long seq, long nanos, Lookout.Why why) {
    lookout.look(seq, nanos, why);
    held(seq, nanos);
  }

  void on(long seq, long nanos, Event event) {
    licence(seq, nanos);
    if (restrictions.onTime(nanos)) {
      executor.askAgain(seq, nanos);
    }
    boolean moved = perception.hear(seq, nanos, event, heard);
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
      mark(seq, nanos, m);
    }
    perception.measures(i, nanos, board);
    if (moved) {
      act(i, seq, nanos);
    }
  }

  private void mark(long seq, long nanos, MarketEvent.MarkPrice m) {
    ledger.onMark(m.instrument(), m.markE8(), seq, nanos);
    equity(seq, nanos);
  }

  private void equity(long seq, long nanos) {
    if (ledger.valued()) {
      changed(wires.onEquity(ledger.equityE8(), ledger.peakE8()), seq, nanos);
    }
  }

  private void act(int instrument, long seq, long nanos) {
    executor.onMarket(instrument, seq, nanos);
    exits.onMarket(instrument, seq, nanos);
  }

  private void venue(long seq, long nanos, VenueEvent event) {
    boolean filled = event instanceof VenueEvent.OrderReport r && r.tradeId() != 0 && ours(r);
    if (filled) {
      look(seq, nanos, Lookout.Why.BEFORE_FILL);
    }
    ledger.on(event, seq, nanos);
    board.set(-1, MeasureId.DESK_RECONCILED, ledger.reconciled() ? 1 : 0);
    switch (event) {
      case VenueEvent.OrderReport r -> {
        if (r.tradeId() != 0) {
          trace.filled(r, seq);
          counters.filled();
        }
        equity(seq, nanos);
        act(r.instrument(), seq, nanos);
        if (filled) {
          look(seq, nanos, Lookout.Why.AFTER_FILL);
        }
      }
      case VenueEvent.SendOutcome s -> {
        housekeeping.on(s, nanos);
        changed(wires.onRejects(ledger.rejectsPpm()), seq, nanos);
        act(s.instrument(), seq, nanos);
      }
      case VenueEvent.Suppressed s -> act(s.instrument(), seq, nanos);
      case VenueEvent.OrderFound f -> act(f.instrument(), seq, nanos);
      case VenueEvent.PastFills p -> act(p.instrument(), seq, nanos);
      case VenueEvent.OpenOrders _,
          VenueEvent.AccountSnapshot _,
          VenueEvent.AccountUpdate _,
          VenueEvent.UserStreamState _ ->
          everywhere(seq, nanos);
      case VenueEvent.ClockSample _, VenueEvent.Instruments _ -> {}
    }
  }

  /// Whether it is an order of this desk, and not one of the venue's own.
  private boolean ours(VenueEvent.OrderReport r) {
    LiveOrder o = ledger.order(r.clientId());
    return o != null && !o.foreign();
  }

  private void everywhere(long seq, long nanos) {
    for (int i = 0; i < instruments.size(); i++) {
      act(i, seq, nanos);
    }
  }

  private void desk(long seq, long nanos, DeskEvent event) {
    switch (event) {
      case DeskEvent.Timer _ -> timer(seq, nanos);
      case DeskEvent.CutTaken _ -> reasoned.cut(seq, nanos, facts(seq, nanos), executor);
      case DeskEvent.Published p -> reasoned.publish(p.cut(), seq, nanos, executor);
      case DeskEvent.Durable d -> {
        restrictions.durable(d.through(), nanos);
        reasoned.durable(d.through(), seq, nanos, executor);
        DeskEvent.Switched w = waiting;
        if (w != null && waitingSeq <= d.through()) {
          waiting = null;
          inForce(w, seq, nanos);
        }
        released(d.through(), seq, nanos);
      }
      case DeskEvent.Switched s -> switched(s, seq, nanos);
      case DeskEvent.Restricted r -> {
        if (restrictions.on(r, seq, nanos)) {
          executor.askAgain(seq, nanos);
        }
      }
      case DeskEvent.Released r -> releasing.add(new Releasing(seq, r));
      case DeskEvent.Licensed l -> {
        licences.told(l);
        licence(seq, nanos);
      }
      case DeskEvent.Shadowed s -> {
        trace.shadowed(s, seq);
        listeners.on(s, admissions);
      }
      case DeskEvent.Command c -> command(c, seq, nanos);
      case DeskEvent.Backoff b -> {
        quietUntil = Math.max(quietUntil, b.untilNanos());
        changed(modes.on(b), seq, nanos);
      }
      case DeskEvent.LogState l -> changed(wires.onLog(l.kept(), l.says()), seq, nanos);
      case DeskEvent.Stopped _ -> standing();
      case DeskEvent.Started _ -> throw new IllegalStateException("an epoch starts once");
    }
  }

  private void command(DeskEvent.Command c, long seq, long nanos) {
    Mode from = modes.mode();
    if (c.who().startsWith("watchdog")) {
      counters.changed(Engine.CLIPS, 1);
    }
    Derived.ModeChanged change = modes.on(c, nanos);
    if (modes.takeDrawdownAccepted()) {
      ledger.resetPeak();
    }
    changed(change, seq, nanos);
    if (c.kind() == DeskEvent.CommandKind.RESUME && !c.who().isBlank()) {
      lookout.resumed(c.who().strip(), c.why());
      held(seq, nanos);
    }
    trace.command(c, from, modes.mode(), seq);
  }

  /// A policy proved no looser than the one in force takes effect at once. Any other waits for the
  /// disk, and so does one that comes while another waits, since it was compared with that.
  private void switched(DeskEvent.Switched to, long seq, long nanos) {
    trace.switched(to, seq);
    if (waiting == null && to.tighterThan().equals(licences.inForce())) {
      inForce(to, seq, nanos);
    } else {
      waiting = to;
      waitingSeq = seq;
    }
  }

  private void inForce(DeskEvent.Switched to, long seq, long nanos) {
    Version version = parts.version(to);
    String why = "policy " + to.policy().brief() + " is in force";
    licences.inForce(to.policy());
    admissions = version.admissions();
    admissions.stated().forEach(parts.recorder()::derived);
    listeners.under(admissions);
    reasoned.switched(version, why);
    exits.admission(version.admissions().exits());
    executor.revoke(version.admissions().orders(), why, seq, nanos);
    lookout.under(version.policy(), seq, nanos);
    held(seq, nanos);
    licence(seq, nanos);
  }

  /// Loosening waits for the disk.
  private void released(long through, long seq, long nanos) {
    for (Releasing r = releasing.peek(); r != null && r.seq() <= through; r = releasing.peek()) {
      releasing.remove();
      if (lookout.released(r.released())) {
        ledger.resetPeak();
      }
      held(seq, nanos);
    }
  }

  /// Time is that of the input, so that a replay stops adding at the same number.
  private void licence(long seq, long nanos) {
    boolean over = licences.over(nanos);
    if (over == unlicensed) {
      return;
    }
    unlicensed = over;
    changed(
        over ? modes.raise(Cause.LICENCE, Mode.REDUCE, licences.says()) : modes.lift(Cause.LICENCE),
        seq,
        nanos);
  }

  private void timer(long seq, long nanos) {
    ledger.onTime(nanos);
    long lost = lostBooks.nanos(perception, nanos);
    housekeeping.onTime(nanos, lost > 0);
    changed(modes.onTime(nanos), seq, nanos);
    for (int i = 0; i < instruments.size(); i++) {
      perception.measures(i, nanos, board);
    }
    changed(wires.onFeed(lost), seq, nanos);
    executor.onTimer(seq, nanos);
    exits.onTimer(seq, nanos);
    if (lookout.due(nanos)) {
      look(seq, nanos, Lookout.Why.TIME);
    }
    if (nanos >= nextSnapshot) {
      nextSnapshot = nanos + SNAPSHOT_NANOS;
      standing();
    }
  }

  /// Records where ledger and trace stand, so that a later reader need not start from the
  /// beginning.
  private void standing() {
    Recorder out = parts.recorder();
    out.derived(ledger.snapshot());
    lookout.standing();
    out.derived(new Derived.TraceHead(out.traceSize(), out.inputHead(), out.traceRoot()));
  }

  private void changed(Derived.@Nullable ModeChanged change, long seq, long nanos) {
    if (change == null) {
      return;
    }
    parts.recorder().derived(change);
    board.set(-1, MeasureId.DESK_MODE, change.to().ordinal());
    if (change.from() == Mode.EMERGENCY) {
      parts.openGate().run();
    }
    if (change.to() == Mode.EMERGENCY) {
      for (int i = 0; i < instruments.size(); i++) {
        parts.link().cancelAll(i);
      }
    }
    executor.mode(change.to(), seq, nanos);
    exits.emergency(change.to() == Mode.EMERGENCY, seq, nanos);
  }

  private List<Fact> facts(long seq, long nanos) {
    for (int i = 0; i < instruments.size(); i++) {
      perception.measures(i, nanos, board);
    }
    return new FactStore()
        .from(sink -> perception.facts(nanos, sink))
        .from(ledger::facts)
        .from(sink -> executor.facts(seq, sink))
        .from(sink -> sink.accept(new Fact.DeskMode(-1, seq, modes.mode())))
        .measures(board, seq)
        .inOrder();
  }

  private void told() {
    for (Finding f : findings) {
      parts
          .recorder()
          .derived(
              new Derived.Found(
                  f.kind().name(), f.instrument(), f.subject(), f.ours(), f.venue(), f.says()));
    }
    findings.clear();
  }

  /// Whether a cut should be taken now.
  boolean wantsCut(long nanos) {
    if (!reasoned.due(nanos)) {
      return false;
    }
    for (int i = 0; i < instruments.size(); i++) {
      if (perception.book(i).usable()) {
        return true;
      }
    }
    return false;
  }

  long nextCut() {
    return reasoned.nextCut();
  }

  DeskView view(long seq, long nanos) {
    return DeskView.of(
        new DeskView.Source(instruments, perception, ledger, executor, modes, board, lookout),
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

  /// What perception says on the way.
  private final class Heard implements PerceptionOutput {
    @Override
    public void resync(int instrument) {
      parts.link().requestSnapshot(instrument);
    }

    @Override
    public void matched(Fact.Pattern pattern) {
      parts.recorder().derived(new Derived.Matched(pattern));
    }

    @Override
    public void believed(Fact.Belief belief) {
      parts.recorder().derived(new Derived.Believed(belief));
    }
  }

  /// What the ledger wants to know of the venue.
  private final class Asked implements Requests {
    @Override
    public void account() {
      parts.link().requestAccount();
    }

    @Override
    public void openOrders() {
      parts.link().requestOpenOrders();
    }

    @Override
    public void fills(int instrument, long sinceMs) {
      parts.link().requestFills(instrument, sinceMs);
    }

    @Override
    public void query(int instrument, String clientId) {
      parts.link().queryOrder(instrument, clientId);
    }
  }
}
