package dev.warrant.sim.trial;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.JournalRecorder;
import dev.warrant.execution.desk.Sequencer;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.reasoning.deliberate.ClauseCoverage;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.sim.backtest.DirectLink;
import dev.warrant.sim.backtest.DirectVenue;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.backtest.VirtualTime;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A real desk with the story of one scenario around it: sequencer, perception with the strategy's
/// model, ledger, executor, guard, exits, tripwires and modes are those of a live desk; scripted
/// are the markets, how the venue answers, and which warrants deliberation issues. Deterministic.
final class TrialDesk implements AutoCloseable {
  private static final long MS = 1_000_000;
  private static final long TIMER_NANOS = 20 * MS;

  /// Real engines think twice a second here: enough for a story, and quick to run.
  private static final long REASONED_MILLIS = 500;

  private final ArrayDeque<Event> inbox = new ArrayDeque<>();
  private final TreeSet<String> held = new TreeSet<>();
  private final VirtualTime time;
  private final Exchange exchange;
  private final Passing passing = new Passing(this::fills);
  private final Stage stage;
  private final Witness witness;
  private final Desk desk;
  private final Sequencer sequencer;
  private final @Nullable Overheard overheard;
  private final long endNanos;
  private long timer;

  /// @param reading of the policy of `rules`
  /// @param engines that deliberate; null if the story issues the warrants itself
  /// @param journal what it records goes there
  TrialDesk(
      Scenario.Venue story,
      DeskRules rules,
      PolicyReading reading,
      @Nullable Deliberator engines,
      Journal journal) {
    time = new VirtualTime(story.startNanos());
    timer = story.startNanos();
    endNanos = story.startNanos() + story.untilNanos();
    List<Instrument> instruments = Instruments.standard();
    List<TrialMarket> markets = markets(instruments, story);
    exchange =
        new Exchange(
            List.<Market>copyOf(markets),
            ExchangeRules.standard(),
            new DirectVenue(inbox),
            story.startNanos());
    Account account = account(story);
    DeskConfig config = config(story);
    witness = new Witness(reading, time);
    TrialLink link = new TrialLink(new DirectLink(exchange, account, inbox, time), inbox, time);
    ScriptedWarrants warrants = new ScriptedWarrants(rules, inbox, journal::lastSeq, witness);
    overheard =
        engines == null
            ? null
            : new Overheard(
                engines,
                new ClauseCoverage(rules.strategy(), instruments),
                instruments,
                inbox,
                journal::lastSeq,
                time);
    stage =
        new Stage(
            markets, new Stage.Venue(exchange, account, link), warrants, inbox, time, this::view);
    desk =
        new Desk(
            new DeskParts(
                config,
                Admissions.rehearsed(rules.guards(), witness::beside),
                i -> engines == null ? perception(rules, i) : rules.perception(i),
                overheard == null ? warrants : overheard,
                link,
                new Refusals(new JournalRecorder(journal, new TraceRoot(), passing), held),
                () -> {}));
    sequencer = new Sequencer(journal, desk, time);
    for (Scenario.Told told : story.story()) {
      time.after(told.nanos(), () -> stage.play(told));
    }
    inbox.add(rules.started(1, 0, story.seed(), instruments, config));
    stage.begin();
    drain();
  }

  private @Nullable DeskView view() {
    return sequencer.view();
  }

  private static List<TrialMarket> markets(List<Instrument> instruments, Scenario.Venue story) {
    List<TrialMarket> markets = new ArrayList<>();
    for (Instrument i : instruments) {
      long price = i.symbol().startsWith("BTC") ? 6_000_000_000_000L : 240_000_000_000L;
      markets.add(new TrialMarket(i, price, story.seed(), story.startNanos()));
    }
    return markets;
  }

  private Account account(Scenario.Venue story) {
    long start = story.startNanos();
    Account account =
        exchange.open("desk", SimVenue.API_KEY, SimVenue.SECRET, story.walletE8(), start);
    for (Listing listing : exchange.listings()) {
      exchange.leverage(account, listing, story.leverage(), start);
    }
    inbox.clear();
    return account;
  }

  private static DeskConfig config(Scenario.Venue story) {
    DeskConfig s = DeskConfig.standard();
    return new DeskConfig(
        s.symbols(),
        story.walletE8(),
        story.leverage(),
        story.reasoned() ? REASONED_MILLIS : s.deliberateEveryMillis(),
        0,
        0,
        s.deadmanMillis(),
        s.rearmMillis(),
        s.staleMillis(),
        s.warmupBars());
  }

  /// Patterns matter to deliberation alone, which is scripted here.
  private static Perception perception(DeskRules rules, List<Instrument> instruments) {
    return DeskRules.perception(instruments, Patterns.none(), rules.classifier(instruments));
  }

  /// Plays the story to its end.
  void run() {
    while (true) {
      long next = Math.min(timer, Math.min(exchange.nextNanos(), time.nextNanos()));
      if (next > endNanos) {
        time.moveTo(endNanos);
        return;
      }
      time.moveTo(next);
      exchange.advance(next);
      while (time.runOne()) {
        drain();
      }
      if (next == timer) {
        inbox.add(new DeskEvent.Timer());
        timer += TIMER_NANOS;
      }
      drain();
    }
  }

  private void drain() {
    for (Event event = inbox.poll(); event != null; event = inbox.poll()) {
      Event heard = event;
      long late = event instanceof MarketEvent m ? stage.late(m) : 0;
      if (late > 0) {
        time.after(late * MS, () -> sequencer.accept(heard));
      } else if (late == 0) {
        sequencer.accept(event);
      }
    }
  }

  Witness witness() {
    return witness;
  }

  /// What deliberation thought; nothing if it was scripted.
  Thoughts thoughts() {
    return overheard == null ? new Thoughts() : overheard.thoughts();
  }

  /// Rules of the executor itself that held an order back.
  TreeSet<String> held() {
    return held;
  }

  /// Limits that a passive breach of passed by without an order.
  SortedSet<String> passed() {
    return passing.limits();
  }

  private long fills() {
    return desk.counters().fills();
  }

  Mode mode() {
    return Objects.requireNonNull(sequencer.view()).mode();
  }

  @Override
  public void close() {
    desk.close();
  }
}
