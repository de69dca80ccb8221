package dev.warrant.execution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Finding.Kind;
import dev.warrant.knowledge.event.Derived.Holding;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final long USDT = 1_00000000L;

  private final List<Finding> findings = new ArrayList<>();
  private final MeasureBoard board = new MeasureBoard(2);
  private final Ledger ledger = new Ledger(Some.config(), board, findings::add);
  private int ordinal;
  private long trade;
  private long nanos = Some.NOON;

  @BeforeEach
  void start() {
    Some.reconcile(ledger, nanos);
    mark(60_000 * USDT);
    findings.clear();
  }

  @Test
  void closingRealisesAgainstTheAverageCost() {
    fill(Side.BUY, 10, 60_000 * USDT, 0);
    fill(Side.BUY, 30, 60_400 * USDT, 0);
    assertThat(ledger.entryE8(0)).isEqualTo(60_300 * USDT);
    fill(Side.SELL, 20, 60_500 * USDT, 0);
    // 0.02 BTC times 200.
    assertThat(ledger.snapshot().holdings().getFirst().realisedE8()).isEqualTo(4 * USDT);
    assertThat(ledger.snapshot().walletE8()).isEqualTo(Some.WALLET_E8 + 4 * USDT);
    assertThat(ledger.entryE8(0)).isEqualTo(60_300 * USDT);
  }

  @Test
  void aFillThroughZeroRealisesAllAndOpensTheRestAtItsPrice() {
    fill(Side.BUY, 10, 60_000 * USDT, 0);
    fill(Side.SELL, 25, 61_000 * USDT, 0);
    assertThat(ledger.net(0)).isEqualTo(-15);
    assertThat(ledger.entryE8(0)).isEqualTo(61_000 * USDT);
    assertThat(ledger.snapshot().walletE8()).isEqualTo(Some.WALLET_E8 + 10 * USDT);
  }

  @Test
  void dailyLossCountsFeesFundingAndUnrealisedSinceMidnight() {
    fill(Side.BUY, 100, 60_000 * USDT, 3 * USDT);
    update("FUNDING_FEE", -2 * USDT);
    mark(59_950 * USDT);
    // Fee 3, funding 2, unrealised 0.1 × 50.
    assertThat(measure(MeasureId.ACCOUNT_DAILY_LOSS)).isEqualTo(10 * 10_000);
    assertThat(ledger.snapshot().holdings().getFirst().fundingE8()).isEqualTo(-2 * USDT);
    nanos += 13 * 3600 * Some.SECOND;
    ledger.onTime(nanos);
    assertThat(measure(MeasureId.ACCOUNT_DAILY_LOSS)).isZero();
    mark(59_940 * USDT);
    assertThat(measure(MeasureId.ACCOUNT_DAILY_LOSS)).isEqualTo(10_000);
    assertThat(measure(MeasureId.ACCOUNT_PEAK)).isEqualTo(10_000 * 10_000L);
  }

  @Test
  void theDistanceToLiquidationFollowsEverythingItDependsOn() {
    SeededRandom random = new SeededRandom(11);
    long price = 60_000 * USDT;
    for (int step = 0; step < 500; step++) {
      switch (random.nextInt(4)) {
        case 0 -> fill(random.nextInt(2) == 0 ? Side.BUY : Side.SELL, 200, price, 0);
        case 1 -> update("DEPOSIT", random.nextInt(1_000) * USDT);
        case 2 -> price = (59_000 + random.nextInt(2_000)) * USDT;
        default -> {}
      }
      mark(price);
      long marked = measure(MeasureId.MARKET_LIQUIDATION_DISTANCE);
      assertThat(marked).as("step %d", step).isEqualTo(distance(price));
      ledger.onOrder(Some.order(10_000 + step, 0, Side.BUY, 500_000, 1), 0, nanos);
      assertThat(measure(MeasureId.MARKET_LIQUIDATION_DISTANCE)).isEqualTo(marked);
    }
  }

  private long distance(long markE8) {
    Holding held = ledger.snapshot().holdings().getFirst();
    if (held.net() == 0) {
      return 1_000_000;
    }
    long wallet = ledger.snapshot().walletE8();
    long liquidation = Liquidation.priceE8(Some.BTC, held.net(), held.costE8(), markE8, wallet);
    return Liquidation.distancePpm(held.net() > 0, markE8, liquidation);
  }

  @Test
  void peakShiftsWithDepositsAndWithdrawals() {
    update("DEPOSIT", 500 * USDT);
    assertThat(ledger.peakE8()).isEqualTo(10_500 * USDT);
    update("WITHDRAW", -2_000 * USDT);
    assertThat(ledger.peakE8()).isEqualTo(8_500 * USDT);
    assertThat(measure(MeasureId.ACCOUNT_DAILY_LOSS)).isZero();
    update("INSURANCE_CLEAR", -1 * USDT);
    assertThat(ledger.peakE8()).isEqualTo(8_500 * USDT);
    assertThat(measure(MeasureId.ACCOUNT_DAILY_LOSS)).isEqualTo(10_000);
  }

  @Test
  void peakFollowsUnrealisedProfitAndOnlyTwoPeopleResetIt() {
    fill(Side.BUY, 100, 60_000 * USDT, 0);
    mark(61_000 * USDT);
    mark(60_000 * USDT);
    assertThat(ledger.peakE8()).isEqualTo(10_100 * USDT);
    ledger.resetPeak();
    assertThat(ledger.peakE8()).isEqualTo(10_000 * USDT);
  }

  @Test
  void marginHeatAndFreeReadTheWorstCaseAtTheMark() {
    OrderRecord o = Some.order(50, 0, Side.BUY, 590_000, 100);
    ledger.onOrder(o, 0, nanos);
    // 0.1 BTC at 60000: gross 6000, margin at 10x 600, heat 100 lots × 1000 ticks × 1e-4.
    assertThat(measure(MeasureId.PORTFOLIO_GROSS)).isEqualTo(6_000 * 10_000);
    assertThat(measure(MeasureId.ACCOUNT_MARGIN_USED)).isEqualTo(600 * 10_000);
    assertThat(measure(MeasureId.ACCOUNT_FREE)).isEqualTo(9_400 * 10_000);
    assertThat(measure(MeasureId.PORTFOLIO_HEAT)).isEqualTo(10 * 10_000);
  }

  @Test
  void equityIsAbsentWhileSomethingHeldHasNoMark() {
    ledger.onOrder(Some.order(51, 1, Side.BUY, 300_000, 1), 0, nanos);
    assertThat(MeasureBoard.present(board.slots(0), MeasureId.ACCOUNT_EQUITY)).isFalse();
    ledger.onMark(1, 3_000 * USDT, 9, nanos);
    assertThat(MeasureBoard.present(board.slots(0), MeasureId.ACCOUNT_EQUITY)).isTrue();
  }

  @Test
  void aFillCountsOnceHoweverOftenItIsReported() {
    OrderRecord o = Some.order(52, 0, Side.BUY, 600_000, 10);
    ledger.onOrder(o, 0, nanos);
    OrderReport r = Some.fill(o, OrderStatus.PARTIALLY_FILLED, 4, 77, 4, 60_000 * USDT);
    ledger.on(r, 9, nanos);
    ledger.on(r, 10, nanos);
    assertThat(ledger.net(0)).isEqualTo(4);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
  }

  @Test
  void aCancelledOrderHoldsTheFillsItsEndAnnounced() {
    OrderRecord o = Some.order(53, 0, Side.BUY, 600_000, 10);
    ledger.onOrder(o, 0, nanos);
    ledger.on(Some.report(o, OrderStatus.CANCELED, 6), 9, nanos);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(6);
    assertThat(findings.getLast().kind()).isEqualTo(Kind.FILL_AWAITED);
    ledger.on(Some.fill(o, OrderStatus.PARTIALLY_FILLED, 6, 78, 6, 60_000 * USDT), 10, nanos);
    assertThat(ledger.net(0)).isEqualTo(6);
    assertThat(ledger.held(0)).isEmpty();
  }

  @Test
  void aFillAfterTheEndIsBookedAndReported() {
    OrderRecord o = Some.order(54, 0, Side.BUY, 600_000, 10);
    ledger.onOrder(o, 0, nanos);
    ledger.on(Some.report(o, OrderStatus.CANCELED, 0), 9, nanos);
    ledger.on(Some.fill(o, OrderStatus.CANCELED, 2, 79, 2, 60_000 * USDT), 10, nanos);
    assertThat(ledger.net(0)).isEqualTo(2);
    assertThat(findings.getLast().kind()).isEqualTo(Kind.FILL_AFTER_END);
  }

  @Test
  void anOverfillFollowsTheVenueAndIsReported() {
    OrderRecord o = Some.order(55, 0, Side.BUY, 600_000, 3);
    ledger.onOrder(o, 0, nanos);
    ledger.on(Some.fill(o, OrderStatus.FILLED, 5, 80, 5, 60_000 * USDT), 10, nanos);
    assertThat(ledger.net(0)).isEqualTo(5);
    assertThat(findings.getLast().kind()).isEqualTo(Kind.ORDER_OVERFILLED);
  }

  @Test
  void aLiquidationOfTheVenueMovesThePositionAndIsReported() {
    fill(Side.BUY, 10, 60_000 * USDT, 0);
    findings.clear();
    OrderReport r =
        new OrderReport(
            0,
            "autoclose-123",
            5,
            Side.SELL,
            OrderKind.IOC,
            OrderStatus.FILLED,
            500_000,
            10,
            10,
            999,
            10,
            50_000 * USDT,
            0,
            false,
            false,
            1);
    ledger.on(r, 11, nanos);
    assertThat(ledger.net(0)).isZero();
    assertThat(findings.getFirst().kind()).isEqualTo(Kind.LIQUIDATION);
    assertThat(findings.getFirst().kind().alarm()).isTrue();
    assertThat(ledger.reconciled()).isFalse();
  }

  @Test
  void ambiguousSubmitHoldsItsRiskAndNoAnswerIsAmbiguousToo() {
    OrderRecord a = Some.order(56, 0, Side.BUY, 600_000, 3);
    OrderRecord b = Some.order(57, 0, Side.BUY, 600_000, 4);
    ledger.onOrder(a, 0, nanos);
    ledger.onOrder(b, 0, nanos);
    ledger.on(Some.answer(a, Request.PLACE, Outcome.UNKNOWN), 9, nanos);
    assertThat(measure(MeasureId.ORDERS_UNKNOWN)).isEqualTo(1);
    ledger.onTime(nanos + 4 * Some.SECOND);
    assertThat(measure(MeasureId.ORDERS_UNKNOWN)).isEqualTo(2);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(7);
    ledger.on(Some.report(b, OrderStatus.NEW, 0), 9, nanos);
    assertThat(measure(MeasureId.ORDERS_UNKNOWN)).isEqualTo(1);
  }

  @Test
  void windowsCountMessagesRejectsAndSlippage() {
    for (int k = 0; k < 5; k++) {
      OrderRecord o = Some.order(60 + k, 0, Side.BUY, 600_000, 1);
      ledger.onOrder(o, 60_000_000, nanos);
      ledger.on(
          Some.answer(o, Request.PLACE, k == 0 ? Outcome.REJECTED : Outcome.ACCEPTED), 9, nanos);
    }
    assertThat(measure(MeasureId.RATE_MESSAGES)).isEqualTo(5);
    assertThat(measure(MeasureId.RATE_REJECTS)).isEqualTo(10_000);
    ledger.onTime(nanos + 9 * Some.SECOND);
    assertThat(measure(MeasureId.RATE_MESSAGES)).isEqualTo(5);
    ledger.onTime(nanos + 11 * Some.SECOND);
    assertThat(measure(MeasureId.RATE_MESSAGES)).isZero();
    OrderRecord taken = Some.order(70, 0, Side.BUY, 600_100, 1);
    ledger.onOrder(taken, 60_000_000, nanos);
    OrderReport r = Some.fill(taken, OrderStatus.FILLED, 1, 500, 1, 60_006 * USDT);
    ledger.on(taker(r), 12, nanos);
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isEqualTo(100);
  }

  @Test
  void fiftyBadFillsAndRejectsAreForgottenAfterFifteenMinutes() {
    long quarter = 15 * 60 * Some.SECOND;
    for (int k = 0; k < 60; k++) {
      OrderRecord taken = Some.order(k, 0, Side.BUY, 600_100, 1);
      ledger.onOrder(taken, 60_000_000, nanos);
      ledger.on(Some.answer(taken, Request.PLACE, Outcome.REJECTED), 9, nanos);
      OrderReport r = Some.fill(taken, OrderStatus.FILLED, 1, 500 + k, 1, 60_060 * USDT);
      ledger.on(taker(r), 12, nanos);
    }
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isEqualTo(1_000);
    assertThat(measure(MeasureId.RATE_REJECTS)).isEqualTo(600_000);
    ledger.onTime(nanos + quarter - 1);
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isEqualTo(1_000);
    ledger.onTime(nanos + quarter + Some.SECOND);
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isZero();
    assertThat(measure(MeasureId.RATE_REJECTS)).isZero();
    OrderRecord late = Some.order(70, 0, Side.BUY, 600_100, 1);
    ledger.onOrder(late, 60_000_000, nanos + 2 * quarter);
    ledger.on(
        taker(Some.fill(late, OrderStatus.FILLED, 1, 900, 1, 60_006 * USDT)),
        13,
        nanos + 2 * quarter);
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isEqualTo(100);
  }

  @Test
  void aStopSlipsFromItsTriggerAndNotFromWhereItWasLaidDown() {
    OrderRecord plain = Some.order(1, 0, Side.SELL, 594_000, 1);
    OrderRecord stop =
        new OrderRecord(
            new ClientId('S', 1, 0, 1).text(),
            1,
            0,
            0,
            Side.SELL,
            OrderKind.STOP_MARKET,
            plain.price(),
            1,
            true,
            plain.root(),
            7);
    ledger.onOrder(stop, 60_000_000, nanos);
    OrderReport r = Some.fill(stop, OrderStatus.FILLED, 1, 500, 1, 59_394_06000000L);
    ledger.on(taker(r), 12, nanos);
    assertThat(measure(MeasureId.RATE_SLIPPAGE)).isEqualTo(100);
  }

  @Test
  void snapshotAndRestoreKeepMoneyAndPositions() {
    fill(Side.BUY, 10, 60_000 * USDT, 1 * USDT);
    mark(60_500 * USDT);
    Ledger other = new Ledger(Some.config(), new MeasureBoard(2), _ -> {});
    other.restore(ledger.snapshot(), 0);
    other.onMark(0, 60_500 * USDT, 1, nanos);
    assertThat(other.snapshot()).isEqualTo(ledger.snapshot());
    assertThat(other.equityE8()).isEqualTo(ledger.equityE8());
  }

  private static OrderReport taker(OrderReport r) {
    return new OrderReport(
        r.instrument(),
        r.clientId(),
        r.venueId(),
        r.side(),
        r.kind(),
        r.status(),
        r.price(),
        r.lots(),
        r.cumLots(),
        r.tradeId(),
        r.lastLots(),
        r.lastPriceE8(),
        r.feeE8(),
        false,
        r.reduceOnly(),
        r.venueMs());
  }

  private void fill(Side side, long lots, long priceE8, long feeE8) {
    OrderRecord o = Some.order(ordinal++, 0, side, priceE8 / 10_000_000, lots);
    assertThat(o.root()).isEqualTo(Digest.ZERO);
    ledger.onOrder(o, 0, nanos);
    OrderReport r = Some.fill(o, OrderStatus.FILLED, lots, ++trade, lots, priceE8);
    ledger.on(
        new OrderReport(
            0,
            r.clientId(),
            r.venueId(),
            side,
            r.kind(),
            r.status(),
            r.price(),
            lots,
            lots,
            trade,
            lots,
            priceE8,
            feeE8,
            true,
            false,
            r.venueMs()),
        9,
        nanos);
  }

  private void mark(long markE8) {
    ledger.onMark(0, markE8, 6, nanos);
  }

  private void update(String reason, long deltaE8) {
    ledger.on(new AccountUpdate(reason, 0, deltaE8, List.of(), 1), 9, nanos);
  }

  private long measure(MeasureId id) {
    assertThat(MeasureBoard.present(board.slots(0), id)).isTrue();
    return board.slots(0)[MeasureBoard.slot(id)];
  }
}
