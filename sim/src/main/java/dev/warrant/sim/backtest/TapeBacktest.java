package dev.warrant.sim.backtest;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.JournalRecorder;
import dev.warrant.execution.desk.Sequencer;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.perception.Perception;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Market;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;

/// Execution alone: decoded market events go straight into a desk with fixed warrants, and its
/// orders straight into an exchange with the market's own matching (for recordings the queue
/// model). Sequencer, journal, perception, ledger, guard, tactics and stops are the live ones; left
/// out are deliberation, the wire and its latency. Deterministic.
public final class TapeBacktest implements AutoCloseable {
  private final Exchange exchange;
  private final DirectVenue told;
  private final VirtualTime time;
  private final Desk desk;
  private final Sequencer sequencer;
  private final ArrayDeque<Event> inbox = new ArrayDeque<>();
  private final OrderTiming tickToOrder;
  private final long timerNanos;
  private boolean timing;
  private Event turn = new DeskEvent.Timer();
  private long turnTicks;
  private boolean turnOrdered;
  private long timer;

  /// How one instrument is traded, on both sides.
  public record Standing(
      TacticKind tactic,
      @Lots long capLots,
      @Lots long clipLots,
      @Ticks long offsetTicks,
      @Ticks long repriceTicks,
      long intervalMillis,
      @Ticks long stopTicks) {}

  /// Hears how long orders took.
  @FunctionalInterface
  public interface OrderTiming {
    /// @param cause the input that set the order off
    /// @param nanos from that input in hand to the order's record in the journal
    void ordered(Event cause, long nanos);

    /// @param nanos from that input in hand until the journal also says what the guard saw
    default void admitted(Event cause, long nanos) {}
  }

  /// What is run.
  ///
  /// @param config its `deliberateEveryMillis` is how often the warrants are issued anew
  /// @param admissions the guards of `rules`, certified
  /// @param standing by instrument
  /// @param timerMillis how often the desk's timer ticks
  /// @param perception makes the perception
  /// @param tickToOrder hears of the first order of each input, once [#timing] is on
  public record Setup(
      DeskConfig config,
      DeskRules rules,
      Admissions admissions,
      List<Market> markets,
      List<Standing> standing,
      long timerMillis,
      long startNanos,
      long seed,
      Function<List<Instrument>, Perception> perception,
      OrderTiming tickToOrder) {
    public Setup {
      markets = List.copyOf(markets);
      standing = List.copyOf(standing);
    }
  }

  /// A desk with an account of its capital.
  public TapeBacktest(Setup setup, Journal journal, TraceLog trace) {
    DeskConfig config = setup.config();
    List<Instrument> instruments = setup.markets().stream().map(Market::instrument).toList();
    time = new VirtualTime(setup.startNanos());
    told = new DirectVenue(inbox);
    exchange = new Exchange(setup.markets(), ExchangeRules.standard(), told, setup.startNanos());
    Account account =
        exchange.open(
            "desk", SimVenue.API_KEY, SimVenue.SECRET, config.capitalE8(), setup.startNanos());
    for (Listing listing : exchange.listings()) {
      exchange.leverage(account, listing, config.leverage(), setup.startNanos());
    }
    inbox.clear();
    tickToOrder = setup.tickToOrder();
    timerNanos = setup.timerMillis() * 1_000_000L;
    DeskParts parts =
        new DeskParts(
            config,
            setup.admissions(),
            setup.perception(),
            new FixedWarrants(
                setup.rules(), instruments, setup.standing(), inbox, journal::lastSeq),
            new DirectLink(exchange, account, inbox, time),
            new JournalRecorder(journal, trace, this::written),
            () -> {});
    desk = new Desk(parts);
    sequencer = new Sequencer(journal, desk, time);
    inbox.add(setup.rules().started(1, 0, setup.seed(), instruments, config));
    timer = setup.startNanos();
    drain();
  }

  /// Plays on until `most` more market events have been played, or the markets end.
  ///
  /// @return how many were played
  public long run(long most) {
    long before = told.published();
    while (told.published() - before < most) {
      long next = Math.min(timer, exchange.nextNanos());
      if (next == timer && exchange.nextNanos() == Long.MAX_VALUE) {
        break;
      }
      time.moveTo(next);
      exchange.advance(next);
      if (next == timer) {
        inbox.add(new DeskEvent.Timer());
        timer += timerNanos;
      }
      drain();
    }
    return told.published() - before;
  }

  private void drain() {
    for (Event event = inbox.poll(); event != null; event = inbox.poll()) {
      if (timing) {
        turn = event;
        turnOrdered = false;
        turnTicks = Stopwatch.ticks();
      }
      sequencer.accept(event);
    }
  }

  private void written(Derived record) {
    if (!timing || turnTicks == 0) {
      return;
    }
    if (record instanceof Derived.Ordered && !turnOrdered) {
      tickToOrder.ordered(turn, Stopwatch.ticks() - turnTicks);
      turnOrdered = true;
    } else if (record instanceof Derived.Admitted) {
      tickToOrder.admitted(turn, Stopwatch.ticks() - turnTicks);
      turnTicks = 0;
    }
  }

  /// Switches timing of orders on or off; it costs two readings of the clock for each input.
  public void timing(boolean on) {
    timing = on;
  }

  /// What the desk has done so far; its events are all inputs, timers and answers included.
  public Counters counters() {
    return desk.counters();
  }

  /// Simulated time now.
  public long nanos() {
    return time.nanos();
  }

  @Override
  public void close() {
    desk.close();
  }
}
