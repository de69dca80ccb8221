package dev.warrant.sim.backtest;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.DeliberationPort;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.JournalRecorder;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Sequencer;
import dev.warrant.execution.desk.Versions;
import dev.warrant.execution.safety.Gate;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.binance.BinanceLink;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.sim.wire.BinanceVenue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The live desk's own parts on a virtual clock: same adapter, same bytes, same desk; only sockets,
/// disk and threads are replaced by events in time. Everything depends on the seed and nothing
/// else.
public final class SimDesk implements AutoCloseable {
  private static final long MILLI = 1_000_000L;
  private static final long TIMER_NANOS = 20 * MILLI;
  private static final long FLUSH_NANOS = 5 * MILLI;

  private final DeskConfig config;
  private final BinanceVenue venue;
  private final VirtualTime time;
  private final Journal journal;
  private final Desk desk;
  private final Sequencer sequencer;
  private final Latencies latencies = new Latencies();
  private final ArrayDeque<Event> inbox = new ArrayDeque<>();
  private long turnTicks;
  private long durableTold;

  /// What a simulated desk stands on.
  ///
  /// @param admissions the guards of `rules`, certified
  /// @param perception makes the perception, so that tests can take an engine away
  /// @param deliberator the engines of deliberation, likewise
  /// @param versions what it may be told to switch to
  public record Setup(
      DeskConfig config,
      DeskRules rules,
      Admissions admissions,
      List<Instrument> instruments,
      BinanceVenue venue,
      long startNanos,
      long seed,
      Function<List<Instrument>, Perception> perception,
      Deliberator deliberator,
      Versions versions) {
    /// A desk that is never told to switch.
    public Setup(
        DeskConfig config,
        DeskRules rules,
        Admissions admissions,
        List<Instrument> instruments,
        BinanceVenue venue,
        long startNanos,
        long seed,
        Function<List<Instrument>, Perception> perception,
        Deliberator deliberator) {
      this(
          config,
          rules,
          admissions,
          instruments,
          venue,
          startNanos,
          seed,
          perception,
          deliberator,
          Versions.NONE);
    }

    /// The same with versions to switch to.
    public Setup with(Versions other) {
      return new Setup(
          config,
          rules,
          admissions,
          instruments,
          venue,
          startNanos,
          seed,
          perception,
          deliberator,
          other);
    }
  }

  /// A desk on `setup.venue()`, which must have an account with [SimVenue#API_KEY].
  public SimDesk(Setup setup, Journal journal, TraceLog trace) {
    this(setup, journal, trace, port -> port);
  }

  /// The same desk, whose cuts go where they are also kept.
  ///
  /// @param kept what the way to deliberation becomes
  public SimDesk(
      Setup setup, Journal journal, TraceLog trace, UnaryOperator<DeliberationPort> kept) {
    config = setup.config();
    venue = setup.venue();
    time = new VirtualTime(setup.startNanos());
    this.journal = journal;
    SeededRandom random = new SeededRandom(setup.seed());
    MemoryTransport transport =
        new MemoryTransport(venue, time, NetworkModel.near(random.split("network")));
    BinanceConfig account =
        new BinanceConfig(
            SimVenue.API_KEY,
            new Secret(SimVenue.SECRET),
            config.symbols(),
            5_000,
            random.split("link").nextLong());
    Gate gate = new Gate();
    BinanceLink link =
        new BinanceLink(account, setup.instruments(), transport, time, inbox::add, gate);
    DeskParts parts =
        new DeskParts(
            config,
            setup.admissions(),
            setup.perception(),
            kept.apply(
                new DeferredDeliberation(setup.deliberator(), latencies, this::publishLater)),
            link,
            new JournalRecorder(journal, trace, this::timed),
            gate::open,
            setup.versions());
    desk = new Desk(parts);
    sequencer = new Sequencer(journal, desk, time);
    inbox.add(setup.rules().started(1, 0, setup.seed(), setup.instruments(), config));
    inbox.add(Unrestricted.from(setup.startNanos()));
    drain();
    timer();
    flush();
  }

  private void publishLater(long cut) {
    time.after(config.publishAfterMicros() * 1_000, () -> inbox.add(new DeskEvent.Published(cut)));
  }

  private void timer() {
    inbox.add(new DeskEvent.Timer());
    time.after(TIMER_NANOS, this::timer);
  }

  /// What the disk does in a live desk: a while after each look, everything up to it is durable.
  private void flush() {
    long through = journal.lastSeq();
    if (through > durableTold + 1) {
      durableTold = through;
      time.after(
          config.durableAfterMicros() * 1_000, () -> inbox.add(new DeskEvent.Durable(through)));
    }
    time.after(FLUSH_NANOS, this::flush);
  }

  /// Hands in an event from outside, such as a command.
  public void offer(Event event) {
    inbox.add(event);
    drain();
  }

  /// Lets time run to `endNanos`.
  public void run(long endNanos) {
    while (true) {
      long venueNext = venue.nextNanos();
      long deskNext = time.nextNanos();
      long next = Math.min(venueNext, deskNext);
      if (next > endNanos) {
        time.moveTo(endNanos);
        return;
      }
      time.moveTo(next);
      if (venueNext <= deskNext) {
        venue.advance(next);
      } else {
        time.runOne();
      }
      drain();
    }
  }

  /// Ends the desk in order.
  public void stop() {
    offer(new DeskEvent.Stopped("the simulation is over"));
  }

  private void drain() {
    for (Event event = inbox.poll(); event != null; event = inbox.poll()) {
      turnTicks = Stopwatch.ticks();
      sequencer.accept(event);
    }
  }

  private void timed(Derived written) {
    if (turnTicks != 0 && written instanceof Derived.Ordered) {
      latencies.tickToOrder(Stopwatch.ticks() - turnTicks);
      turnTicks = 0;
    }
  }

  public Desk desk() {
    return desk;
  }

  public Sequencer sequencer() {
    return sequencer;
  }

  public Latencies latencies() {
    return latencies;
  }

  public VirtualTime time() {
    return time;
  }

  @Override
  public void close() {
    desk.close();
  }
}
