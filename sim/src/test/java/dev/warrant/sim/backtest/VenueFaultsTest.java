package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.perception.Perception;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.wire.Reply;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The desk on a venue that drops sockets and frames, refuses, limits and swallows.
class VenueFaultsTest {
  private static final long SEED = 3;
  private static final int QUIET_FROM = 40;
  private static final int END = 55;

  private @Nullable Perception perception;
  private int onUnusableBook;
  private int orders;
  private int lateOrders;
  private int reconciled;
  private int second;
  private int lateFrom = QUIET_FROM;

  @Test
  void theDeskLivesThroughFaultsWithoutBreakingItsRules() {
    SimVenue venue = Lab.market(SEED);
    Heard heard = new Heard(_ -> {}, this::concluded);
    Lab house = Lab.house();
    Lab watched =
        house.with((List<Instrument> all) -> {
          Perception p = house.perception().apply(all);
          perception = p;
          return p;
        });
    TreeMap<Integer, String> faults = new TreeMap<>();
    faults.put(9, "kind=dropSockets");
    faults.put(14, "kind=dropDepth&count=3");
    faults.put(18, "kind=reject&count=1&code=-1001");
    faults.put(22, "kind=tooMany&millis=1500");
    faults.put(27, "kind=swallow&count=1");
    faults.put(31, "kind=swallow&count=1&status=503");
    faults.put(34, "kind=dropSockets");
    try (SimDesk desk = watched.desk(venue, SEED, heard, new TraceRoot())) {
      for (second = 1; second <= END; second++) {
        desk.run(Lab.START + second * Lab.SECOND);
        String fault = faults.get(second);
        if (fault != null) {
          fault(venue, desk, fault);
        }
        insideItsCaps(venue, Objects.requireNonNull(desk.sequencer().view()));
      }
      DeskView end = Objects.requireNonNull(desk.sequencer().view());
      assertThat(end.unknownOrders()).isZero();
      assertThat(end.reconciled()).isTrue();
      assertThat(end.mode()).isIn(Mode.NORMAL, Mode.REDUCE);
      assertThat(end.lines()).allMatch(DeskView.Line::usable);
      for (DeskView.Line line : end.lines()) {
        assertThat(line.net()).isEqualTo(account(venue).position(line.instrument().index()).net());
      }
    }
    assertThat(orders).isGreaterThan(5);
    assertThat(onUnusableBook).isZero();
    assertThat(reconciled).isPositive();
    assertThat(lateOrders).as("orders after the last fault").isPositive();
  }

  /// The samples after the clock was set right took longer than those before, which proves nothing
  /// for the older ones.
  @Test
  void booksAreBelievedAgainWithinTwoSecondsOfTheVenuesClockBeingRight() {
    SimVenue venue = Lab.market(SEED);
    try (SimDesk desk =
        Lab.house().desk(venue, SEED, new Heard(_ -> {}, _ -> {}), new TraceRoot())) {
      for (String skew : List.of("7000", "-3000")) {
        run(desk, 6);
        assertThat(usable(desk)).as("before %s", skew).isEqualTo(2);
        fault(venue, desk, "kind=skew&millis=" + skew);
        run(desk, 11);
        assertThat(usable(desk)).as("under %s", skew).isZero();
        fault(venue, desk, "kind=delay&millis=60&during=5000");
        fault(venue, desk, "kind=skew&millis=0");
        run(desk, 2);
        assertThat(usable(desk)).as("after %s", skew).isEqualTo(2);
      }
    }
  }

  /// The minute's weight is used up while the desk trades, arms the countdown, and asks for a key
  /// of its own. Who goes on asking is banned for two minutes; the desk must wait the minute out.
  @Test
  void aDeskThatIsToldToBeQuietIsNotBanned() {
    SimVenue venue = Lab.market(SEED);
    lateFrom = 61;
    TreeSet<String> whys = new TreeSet<>();
    try (SimDesk desk =
        Lab.house().desk(venue, SEED, new Heard(_ -> {}, this::concluded), new TraceRoot())) {
      for (second = 1; second <= 100; second++) {
        desk.run(Lab.START + second * Lab.SECOND);
        if (second == 5) {
          fault(venue, desk, "kind=spend&count=2400");
          fault(venue, desk, "kind=dropSockets");
        }
        DeskView view = Objects.requireNonNull(desk.sequencer().view());
        if (view.mode() == Mode.PAUSE) {
          whys.add(view.why());
        }
      }
      DeskView end = Objects.requireNonNull(desk.sequencer().view());
      assertThat(whys).containsExactly("HTTP 429");
      assertThat(end.mode()).isIn(Mode.NORMAL, Mode.REDUCE);
      assertThat(end.reconciled()).isTrue();
      assertThat(end.unknownOrders()).isZero();
    }
    assertThat(lateOrders).as("orders after the quiet").isPositive();
  }

  private void run(SimDesk desk, int seconds) {
    second += seconds;
    desk.run(Lab.START + second * Lab.SECOND);
  }

  private static long usable(SimDesk desk) {
    return Objects.requireNonNull(desk.sequencer().view()).lines().stream()
        .filter(DeskView.Line::usable)
        .count();
  }

  private static void fault(SimVenue venue, SimDesk desk, String fault) {
    Reply done = venue.venue().rest("POST", "/sim/fault", fault, "", "", desk.time().nanos());
    assertThat(done.status()).as(fault).isEqualTo(200);
  }

  private static Account account(SimVenue venue) {
    return Objects.requireNonNull(venue.venue().exchange().byKey(SimVenue.API_KEY));
  }

  /// What is held plus what may still fill stays below the policy's worst position.
  private static void insideItsCaps(SimVenue venue, DeskView view) {
    Account account = account(venue);
    for (DeskView.Line line : view.lines()) {
      Instrument i = line.instrument();
      long net = account.position(i.index()).net();
      long worst =
          Math.max(
              net + open(account, i, Side.BUY), Math.max(0, -net + open(account, i, Side.SELL)));
      assertThat(i.notionalE8(Math.max(1, line.ask()), worst)).isLessThan(8_000_00000000L);
    }
  }

  private static long open(Account account, Instrument instrument, Side side) {
    return account.openOrders().stream()
        .filter(o ->
            o.instrument().index() == instrument.index() && o.side() == side && !o.reduceOnly())
        .mapToLong(Order::left)
        .sum();
  }

  private void concluded(Derived derived) {
    Perception now = perception;
    switch (derived) {
      case Derived.Ordered o when o.order().clientId().charAt(0) == 'W' -> {
        orders++;
        lateOrders += second > lateFrom ? 1 : 0;
        if (now != null && !now.book(o.order().instrument()).usable()) {
          onUnusableBook++;
        }
      }
      case Derived.Found f when f.kind().equals("RECONCILED") -> reconciled++;
      default -> {}
    }
  }
}
