package dev.warrant.execution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Finding.Kind;
import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OpenOrder;
import dev.warrant.knowledge.event.VenueEvent.OpenOrders;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The restart matrix: orders, fills, positions and balances that are matched, missing, unknown or
/// different, each with its finding.
class ReconcileTest {
  private static final long PRICE_E8 = 60_000_00000000L;

  private final List<Finding> findings = new ArrayList<>();
  private final MeasureBoard board = new MeasureBoard(2);
  private final Ledger ledger = new Ledger(Some.config(), board, findings::add);
  private final OrderRecord order = Some.order(0, 0, Side.BUY, 600_000, 10);
  private long nanos = Some.NOON;

  @BeforeEach
  void anAccountThatAgreed() {
    Some.reconcile(ledger, nanos);
    ledger.onMark(0, PRICE_E8, 6, nanos);
    ledger.onMark(1, 3_000_00000000L, 6, nanos);
    assertThat(ledger.reconciled()).isTrue();
    findings.clear();
  }

  @Test
  void nothingIsReconciledWhileTheUserStreamIsDown() {
    ledger.on(new UserStreamState(false, "reset"), 9, nanos);
    assertThat(ledger.reconciled()).isFalse();
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    assertThat(ledger.reconciled()).isFalse();
  }

  @Test
  void profitCountsFromTheFirstAgreementOfALifeAndNotFromWhatWasPaidIn() {
    assertThat(ledger.profitE8()).isZero();
    ledger.on(
        new AccountUpdate("DEPOSIT", 2 * Some.WALLET_E8, Some.WALLET_E8, List.of(), 1), 8, nanos);
    assertThat(ledger.equityE8()).isEqualTo(2 * Some.WALLET_E8);
    assertThat(ledger.profitE8()).isZero();
    restart();
    assertThat(ledger.profitE8()).isZero();
    answer(List.of(), List.of(), 0, 5 * Some.WALLET_E8);
    answer(List.of(), List.of(), 0, 5 * Some.WALLET_E8);
    assertThat(ledger.reconciled()).isTrue();
    assertThat(ledger.profitE8()).isZero();
  }

  @Test
  void anOrderOpenOnBothSidesIsMatched() {
    rests();
    restart();
    answer(List.of(open(order, 0)), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_MATCHED, Kind.RECONCILED);
    assertThat(state(order)).isEqualTo(OrderState.OPEN);
  }

