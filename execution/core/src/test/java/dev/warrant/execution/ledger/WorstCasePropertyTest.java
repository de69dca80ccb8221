package dev.warrant.execution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.Suppressed;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The ledger against a naive reading of everything that ever happened, recomputed from the first
/// event after every event: sequences with doubled, reordered, contradictory and missing reports.
class WorstCasePropertyTest {
  private static final int SEQUENCES = 700;
  private static final int EVENTS = 160;

  private record Step(long nanos, Object what) {}

  private final List<Step> history = new ArrayList<>();
  private final List<OrderRecord> sent = new ArrayList<>();
  private final List<OrderReport> reports = new ArrayList<>();
  private final long[] cum = new long[64];
  private MeasureBoard board = new MeasureBoard(2);
  private long nanos;
  private long trade;

  @Test
  void theLedgerAgreesWithANaiveRecomputationAfterEveryEvent() {
    long events = 0;
    for (int seed = 0; seed < SEQUENCES; seed++) {
      events += sequence(seed);
    }
    assertThat(events).isGreaterThanOrEqualTo(100_000);
  }

  private long sequence(long seed) {
    SeededRandom random = new SeededRandom(seed);
    history.clear();
    sent.clear();
    reports.clear();
    Arrays.fill(cum, 0);
    board = new MeasureBoard(2);
    nanos = Some.NOON;
    Ledger ledger = new Ledger(Some.config(), board, _ -> {});
    Some.reconcile(ledger, nanos);
    ledger.onMark(0, 60_000_12345678L, 6, nanos);
    ledger.onMark(1, 3_000_98765432L, 6, nanos);
    for (int n = 0; n < EVENTS; n++) {
      nanos += random.nextInt(400) * 1_000_000L;
      Object what = next(random);
      history.add(new Step(nanos, what));
      switch (what) {
        case OrderRecord o -> ledger.onOrder(o, 0, nanos);
        case String cancelled -> ledger.onCancelSent(cancelled, nanos);
        case VenueEvent e -> ledger.on(e, 10 + n, nanos);
        default -> throw new AssertionError(what);
      }
      ledger.onTime(nanos);
      check(ledger, seed);
    }
    return EVENTS;
  }

  private Object next(SeededRandom random) {
    int roll = random.nextInt(100);
    if (sent.isEmpty() || roll < 12 && sent.size() < 40) {
      Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
      OrderRecord o =
          Some.order(
              sent.size(),
              random.nextInt(2),
              side,
              300_000 + random.nextInt(9),
              1 + random.nextInt(20));
      sent.add(o);
      return o;
    }
    int k = random.nextInt(sent.size());
    OrderRecord o = sent.get(k);
    if (roll < 20) {
      return o.clientId();
    }
    if (roll < 35 && !reports.isEmpty()) {
      // Doubled, or late: an old report comes again.
      return reports.get(random.nextInt(reports.size()));
    }
    if (roll < 70) {
      return report(random, k, o);
    }
    if (roll < 84) {
      Outcome outcome = Outcome.values()[random.nextInt(5)];
      Request request = random.nextInt(2) == 0 ? Request.PLACE : Request.CANCEL;
      OrderStatus status = random.nextInt(4) == 0 ? OrderStatus.CANCELED : OrderStatus.NEW;
      return new SendOutcome(
          o.instrument(), request, o.clientId(), outcome, -1, "", 5, status, cum[k]);
    }
    if (roll < 97) {
      boolean found = random.nextInt(2) == 0;
      OrderStatus status = OrderStatus.values()[random.nextInt(6)];
      return new OrderFound(
          o.instrument(),
          o.clientId(),
          found,
          5,
          o.side(),
          o.kind(),
          status,
          o.price(),
          o.lots(),
          cum[k],
          false);
    }
    return new Suppressed(o.instrument(), o.clientId(), "gate");
  }

  private OrderReport report(SeededRandom random, int k, OrderRecord o) {
    boolean fills = random.nextInt(2) == 0;
    long lots = fills ? 1 + random.nextInt(8) : 0;
    cum[k] += lots;
    OrderStatus status =
        random.nextInt(6) == 0
            ? OrderStatus.values()[random.nextInt(6)]
            : cum[k] >= o.lots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    OrderReport r =
        Some.fill(
            o,
            status,
            cum[k],
            fills ? ++trade : 0,
            lots,
            (300_000L + random.nextInt(50)) * 10_000_000L);
    reports.add(r);
    return r;
  }

  /// What one order's whole history says, read from the start.
  private final class Naive {
    final OrderRecord order;
    boolean existed;
    boolean denied;
    boolean ended;
    long applied;
    long announced;

