package dev.warrant.execution.desk;

import dev.warrant.execution.desk.control.ControlServer;
import dev.warrant.execution.safety.Gate;
import dev.warrant.execution.safety.KillFile;
import dev.warrant.execution.safety.KillPath;
import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.binance.BinanceLink;
import dev.warrant.execution.venue.netty.Loop;
import dev.warrant.execution.venue.netty.NettyTransport;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.tlog.Evidence;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A desk on sockets, disk and the machine's clock. One thread sequences; others flush, reason,
/// speak to the venue and listen to people, and reach the desk only through its inbox.
public final class LiveDesk implements AutoCloseable {
  private static final long VIEW_NANOS = 50_000_000L;
  private static final long STAND_NANOS = 2_000_000_000L;
  private static final long JOIN_MILLIS = 100;
  private static final long HANG_NANOS = 10_000_000_000L;

  /// How a desk stands still before it stops; the only pause that ends with its process.
  static final DeskEvent.Command STANDING =
      new DeskEvent.Command(DeskEvent.CommandKind.PAUSE, "desk", "stopping");

  private final LiveConfig config;
  private final DeskRules rules;
  private final RunFolder folder;
  private final Clock clock = Clock.system();
  private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
  private final Inbox inbox = queue::add;
  private final Latencies latencies = new Latencies();
  private final Gate gate = new Gate();
  private final Loop loop;
  private final JournalWriter journal;
  private final Evidence evidence;
  private final LogWatch log;
  private final JournalRecorder recorder;
  private final PatientTrace trace;
  private final BinanceLink link;
  private final KillPath killPath;
  private final KillFile killFile;
  private final ControlServer control;
  private final ReasoningThread reasoning;
  private final CutKeeper cuts;
  private final Flusher flusher;
  private final RestrictedWatch restricted;
  private final Switching switching;
  private final Successor releases;
  private final Desk desk;
  private final Sequencer sequencer;
  private final Inputs inputs;
  private final int epoch;
  private final long bytesBefore;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable DeskView view;
  private volatile long startedNanos;
  private volatile String fault = "";
  private volatile boolean stopping;
  private boolean closed;

  private LiveDesk(
      LiveConfig config, RunFolder folder, DeskRules rules, LiveParts parts, Openings openings) {
    this.config = config;
    this.rules = rules;
    this.folder = folder;
    // First of all what may refuse: nobody is spoken to over a damaged or foreign journal.
    journal = parts.journal().apply(folder);
    openings.add(journal::close);
    evidence = parts.evidence().apply(folder, journal.lastSeq());
    openings.add(evidence::close);
    log = new LogWatch(evidence);
    LedgerFold before = new LedgerFold();
    Counters counted = new Counters();
    bytesBefore = journal.bytes();
    epoch = JournalFold.read(folder.journal(), before, counted) + 1;
    trace = new PatientTrace(TraceWriter.open(folder.trace(), epoch));
    openings.add(trace::close);
    loop = new Loop(clock, "venue");
    openings.add(loop::close);
    NettyTransport transport = new NettyTransport(loop, config.restUrl(), config.streamUrl());
    BinanceConfig account =
        new BinanceConfig(
            config.apiKey(), config.secret(), config.desk().symbols(), 5_000, config.seed());
    List<Instrument> instruments =
        new VenueRules(config, account, transport, loop, parts.told()).fetch();
    link = new BinanceLink(account, instruments, transport, loop, inbox, gate);
    killPath = new KillPath(gate, link, instruments.size(), inbox, this::markKilled);
    killFile = new KillFile(folder.killFile(), killPath);
    openings.add(killFile::close);
    reasoning =
        new ReasoningThread(
            rules.policy().digest(),
            () -> parts.deliberator().apply(instruments),
            inbox,
            latencies,
            ready::countDown);
    openings.add(reasoning::close);
    cuts = CutKeeper.live(folder.cuts());
    openings.add(cuts::close);
    // Patterns take a second to compile: before the sequencer runs, not on it.
    Perception prepared = parts.perception().apply(instruments);
    // Not before the engines open on their thread: a proof takes as long as they do.
    releases = parts.successor();
    switching = new Switching(parts, config, instruments, inbox, rules);
    recorder = new JournalRecorder(journal, trace, this::timed);
    desk =
        new Desk(
            new DeskParts(
                config.desk(),
                switching.inForce(),
                _ -> prepared,
                new KeptDeliberations(reasoning, cuts, rules.policy().digest()),
                link,
                recorder,
                this::openGate,
                switching),
            before,
            counted);
    sequencer = new Sequencer(journal, desk, clock);
    inputs = new Inputs(sequencer, queue, gate, killPath, this::wanting, () -> stopping);
    flusher = new Flusher(journal, inbox, inputs::failed, evidence::durable);
    openings.add(flusher::close);
    DeskEvent.Started started =
        rules.started(epoch, before.tail(), config.seed(), instruments, config.desk());
    control = openControl();
    restricted = new RestrictedWatch(parts.restricted(), inbox);
    openings.add(restricted::close);
    switching.before(restricted::look);
    thread = Thread.ofPlatform().name("sequencer").start(() -> sequence(started));
  }