  @Test
  void anOrderMissingAtTheVenueIsUnknownUntilAQueryProvesItsEnd() {
    rests();
    restart();
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_MISSING);
    assertThat(state(order)).isEqualTo(OrderState.UNKNOWN);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
    assertThat(ledger.reconciled()).isFalse();
    found(order, OrderStatus.CANCELED, 0);
    assertThat(ledger.worst(0, Side.BUY)).isZero();
    assertThat(ledger.reconciled()).isTrue();
  }

  @Test
  void anUnconfirmedOrderThatNeverArrivedIsReleasedOnlyAfterTheReceiveWindow() {
    ledger.onOrder(order, 0, nanos);
    restart();
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    absent(order);
    assertThat(state(order)).isEqualTo(OrderState.UNKNOWN);
    nanos += 7 * Some.SECOND;
    absent(order);
    assertThat(state(order)).isEqualTo(OrderState.SUPPRESSED);
    assertThat(kinds()).contains(Kind.ORDER_NEVER_ARRIVED);
    assertThat(ledger.reconciled()).isTrue();
  }

  @Test
  void anOrderTheVenueNoLongerKnowsHasVanished() {
    rests();
    restart();
    nanos += 7 * Some.SECOND;
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    absent(order);
    assertThat(kinds()).contains(Kind.ORDER_VANISHED);
    assertThat(state(order)).isEqualTo(OrderState.CANCELED);
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    assertThat(ledger.reconciled()).isTrue();
  }

  @Test
  void anOrderOfAnEarlierEpochIsAdoptedWithItsRisk() {
    restart();
    OrderRecord earlier = Some.order(44, 1, Side.SELL, 300_000, 7);
    answer(List.of(open(earlier, 0)), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_ADOPTED, Kind.RECONCILED);
    assertThat(ledger.worst(1, Side.SELL)).isEqualTo(7);
  }

  @Test
  void anOrderMadeByHandIsHeldAndReported() {
    restart();
    OpenOrder manual =
        new OpenOrder(0, "web_abc", 99, Side.SELL, OrderKind.LIMIT, 700_000, 0, 3, 0, false);
    answer(List.of(manual), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_FOREIGN);
    assertThat(ledger.worst(0, Side.SELL)).isEqualTo(3);
  }

  @Test
  void anOrderEndedHereButListedThereIsHeldAgainUntilAQueryProvesItsEnd() {
    rests();
    ledger.on(Some.report(order, OrderStatus.CANCELED, 0), 9, nanos);
    restart();
    answer(List.of(open(order, 0)), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_REVIVED);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
    found(order, OrderStatus.CANCELED, 0);
    assertThat(ledger.worst(0, Side.BUY)).isZero();
  }

  @Test
  void anOrderWhoseQuantityDiffersIsReported() {
    rests();
    restart();
    OpenOrder other =
        new OpenOrder(0, order.clientId(), 5, Side.BUY, OrderKind.LIMIT, 600_000, 0, 11, 0, false);
    answer(List.of(other), List.of(), 0, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.ORDER_DIFFERS);
  }

  @Test
  void aMissedFillIsBookedFromTheListBeforePositionsAreCompared() {
    rests();
    restart();
    answer(List.of(open(order, 4)), List.of(past(order, 900, 4)), 4, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.FILL_MISSING, Kind.RECONCILED);
    assertThat(kinds()).doesNotContain(Kind.POSITION_FORCED);
    assertThat(ledger.net(0)).isEqualTo(4);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
  }

  @Test
  void aFillSeenOnTheStreamIsNotBookedAgainFromTheList() {
    rests();
    ledger.on(Some.fill(order, OrderStatus.PARTIALLY_FILLED, 4, 900, 4, PRICE_E8), 9, nanos);
    restart();
    answer(List.of(open(order, 4)), List.of(past(order, 900, 4)), 4, Some.WALLET_E8);
    assertThat(ledger.net(0)).isEqualTo(4);
    assertThat(kinds()).contains(Kind.RECONCILED);
  }

  @Test
  void aFillOfAnOrderWhoseVenueIdIsNotKnownYetIsAttributedOnceItIs() {
    ledger.onOrder(order, 0, nanos);
    restart();
    answer(List.of(), List.of(past(order, 900, 10)), 10, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.FILL_FOREIGN);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(20);
    found(order, OrderStatus.FILLED, 10);
    assertThat(ledger.net(0)).isEqualTo(10);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
    assertThat(ledger.reconciled()).isTrue();
  }

  @Test
  void aPositionThatDiffersOnceIsAskedForAgain() {
    restart();
    answer(List.of(), List.of(), 3, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.POSITION_DIFFERS);
    assertThat(ledger.net(0)).isZero();
    assertThat(ledger.reconciled()).isFalse();
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    assertThat(ledger.reconciled()).isTrue();
  }

  @Test
  void aPositionThatDiffersTwiceEndsAsTheVenues() {
    restart();
    answer(List.of(), List.of(), 3, Some.WALLET_E8);
    answer(List.of(), List.of(), 3, Some.WALLET_E8);
    assertThat(kinds()).contains(Kind.POSITION_FORCED, Kind.RECONCILED);
    assertThat(ledger.net(0)).isEqualTo(3);
    assertThat(ledger.entryE8(0)).isEqualTo(PRICE_E8);
  }

  @Test
  void aForcedFillThatComesLateIsNotBookedAgain() {
    rests();
    ledger.on(Some.report(order, OrderStatus.PARTIALLY_FILLED, 3), 9, nanos);
    restart();
    answer(List.of(open(order, 3)), List.of(), 3, Some.WALLET_E8);
    answer(List.of(open(order, 3)), List.of(), 3, Some.WALLET_E8);
    assertThat(ledger.net(0)).isEqualTo(3);
    ledger.on(Some.fill(order, OrderStatus.PARTIALLY_FILLED, 3, 901, 3, PRICE_E8), 9, nanos);
    assertThat(ledger.net(0)).isEqualTo(3);
    ledger.on(Some.fill(order, OrderStatus.PARTIALLY_FILLED, 5, 902, 2, PRICE_E8), 9, nanos);
    assertThat(ledger.net(0)).isEqualTo(5);
  }

  @Test
  void aSurplusCountsAsPaidInAndAShortfallAsLost() {
    restart();
    answer(List.of(), List.of(), 0, Some.WALLET_E8 + 5_00000000L);
    assertThat(kinds()).contains(Kind.BALANCE_DIFFERS);
    assertThat(ledger.peakE8()).isEqualTo(Some.WALLET_E8 + 5_00000000L);
    restart();
    answer(List.of(), List.of(), 0, Some.WALLET_E8);
    assertThat(ledger.equityE8()).isEqualTo(Some.WALLET_E8);
    assertThat(ledger.peakE8()).isEqualTo(Some.WALLET_E8 + 5_00000000L);
  }

  @Test
  void aWrongPositionModeIsNeverReconciled() {
    restart();
    ledger.on(new OpenOrders(List.of()), 9, nanos);
    ledger.on(new PastFills(0, List.of()), 9, nanos);
    ledger.on(new PastFills(1, List.of()), 9, nanos);
    ledger.on(
        new AccountSnapshot(Some.WALLET_E8, Some.WALLET_E8, List.of(), false, true), 9, nanos);
    assertThat(kinds()).contains(Kind.ACCOUNT_MODE);
    assertThat(findings.getLast().says()).contains("found hedge mode");
    assertThat(ledger.reconciled()).isFalse();
  }

  @Test
  void aPushedPositionThatStaysApartStartsReconciliation() {
    ledger.on(
        new AccountUpdate("ORDER", 0, 0, List.of(new VenuePosition(0, 2, PRICE_E8, 10)), 1),
        9,
        nanos);
    ledger.onTime(nanos + Some.SECOND);
    assertThat(ledger.reconciled()).isTrue();
    ledger.onTime(nanos + 3 * Some.SECOND);
    ledger.onTime(nanos + 4 * Some.SECOND);
    assertThat(kinds()).contains(Kind.POSITION_DRIFTED);
    assertThat(ledger.reconciled()).isFalse();
  }

  @Test
  void unknownOrdersAreQueriedOnceASecond() {
    ledger.onOrder(order, 0, nanos);
    ledger.on(Some.answer(order, Request.PLACE, Outcome.UNKNOWN), 9, nanos);
    List<String> asked = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      nanos += Some.SECOND / 10;
      ledger.requests(nanos, new Asked(asked));
    }
    assertThat(asked).hasSize(3).containsOnly(order.clientId());
  }

  private record Asked(List<String> ids) implements Requests {
    @Override
    public void account() {}

    @Override
    public void openOrders() {}

    @Override
    public void fills(int instrument, long sinceMs) {}

    @Override
    public void query(int instrument, String clientId) {
      ids.add(clientId);
    }
  }

  private void rests() {
    ledger.onOrder(order, 0, nanos);
    ledger.on(Some.report(order, OrderStatus.NEW, 0), 8, nanos);
  }

  private void restart() {
    nanos += Some.SECOND;
    ledger.endRecovery(9);
    ledger.on(new UserStreamState(true, ""), 9, nanos);
    assertThat(ledger.reconciled()).isFalse();
  }

  private void answer(List<OpenOrder> open, List<PastFill> fills, long net, long wallet) {
    ledger.on(new OpenOrders(open), 9, nanos);
    ledger.on(new PastFills(0, fills), 9, nanos);
    ledger.on(new PastFills(1, List.of()), 9, nanos);
    ledger.on(
        new AccountSnapshot(
            wallet, wallet, List.of(new VenuePosition(0, net, PRICE_E8, 10)), true, true),
        9,
        nanos);
  }

  private void found(OrderRecord o, OrderStatus status, long cum) {
    ledger.on(
        new OrderFound(
            o.instrument(),
            o.clientId(),
            true,
            77,
            o.side(),
            o.kind(),
            status,
            o.price(),
            o.lots(),
            cum,
            false),
        9,
        nanos);
    // The account may have been asked for before; it is asked for again after a fill.
    answer(List.of(), List.of(), ledger.net(0), Some.WALLET_E8);
  }

  private void absent(OrderRecord o) {
    ledger.on(
        new OrderFound(
            0, o.clientId(), false, 0, Side.BUY, o.kind(), OrderStatus.NEW, 0, 0, 0, false),
        9,
        nanos);
  }

  private static OpenOrder open(OrderRecord o, long cum) {
    return new OpenOrder(
        o.instrument(),
        o.clientId(),
        77,
        o.side(),
        o.kind(),
        o.price(),
        0,
        o.lots(),
        cum,
        o.reduceOnly());
  }

  private static PastFill past(OrderRecord o, long trade, long lots) {
    return new PastFill(
        o.instrument(), 77, trade, o.side(), lots, PRICE_E8, 0, true, Some.NOON / 1_000_000);
  }

  private OrderState state(OrderRecord o) {
    LiveOrder live = ledger.order(o.clientId());
    return Objects.requireNonNull(live).state();
  }

  private List<Kind> kinds() {
    return findings.stream().map(Finding::kind).toList();
  }
}