    Naive(OrderRecord order) {
      this.order = order;
      List<Long> seen = new ArrayList<>();
      boolean known = false;
      for (Step s : history) {
        known |= s.what().equals(order);
        if (known && s.what() instanceof VenueEvent e) {
          read(e, s.nanos(), seen);
        }
      }
    }

    private void read(VenueEvent e, long at, List<Long> seen) {
      switch (e) {
        case OrderReport r when r.clientId().equals(order.clientId()) -> {
          if (r.tradeId() != 0 && !seen.contains(r.tradeId())) {
            seen.add(r.tradeId());
            applied += r.lastLots();
            existed = true;
          }
          venueSays(r.status(), r.cumLots());
        }
        case SendOutcome s when s.clientId().equals(order.clientId()) -> {
          boolean place = s.request() == Request.PLACE;
          if (s.outcome() == Outcome.ACCEPTED && (place || s.status().terminal())) {
            venueSays(s.status(), s.cumLots());
          }
          denied |= place && (s.outcome() == Outcome.REJECTED || s.outcome() == Outcome.NOT_SENT);
        }
        case OrderFound f when f.clientId().equals(order.clientId()) -> {
          if (f.found()) {
            venueSays(f.status(), f.cumLots());
          } else if (at - sentAt() >= Some.config().absenceNanos()) {
            ended |= existed;
            denied |= !existed && !ended;
          }
        }
        case Suppressed s when s.clientId().equals(order.clientId()) -> denied = true;
        default -> {}
      }
    }

    private void venueSays(OrderStatus status, long filled) {
      existed |= status != OrderStatus.REJECTED || filled > 0;
      announced = Math.max(announced, filled);
      if (status == OrderStatus.FILLED) {
        announced = Math.max(announced, order.lots());
      }
      ended |= status.terminal();
    }

    private long sentAt() {
      for (Step s : history) {
        if (s.what().equals(order)) {
          return s.nanos();
        }
      }
      throw new AssertionError("never sent");
    }

    long held() {
      if (ended) {
        return existed ? Math.max(0, Math.max(announced, applied) - applied) : 0;
      }
      return denied && !existed ? 0 : Math.max(0, order.lots() - applied);
    }
  }

  private void check(Ledger ledger, long seed) {
    long[] net = new long[2];
    long[][] open = new long[2][2];
    for (OrderRecord o : sent) {
      Naive naive = new Naive(o);
      net[o.instrument()] += o.side().sign() * naive.applied;
      open[o.instrument()][o.side().ordinal()] += naive.held();
    }
    long gross = 0;
    for (int i = 0; i < 2; i++) {
      long worstLong = Math.max(0, net[i] + open[i][0]);
      long worstShort = Math.max(0, -net[i] + open[i][1]);
      String where = "seed " + seed + " after " + history.size() + " events";
      assertThat(ledger.net(i)).as(where).isEqualTo(net[i]);
      assertThat(ledger.worst(i, Side.BUY)).as(where).isEqualTo(worstLong);
      assertThat(ledger.worst(i, Side.SELL)).as(where).isEqualTo(worstShort);
      assertThat(measure(i, MeasureId.POSITION_WORST_LONG)).isEqualTo(worstLong);
      gross += Exact.notionalUp(Math.max(worstLong, worstShort) * 100_000L, ledger.markE8(i));
    }
    assertThat(measure(0, MeasureId.PORTFOLIO_GROSS)).isEqualTo(Exact.moneyUp(gross));
    assertThat(ledger.equityE8()).as("seed " + seed).isEqualTo(naiveEquity(ledger, net));
  }

  /// Cash paid and received plus what is held at the mark: needs no average cost.
  private long naiveEquity(Ledger ledger, long[] net) {
    long equity = Some.WALLET_E8;
    List<Long> seen = new ArrayList<>();
    for (Step s : history) {
      if (s.what() instanceof OrderReport r && r.tradeId() != 0 && !seen.contains(r.tradeId())) {
        seen.add(r.tradeId());
        equity -= r.side().sign() * Exact.notionalDown(r.lastLots() * 100_000L, r.lastPriceE8());
      }
    }
    for (int i = 0; i < 2; i++) {
      equity += Exact.notionalDown(net[i] * 100_000L, ledger.markE8(i));
    }
    return equity;
  }

  private long measure(int instrument, MeasureId id) {
    assertThat(MeasureBoard.present(board.slots(instrument), id)).isTrue();
    return board.slots(instrument)[MeasureBoard.slot(id)];
  }
}