  /// Starts a desk, or recovers the one that `folder` belonged to.
  ///
  /// @throws RuntimeException naming what is wrong and where: packs, journal, venue, certificate
  public static LiveDesk start(
      LiveConfig config, RunFolder folder, DeskRules rules, Licence licence) {
    return start(config, folder, rules, LiveParts.of(rules, config, licence));
  }

  /// The same of other parts, for tests that break one.
  public static LiveDesk start(
      LiveConfig config, RunFolder folder, DeskRules rules, LiveParts parts) {
    try (Openings openings = new Openings()) {
      LiveDesk desk = new LiveDesk(config, folder, rules, parts, openings);
      openings.keep();
      return desk;
    }
  }

  private void sequence(DeskEvent.Started started) {
    try {
      sequenceAll(started);
    } catch (RuntimeException | Error e) {
      // Nobody knows what state this left behind: stop, take back what rests, and say so.
      stopping = true;
      fault = "the sequencer ended at input " + sequencer.seq() + ": " + e;
      killPath.halt("sequencer", fault);
    }
  }

  private void sequenceAll(DeskEvent.Started started) {
    inputs.take(started);
    DeskEvent.Licensed until = switching.licensed();
    if (until != null) {
      inputs.take(until);
    }
    startedNanos = sequencer.nanos();
    long nextTimer = clock.nanos();
    long nextView = nextTimer;
    while (!inputs.lost() && !stopping) {
      Event event = next(Math.max(0, nextTimer - clock.nanos()));
      if (event != null) {
        inputs.take(event);
      }
      long now = clock.nanos();
      if (now >= nextTimer) {
        nextTimer = now + inputs.timerNanos();
        switching.onTime(now);
        log.look(inputs::take);
        inputs.take(new DeskEvent.Timer());
      }
      if (now >= nextView) {
        nextView = now + VIEW_NANOS;
        view = sequencer.view();
      }
      inputs.alive();
    }
    drain();
    if (!inputs.lost()) {
      inputs.take(new DeskEvent.Stopped("asked to"));
    }
    view = sequencer.view();
  }

  /// What is there is taken in. What comes meanwhile is not: to a desk that is behind, a market
  /// says more than it can take in.
  private void drain() {
    for (int left = queue.size(); left > 0 && !inputs.lost(); left--) {
      Event event = queue.poll();
      if (event != null) {
        inputs.take(event);
      }
      inputs.alive();
    }
  }

