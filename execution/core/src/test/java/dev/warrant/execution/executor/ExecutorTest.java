package dev.warrant.execution.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.execution.ledger.OrderState;
import dev.warrant.execution.ledger.Some;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExecutorTest {
  private final Rig rig = new Rig(5);

  @Test
  void joinRestsAtTheBestPriceAndStays() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    OrderRecord o = rig.ordered.getFirst();
    assertThat(o.price()).isEqualTo(600_000);
    assertThat(o.kind()).isEqualTo(OrderKind.POST_ONLY);
    assertThat(o.lots()).isEqualTo(5);
    assertThat(o.clientId()).isEqualTo("W0000100000000010000" + "00");
    rig.book.move(0, 1);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ordered).hasSize(1);
  }

  @Test
  void aRepriceWaitsForTheProofOfTheCancelBeforeItPlaces() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.PEG, 20));
    rig.run(100 * Rig.MILLI);
    rig.book.move(0, 5);
    rig.think();
    assertThat(rig.cancelled).hasSize(1);
    assertThat(rig.ordered).hasSize(1);
    assertThat(live(0).state()).isEqualTo(OrderState.CANCEL_PENDING);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ordered).hasSize(2);
    assertThat(rig.ordered.getLast().price()).isEqualTo(600_006);
    assertThat(rig.ledger.worst(0, Side.BUY)).isEqualTo(20);
  }

  @Test
  void aPegNeverCrossesTheBook() {
    Tactic through = new Tactic(TacticKind.PEG, 5, -10, 1, 0);
    activate(rig.warrant(0, Side.BUY, 20, through, Rig.SECOND));
    assertThat(rig.ordered.getFirst().price()).isEqualTo(600_001);
    activate(rig.warrant(0, Side.SELL, 20, through, Rig.SECOND));
    assertThat(rig.ordered.getLast().price()).isEqualTo(600_001);
    // Both at once would trade with each other; the guard is told so.
    assertThat(Rig.read(rig.board.slots(0), MeasureId.ORDER_SELF_CROSS)).isEqualTo(5);
  }

  @Test
  void crossTakesClipByClipUpToTheCap() {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 5));
    rig.run(5 * Rig.SECOND);
    assertThat(rig.venue.net[0]).isEqualTo(12);
    assertThat(rig.ordered.stream().filter(o -> o.kind() == OrderKind.IOC)).isNotEmpty();
    assertThat(rig.ordered.getFirst().price()).isEqualTo(600_002);
  }

  @Test
  void aTakingOrderWhoseEndIsOnItsWayIsNotCancelled() {
    activate(rig.warrant(0, Side.BUY, 40, TacticKind.CROSS, 3));
    rig.run(5 * Rig.SECOND);
    assertThat(rig.ordered.stream().filter(o -> o.kind() == OrderKind.IOC)).hasSizeGreaterThan(5);
    assertThat(rig.cancelled).noneMatch(c -> c.startsWith("W"));
  }

  @Test
  void aTakingOrderWithoutItsEndIsCancelledAfterADeclaredPatience() {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 5));
    OrderRecord taking = rig.ordered.getFirst();
    rig.venue.disconnect();
    rig.deliver(Some.report(taking, OrderStatus.NEW, 0));
    rig.run(Rig.SECOND);
    assertThat(rig.cancelled).isEmpty();
    rig.run(Rig.MILLI);
    assertThat(rig.cancelled).containsExactly(taking.clientId() + " a taking order must not rest");
  }

  @Test
  void aTakingOrderThatTheVenueShowsInItsBookIsCancelledAtOnce() {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 5));
    OrderRecord taking = rig.ordered.getFirst();
    rig.venue.disconnect();
    rig.deliver(Some.report(taking, OrderStatus.NEW, 0));
    rig.deliver(
        new OrderFound(
            0,
            taking.clientId(),
            true,
            1,
            Side.BUY,
            OrderKind.IOC,
            OrderStatus.NEW,
            taking.price(),
            taking.lots(),
            0,
            false));
    assertThat(rig.cancelled).containsExactly(taking.clientId() + " a taking order must not rest");
  }

  @Test
  void sliceTakesOneClipPerInterval() {
    Tactic slices = new Tactic(TacticKind.SLICE, 3, 0, 0, 500);
    activate(rig.warrant(0, Side.SELL, 50, slices, 10 * Rig.SECOND));
    rig.run(1_900 * Rig.MILLI);
    assertThat(rig.ordered.stream().filter(o -> o.clientId().startsWith("W"))).hasSize(4);
  }

  @Test
  void aCapOnTheOtherSideLetsAPositionBeClosedAndNoMore() {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 12));
    rig.run(2 * Rig.SECOND);
    rig.executor.withdraw(1, "done", rig.nanos);
    activate(rig.warrant(0, Side.SELL, 0, TacticKind.CROSS, 50));
    rig.run(3 * Rig.SECOND);
    assertThat(rig.venue.net[0]).isZero();
    assertThat(rig.ledger.worst(0, Side.SELL)).isZero();
  }

  @Test
  void aRefusalIsToldOnceASecondAndCountedEachTime() {
    activate(
        rig.warrant(0, Side.BUY, 100, new Tactic(TacticKind.JOIN, 70, 0, 2, 0), 9 * Rig.SECOND));
    rig.run(2_500 * Rig.MILLI);
    assertThat(rig.ordered).isEmpty();
    assertThat(rig.refused).hasSize(3);
    assertThat(rig.refused.getFirst().objection().rule()).isEqualTo("L1");
    assertThat(rig.executor.refusals()).isGreaterThan(2_000);
  }

  @Test
  void whatTheGuardSawStandsBehindEachRefusalOfItsAndBehindNoOther() {
    activate(
        rig.warrant(0, Side.BUY, 100, new Tactic(TacticKind.JOIN, 70, 0, 2, 0), 9 * Rig.SECOND));
    activate(rig.warrant(1, Side.BUY, 1, TacticKind.JOIN, 1));
    rig.run(2_500 * Rig.MILLI);
    List<String> seen = new ArrayList<>();
    for (Object record : rig.journal) {
      if (record instanceof Derived.Seen s) {
        seen.add(s.clientId());
      }
    }
    assertThat(rig.unseen).isEmpty();
    assertThat(seen)
        .hasSize(3)
        .isEqualTo(
            rig.refused.stream()
                .map(Refusal::objection)
                .filter(o -> o.stage() == Stage.GUARD)
                .map(Objection::subject)
                .toList());
    assertThat(rig.refused).hasSizeGreaterThan(3);
  }

  @Test
  void anOrderBelowTheVenuesSmallestIsRefusedByName() {
    activate(rig.warrant(1, Side.BUY, 1, TacticKind.JOIN, 1));
    assertThat(rig.refused.getFirst().objection().rule()).isEqualTo("smallest-order");
  }

  @Test
  void inReduceThePolicySpeaksFirstAndTheExecutorWhereItIsSilent() {
    rig.executor.mode(Mode.REDUCE, rig.seq, rig.nanos);
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    assertThat(rig.refused.getFirst().objection().rule()).isEqualTo("mode-reduce");
    activate(
        rig.warrant(0, Side.SELL, 100, new Tactic(TacticKind.JOIN, 70, 0, 2, 0), 9 * Rig.SECOND));
    assertThat(rig.refused.getLast().objection().rule()).isEqualTo("L1");
    assertThat(rig.ordered).isEmpty();
  }

  @Test
  void whatRestsIsAskedAboutAgainWhenSomethingElseChanged() {
    boolean[] refusing = {false};
    Rig desk = new Rig(5, slots -> refusing[0] ? 1 : Rig.limits(slots));
    Warrant warrant = desk.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5);
    desk.executor.activate(warrant, desk.seq, desk.nanos);
    desk.run(100 * Rig.MILLI);
    desk.executor.askAgain(desk.seq, desk.nanos);
    assertThat(desk.cancelled).isEmpty();
    refusing[0] = true;
    desk.executor.askAgain(desk.seq, desk.nanos);
    assertThat(desk.cancelled).hasSize(1);
    assertThat(desk.adopted).isEmpty();
  }

  @Test
  void nothingIsPlacedBeforeReconciliation() {
    rig.deliver(new UserStreamState(false, "lost"));
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    assertThat(rig.ordered).isEmpty();
    assertThat(rig.refused.getFirst().objection().rule()).isEqualTo("not-reconciled");
  }

  @Test
  void expiryAndWithdrawalCancelWhatRests() {
    Tactic join = new Tactic(TacticKind.JOIN, 5, 0, 2, 0);
    activate(rig.warrant(0, Side.BUY, 20, join, Rig.SECOND));
    rig.run(100 * Rig.MILLI);
    rig.run(Rig.SECOND);
    assertThat(rig.withdrawn).containsExactly("1 expired");
    assertThat(rig.cancelled).hasSize(1);
    assertThat(rig.ledger.held(0)).isEmpty();
    assertThat(rig.executor.live()).isEmpty();
  }

  @Test
  void theOrdersCapEndsTheWarrant() {
    Warrant w = rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5);
    activate(
        new Warrant(
            w.epoch(),
            w.id(),
            w.instrument(),
            w.side(),
            w.capLots(),
            w.minPrice(),
            w.maxPrice(),
            w.kinds(),
            1,
            w.ratePerSecond(),
            w.expiresNanos(),
            w.stopTicks(),
            w.tactic(),
            List.of(),
            w.policy(),
            w.strategy(),
            w.model(),
            w.root()));
    rig.run(100 * Rig.MILLI);
    rig.book.move(0, 50);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.withdrawn).containsExactly("1 its orders are used up");
    assertThat(rig.ordered).hasSize(1);
  }

  @Test
  void theRateBindsWithinAnySecond() {
    Tactic eager = new Tactic(TacticKind.PEG, 5, 0, 1, 0);
    Warrant w = rig.warrant(0, Side.BUY, 20, eager, 20 * Rig.SECOND);
    activate(w);
    for (int k = 0; k < 100; k++) {
      rig.book.move(0, k % 2 == 0 ? 3 : -3);
      rig.run(60 * Rig.MILLI);
    }
    assertThat(rig.ordered.size())
        .isGreaterThan(20)
        .isLessThanOrEqualTo(6 * w.ratePerSecond() + 50);
  }

  @Test
  void aReplacingWarrantAdoptsWhatItWouldAdmit() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    activate(rig.warrant(0, Side.BUY, 10, TacticKind.JOIN, 5));
    assertThat(rig.adopted).containsExactly("1->2");
    assertThat(rig.cancelled).isEmpty();
    activate(rig.warrant(0, Side.BUY, 3, TacticKind.JOIN, 3));
    assertThat(rig.cancelled).hasSize(1);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.worst(0, Side.BUY)).isEqualTo(3);
  }

  @Test
  void aNewGuardAsksAgainAboutWhatRests() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    rig.executor.revoke(Rig.admission(_ -> 9), "another policy", rig.seq, rig.nanos);
    assertThat(rig.cancelled.getFirst()).contains("not admitted by the policy now in force");
    assertThat(rig.executor.live()).isEmpty();
  }

  @Test
  void whatTheNewGuardAdmitsRestsUntouchedUntilAWarrantTakesItOverOrTheOldOneExpires() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    rig.executor.revoke(Rig.admission(Rig::limits), "another policy", rig.seq, rig.nanos);
    assertThat(rig.executor.live()).isEmpty();
    assertThat(rig.adopted).containsExactly("1->0");
    rig.run(100 * Rig.MILLI);
    assertThat(rig.cancelled).isEmpty();
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    assertThat(rig.adopted).containsExactly("1->0", "1->2");
    rig.executor.revoke(Rig.admission(Rig::limits), "a third", rig.seq, rig.nanos);
    rig.run(120 * Rig.SECOND);
    assertThat(rig.cancelled).hasSize(1);
    assertThat(rig.ledger.open(0, Side.BUY)).isZero();
  }

  /// Holds 12 with a stop, and rests a sell of 12 that can only close; a guard that refuses
  /// whatever raises a worst case admits it.
  private OrderRecord closing(long cap) {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 12));
    rig.run(2 * Rig.SECOND);
    rig.executor.withdraw(1, "done", rig.nanos);
    rig.executor.revoke(
        Rig.admission(slots -> (int) Rig.read(slots, MeasureId.ORDER_INCREASING)),
        "another policy",
        rig.seq,
        rig.nanos);
    activate(rig.warrant(0, Side.SELL, cap, TacticKind.JOIN, 12));
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.open(0, Side.SELL)).isEqualTo(12);
    assertThat(rig.ledger.worst(0, Side.SELL)).isZero();
    assertThat(rig.refused).isEmpty();
    rig.cancelled.clear();
    return rig.ordered.getLast();
  }

  private void stopFires() {
    FakeVenue.Held stop =
        rig.venue.orders.values().stream()
            .filter(h -> h.stop() && h.open())
            .findFirst()
            .orElseThrow();
    rig.venue.fill(stop, stop.left(), rig.nanos);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.net(0)).isZero();
  }

  @Test
  void whatWasToCloseIsAskedAboutAgainWhenTheStopClosedFirst() {
    OrderRecord sell = closing(20);
    stopFires();
    assertThat(rig.cancelled).containsExactly(sell.clientId() + " not admitted under warrant 2");
    assertThat(rig.ledger.worst(0, Side.SELL)).isZero();
  }

  @Test
  void whatTheGuardAdmitsAsAnOpeningOrderStaysWhenTheStopClosedFirst() {
    closing(20);
    rig.executor.revoke(Rig.admission(Rig::limits), "another policy", rig.seq, rig.nanos);
    rig.adopted.clear();
    stopFires();
    assertThat(rig.cancelled).isEmpty();
    assertThat(rig.adopted).isEmpty();
    assertThat(rig.ledger.worst(0, Side.SELL)).isEqualTo(12);
  }

  @Test
  void reduceCancelsWhatRaisesAndKeepsWhatReduces() {
    activate(rig.warrant(0, Side.BUY, 12, TacticKind.CROSS, 12));
    rig.run(2 * Rig.SECOND);
    rig.executor.withdraw(1, "done", rig.nanos);
    activate(rig.warrant(0, Side.BUY, 30, TacticKind.JOIN, 5));
    activate(rig.warrant(0, Side.SELL, 0, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    rig.cancelled.clear();
    rig.executor.mode(Mode.REDUCE, rig.seq, rig.nanos);
    assertThat(rig.cancelled).hasSize(1);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.open(0, Side.BUY)).isZero();
    assertThat(rig.ledger.open(0, Side.SELL)).isEqualTo(5);
    rig.executor.mode(Mode.PAUSE, rig.seq, rig.nanos);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.open(0, Side.SELL)).isZero();
  }

  @Test
  void anUnusableBookPlacesNothingAndAfterAWhileCancels() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5));
    rig.run(100 * Rig.MILLI);
    rig.book.usable[0] = false;
    rig.run(900 * Rig.MILLI);
    assertThat(rig.cancelled).isEmpty();
    rig.run(300 * Rig.MILLI);
    assertThat(rig.cancelled.getFirst()).contains("not usable");
    assertThat(rig.ordered).hasSize(1);
  }

  @Test
  void aWarrantOfAnotherEpochIsVoid() {
    Rig next = rig.restarted(0);
    Warrant old = rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5);
    assertThatThrownBy(() -> next.executor.activate(old, 1, 1))
        .hasMessageContaining("of epoch 1, expected 2");
  }

  @Test
  void partialFillsLeaveTheRestWorking() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 10));
    rig.run(100 * Rig.MILLI);
    rig.venue.fill(rig.venue.orders.firstEntry().getValue(), 4, rig.nanos);
    rig.run(100 * Rig.MILLI);
    assertThat(live(0).state()).isEqualTo(OrderState.PARTIAL);
    assertThat(live(0).remaining()).isEqualTo(6);
    assertThat(rig.ledger.net(0)).isEqualTo(4);
    rig.venue.end(rig.venue.orders.lastEntry().getValue(), OrderStatus.CANCELED, rig.nanos);
    rig.run(100 * Rig.MILLI);
    assertThat(rig.ledger.worst(0, Side.BUY)).isEqualTo(14);
  }

  @Test
  void theWayToNothingToDoAllocatesNothing() {
    activate(rig.warrant(0, Side.BUY, 20, TacticKind.PEG, 5));
    activate(rig.warrant(0, Side.SELL, 20, TacticKind.PEG, 5));
    rig.run(100 * Rig.MILLI);
    int orders = rig.ordered.size();
    for (int k = 0; k < 50_000; k++) {
      rig.executor.onMarket(0, rig.seq, rig.nanos);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long overhead = threads.getCurrentThreadAllocatedBytes() - before;
    long start = threads.getCurrentThreadAllocatedBytes();
    for (int k = 0; k < 100_000; k++) {
      rig.executor.onMarket(0, rig.seq, rig.nanos);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - start - overhead;
    assertThat(rig.ordered).hasSize(orders);
    assertThat(bytes / 100_000).isZero();
  }

  private void activate(Warrant w) {
    rig.executor.activate(w, rig.seq, rig.nanos);
  }

  private LiveOrder live(int instrument) {
    List<LiveOrder> held = rig.ledger.held(instrument);
    return Objects.requireNonNull(
        held.stream().filter(o -> !o.protectiveStop()).findFirst().orElse(null));
  }
}
