package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.scenario.Scenario.Told;
import dev.warrant.rules.scenario.Step;
import dev.warrant.rules.text.RuleError;
import dev.warrant.sim.backtest.VirtualTime;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.NewOrder;
import dev.warrant.sim.exchange.Rejection;
import dev.warrant.sim.exchange.TimeInForce;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the steps of a story happen.
final class Stage {
  private static final long MS = 1_000_000;
  private static final long DROPPED = -1;

  private final List<TrialMarket> markets;
  private final Venue venue;
  private final ScriptedWarrants warrants;
  private final Queue<Event> inbox;
  private final VirtualTime time;
  private final TrialLists lists;
  private final Supplier<@Nullable DeskView> stands;
  private final boolean[] down;
  private final boolean[] gap;
  private final long[] lateMillis;
  private int byHand;

  /// The venue behind the markets.
  record Venue(Exchange exchange, Account account, TrialLink link) {}

  Stage(
      List<TrialMarket> markets,
      Venue venue,
      ScriptedWarrants warrants,
      Queue<Event> inbox,
      VirtualTime time,
      Supplier<@Nullable DeskView> stands) {
    this.stands = stands;
    this.markets = markets;
    this.venue = venue;
    this.warrants = warrants;
    this.inbox = inbox;
    this.time = time;
    lists = new TrialLists(time.nanos());
    down = new boolean[markets.size()];
    gap = new boolean[markets.size()];
    lateMillis = new long[markets.size()];
  }

  /// How many milliseconds late a market event comes; negative if never.
  long late(MarketEvent event) {
    int i = event.instrument();
    if (event instanceof MarketEvent.StreamState || event instanceof MarketEvent.Kline) {
      return 0;
    }
    if (gap[i] && event instanceof MarketEvent.DepthUpdate) {
      gap[i] = false;
      return DROPPED;
    }
    return down[i] ? DROPPED : lateMillis[i];
  }

  /// Nothing is restricted, until the story says otherwise.
  void begin() {
    inbox.add(lists.told(new Step.RestrictedFile("", Step.Flaw.NONE)));
  }

  void play(Told told) {
    switch (told.step()) {
      case Step.Price p -> market(told, p.symbol()).price(p.to(), p.overMillis());
      case Step.Mark m -> market(told, m.symbol()).markAway(m.ppm());
      case Step.Spread s -> market(told, s.symbol()).spread(s.ticks());
      case Step.Depths d -> market(told, d.symbol()).depths(d.on());
      case Step.Depth d -> market(told, d.symbol()).depth(d.lots(), d.gap());
      case Step.Noise n -> market(told, n.symbol()).noise(n.ticks());
      case Step.FundingRate f -> market(told, f.symbol()).funding(f.rateE8());
      case Step.Fills f -> market(told, f.symbol()).fills(f.on());
      case Step.Together t -> markets.forEach(m -> m.together(t.on()));
      case Step.Stream s -> stream(index(told, s.symbol()), s);
      case Step.PrivateStream p ->
          inbox.add(new VenueEvent.UserStreamState(p.up(), "the story says so"));
      case Step.Clock c -> {
        markets.forEach(m -> m.ahead(c.aheadMillis()));
        venue.link.ahead(c.aheadMillis());
      }
      case Step.Answers a -> venue.link.answer(a.ask(), a.answer());
      case Step.Money m -> money(m);
      case Step.ByHand h -> byHand(told, h);
      case Step.Authority a -> warrants.issue(index(told, a.symbol()), a);
      case Step.Withdraw w -> warrants.withdraw(index(told, w.symbol()), w);
      case Step.RestrictedFile r -> {
        if (!r.symbol().isEmpty()) {
          index(told, r.symbol());
        }
        inbox.add(lists.told(r));
      }
      case Step.Release r -> release(r);
      case Step.Command c -> inbox.add(new DeskEvent.Command(c.kind(), c.who(), "the story"));
    }
  }

  /// The desk hears it as it would of signatures that were checked.
  private void release(Step.Release r) {
    DeskView view = stands.get();
    if (view != null) {
      for (Derived.Breach b : view.breaches()) {
        if (b.limit().equals(r.limit()) && b.people() > 0) {
          inbox.add(
              new DeskEvent.Released(
                  b.instrument(), b.limit(), b.opened(), r.people(), List.of(), "the story"));
        }
      }
    }
  }

  private TrialMarket market(Told told, String symbol) {
    return markets.get(index(told, symbol));
  }

  private int index(Told told, String symbol) {
    for (int i = 0; i < markets.size(); i++) {
      if (markets.get(i).instrument().symbol().equals(symbol)) {
        return i;
      }
    }
    throw RuleError.of("symbol-unknown", told.place(), symbol, "BTCUSDT or ETHUSDT").thrown();
  }

  private void stream(int i, Step.Stream s) {
    switch (s.feed()) {
      case UP -> {
        down[i] = false;
        lateMillis[i] = 0;
        inbox.add(new MarketEvent.StreamState(i, true, "the story says so"));
      }
      case DOWN -> {
        down[i] = true;
        inbox.add(new MarketEvent.StreamState(i, false, "the story says so"));
      }
      case GAP -> gap[i] = true;
      case LATE -> lateMillis[i] = s.lateMillis();
    }
  }

  /// The exchange books it, and says so on the private stream.
  private void money(Step.Money m) {
    venue.exchange.transfer(venue.account, m.changeE8(), time.nanos());
    inbox.add(
        new VenueEvent.AccountUpdate(
            m.reason(), venue.account.walletE8(), m.changeE8(), List.of(), time.nanos() / MS));
  }

  private void byHand(Told told, Step.ByHand h) {
    int at = index(told, h.symbol());
    Instrument i = markets.get(at).instrument();
    boolean market = h.priceE8() == 0;
    try {
      venue.exchange.place(
          venue.account,
          new NewOrder(
              at,
              h.side(),
              market,
              TimeInForce.GTC,
              h.priceE8(),
              h.lots() * i.lotE8(),
              false,
              "hand-" + ++byHand),
          time.nanos());
    } catch (Rejection no) {
      throw RuleError.of(
              "story-impossible",
              told.place(),
              "an order by hand that the venue refuses: " + no.text(),
              "one it takes")
          .thrown();
    }
  }
}