  private @Nullable Event next(long waitNanos) {
    try {
      return queue.poll(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stopping = true;
      return null;
    }
  }

  /// Why journal or trace have hardly any room left; empty if they have.
  private String wanting() {
    String why = journal.wanting();
    return why.isEmpty() ? trace.wanting() : "journal: " + why;
  }

  private void markKilled() {
    try {
      folder.markKilled();
    } catch (UncheckedIOException e) {
      fault = "this kill will not outlive the process: " + e.getMessage();
    }
  }

  /// Two people have resumed: the mark goes only if no other kill is on its way.
  private void openGate() {
    if (gate.open()) {
      folder.unmarkKilled();
    }
  }

  private void timed(Derived written) {
    if (written instanceof Derived.Ordered) {
      long begun = inputs.turn();
      if (begun != 0) {
        latencies.tickToOrder(Stopwatch.ticks() - begun);
      }
    }
  }

  /// Waits until the engines of deliberation are open, or `seconds` have passed. The desk refuses
  /// and cancels before that; it cannot trade.
  ///
  /// @return whether they are open
  public boolean awaitReasoning(long seconds) {
    try {
      return ready.await(seconds, TimeUnit.SECONDS) && reasoning.failure().isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ControlServer openControl() {
    try {
      return new ControlServer(folder.controlSocket(), new DeskControl(this));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "DESK-NO-CONTROL: cannot open the control socket " + folder.controlSocket(), e);
    }
  }

  /// Hands in a command of a person or the watchdog. A kill acts before it is sequenced.
  public void command(DeskEvent.Command command) {
    if (command.kind() == DeskEvent.CommandKind.KILL) {
      killPath.kill(command.who(), command.why());
    } else {
      inbox.offer(command);
    }
  }

  /// The way to stop that needs nobody.
  public KillPath killPath() {
    return killPath;
  }

  /// How the desk stood a moment ago; null before its first input.
  public @Nullable DeskView view() {
    return view;
  }

  /// Nanoseconds since the sequencer last went round.
  public long heartbeatAgeNanos() {
    return inputs.aliveAgeNanos();
  }

  /// Inputs waiting.
  public int backlog() {
    return queue.size();
  }

  /// What is broken; empty if nothing.
  public String fault() {
    for (String why : List.of(fault, inputs.fault(), log.fault(), reasoning.failure())) {
      if (!why.isEmpty()) {
        return why;
      }
    }
    return switching.failure();
  }

  /// Which life of this run it is, from 1.
  public int epoch() {
    return epoch;
  }

  public Counters counters() {
    return desk.counters();
  }

  public Latencies latencies() {
    return latencies;
  }

  public RunFolder folder() {
    return folder;
  }

  public DeskRules rules() {
    return rules;
  }

  /// Guards and certificate as last let in.
  public Admissions admissions() {
    return switching.inForce();
  }

  /// Has it take the policy its successor names; see [Switching#take].
  String takeSuccessor(Successor.Look look) throws IOException {
    return switching.take(look);
  }

  /// Has it look for signed releases; the sequencer frees the desk once they are on disk.
  ///
  /// @return what it was released from
  String takeReleases() throws IOException {
    DeskView now = view;
    if (now == null) {
      throw new IllegalStateException("no input was taken in yet");
    }
    List<DeskEvent.Released> found =
        releases.released(
            folder.id(),
            now.breaches().stream().filter(BreachBook::holds).toList(),
            config.desk().symbols());
    found.forEach(inbox::offer);
    return found.isEmpty()
        ? "no release has enough signatures"
        : found.stream()
            .map(r -> r.limit() + " is released by " + String.join(" and ", r.people()))
            .collect(Collectors.joining("; "));
  }

  /// Bytes of the whole journal.
  public long journalBytes() {
    return journal.bytes();
  }

  /// Bytes of it written by this process.
  public long sessionBytes() {
    return journal.bytes() - bytesBefore;
  }

  /// Nanoseconds from the first to the last input of this process; final once the desk is closed.
  public long sessionNanos() {
    return sequencer.nanos() - startedNanos;
  }

  /// The heads of journal and trace; final once the desk is closed.
  public Roots roots() {
    return new Roots(journal.root(), recorder.traceRoot(), recorder.traceSize());
  }

  /// What the desk trades through, for tests that break it.
  public VenueLink link() {
    return link;
  }

  /// Pauses and waits until nothing rests at the venue but stops, so that the record tells how the
  /// desk left it.
  private void stand() {
    inbox.offer(STANDING);
    long until = Stopwatch.ticks() + STAND_NANOS;
    LockSupport.parkNanos(2 * VIEW_NANOS);
    while (thread.isAlive() && Stopwatch.ticks() < until && working()) {
      LockSupport.parkNanos(VIEW_NANOS);
    }
  }

  /// Whether an instrument has more orders out than the stop of its position.
  private boolean working() {
    DeskView now = view;
    return now != null
        && now.lines().stream().anyMatch(l -> l.openOrders() > (l.net() == 0 ? 0 : 1));
  }

  /// Waits for the sequencer as long as it goes round: the journal is not closed under a desk that
  /// has much to take in yet. One that hangs is not waited for.
  private void awaitEnd() {
    do {
      Threads.join(thread, JOIN_MILLIS);
    } while (thread.isAlive()
        && inputs.aliveAgeNanos() < HANG_NANOS
        && !Thread.currentThread().isInterrupted());
  }

  private void closeControl() {
    try {
      control.close();
    } catch (IOException e) {
      fault = "the control socket could not be taken away: " + e.getMessage();
    }
  }

  /// Stops cleanly: no new orders, working orders cancelled, stops left resting, everything on
  /// disk.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stand();
    closeControl();
    killFile.close();
    restricted.close();
    stopping = true;
    awaitEnd();
    for (int i = 0; i < config.desk().symbols().size(); i++) {
      link.cancelAll(i);
    }
    try (Openings rest = new Openings()) {
      rest.add(loop::close);
      rest.add(desk::close);
      rest.add(link::close);
      rest.add(evidence::close);
      rest.add(journal::close);
      rest.add(trace::close);
      rest.add(flusher::close);
      rest.add(reasoning::close);
      rest.add(cuts::close);
    } catch (JournalFault e) {
      fault = "journal: " + e.getMessage();
    }
  }
}
