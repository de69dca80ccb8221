package dev.warrant.sim.exchange;

import static dev.warrant.sim.exchange.ExchangeFixture.SECOND;
import static dev.warrant.sim.exchange.ExchangeFixture.START;
import static dev.warrant.sim.exchange.ExchangeFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.Side;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final ExchangeFixture x = new ExchangeFixture().quoted();
  private final Exchange exchange = x.exchange;
  private final long now = START + SECOND;

  @Test
  void aMarketOrderTakesTheBestPricesFirst() {
    exchange.transfer(x.alice, e8("1000000"), now);
    Order order = exchange.place(x.alice, x.market(Side.BUY, "15"), now);
    assertThat(x.trades.stream().map(UserTrade::price)).containsExactly(500_010L, 500_020L);
    assertThat(order.averageE8()).isEqualTo(e8("50001.33333333"));
  }

  @Test
  void aFillBooksPositionFeeAndWallet() {
    Order order = exchange.place(x.alice, x.market(Side.BUY, "0.5"), now);

    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.averageE8()).isEqualTo(e8("50001"));
    Position p = x.alice.position(0);
    assertThat(p.net()).isEqualTo(500);
    assertThat(p.entryE8()).isEqualTo(e8("50001"));
    assertThat(x.alice.walletE8()).isEqualTo(e8("10000") - e8("12.50025"));
    assertThat(exchange.feesE8()).isEqualTo(e8("12.50025"));
    assertThat(x.heard).endsWith("alice c1 NEW", "alice c1 TRADE 500");
  }

  @Test
  void aRestingOrderIsTheMakerWhenTheBackgroundComes() {
    x.btc.takes(now + 5, Side.SELL, 499_995, 4);
    Order order = exchange.place(x.alice, x.limit(Side.BUY, "49999.5", "0.010"), now);
    assertThat(order.status()).isEqualTo(OrderStatus.NEW);
    exchange.advance(now + 5);

    assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(order.filled()).isEqualTo(4);
    assertThat(x.trades.getLast().maker()).isTrue();
    assertThat(x.trades.getLast().feeE8()).isEqualTo(e8("0.0399996"));
  }

  @Test
  void aCancelledOrderIsGoneAndAnUnknownOneIsRefused() {
    Order order = exchange.place(x.alice, x.limit(Side.BUY, "49000", "0.010"), now);
    exchange.cancel(x.alice, x.btcListing, 0, order.clientId(), now);
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(x.alice.openOrders()).isEmpty();
    refused(-2011, () -> exchange.cancel(x.alice, x.btcListing, order.id(), "", now));
  }

  @Test
  void filtersAnswerWithTheVenuesCodes() {
    refused(-4014, () -> exchange.place(x.alice, x.limit(Side.BUY, "49000.05", "0.010"), now));
    refused(-1111, () -> exchange.place(x.alice, x.limit(Side.BUY, "49000", "0.0105"), now));
    refused(-4003, () -> exchange.place(x.alice, x.limit(Side.BUY, "49000", "0"), now));
    refused(-4005, () -> exchange.place(x.alice, x.limit(Side.BUY, "49000", "1001"), now));
    refused(-4164, () -> exchange.place(x.alice, x.limit(Side.BUY, "49000", "0.002"), now));
    refused(-4016, () -> exchange.place(x.alice, x.limit(Side.BUY, "52500.1", "0.010"), now));
    refused(-4024, () -> exchange.place(x.alice, x.limit(Side.SELL, "47499.9", "0.010"), now));
    assertThat(x.alice.openOrders()).isEmpty();
  }

  @Test
  void anOpenClientIdIsADuplicateAndAFinishedOneIsNot() {
    NewOrder request = x.limit(Side.BUY, "49000", "0.010");
    exchange.place(x.alice, request, now);
    refused(-4116, () -> exchange.place(x.alice, request, now));
    exchange.place(x.bob, request, now);
    exchange.cancelAll(x.alice, x.btcListing, now);
    assertThat(exchange.place(x.alice, request, now).status()).isEqualTo(OrderStatus.NEW);
  }

  @Test
  void postOnlyNeverTakesAndFillOrKillNeverFillsInPart() {
    refused(
        -5022,
        () ->
            exchange.place(x.alice, x.limit(Side.BUY, "50001", "0.01").with(TimeInForce.GTX), now));
    refused(
        -5021,
        () ->
            exchange.place(
                x.alice, x.limit(Side.BUY, "50001", "10.001").with(TimeInForce.FOK), now));
    Order rests =
        exchange.place(x.alice, x.limit(Side.BUY, "50000", "0.01").with(TimeInForce.GTX), now);
    assertThat(rests.status()).isEqualTo(OrderStatus.NEW);
    Order filled =
        exchange.place(x.alice, x.limit(Side.BUY, "50001", "1").with(TimeInForce.FOK), now);
    assertThat(filled.status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void whatAnImmediateOrderCannotFillExpires() {
    Order order =
        exchange.place(x.alice, x.limit(Side.SELL, "49999", "3").with(TimeInForce.IOC), now);
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    exchange.transfer(x.bob, e8("1000000"), now);
    Order big = exchange.place(x.bob, x.limit(Side.SELL, "49999", "9").with(TimeInForce.IOC), now);
    assertThat(big.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(big.filled()).isEqualTo(7000);
    assertThat(big.expiryReason()).isEqualTo(Order.EXPIRED_UNFILLED);
  }

  @Test
  void marginIsTheLargerOfBothSides() {
    exchange.leverage(x.alice, x.btcListing, 10, now);
    exchange.place(x.alice, x.limit(Side.BUY, "49000", "1"), now);
    assertThat(exchange.risk().initialE8(x.alice)).isEqualTo(e8("4900"));
    exchange.place(x.alice, x.limit(Side.SELL, "51000", "1"), now);
    assertThat(exchange.risk().initialE8(x.alice)).isEqualTo(e8("5100"));
    refused(-2019, () -> exchange.place(x.alice, x.limit(Side.SELL, "51000", "1"), now));
    assertThat(exchange.risk().availableE8(x.alice)).isEqualTo(e8("4900"));
  }

  @Test
  void leverageBoundsNotionalByTheBrackets() {
    refused(-4028, () -> exchange.leverage(x.alice, x.btcListing, 126, now));
    exchange.transfer(x.alice, e8("1000000"), now);
    exchange.leverage(x.alice, x.btcListing, 125, now);
    refused(-2027, () -> exchange.place(x.alice, x.limit(Side.BUY, "50000", "1.001"), now));
    exchange.place(x.alice, x.limit(Side.BUY, "50000", "1"), now);
    refused(-2027, () -> exchange.place(x.alice, x.limit(Side.BUY, "50000", "0.002"), now));
  }

  @Test
  void reduceOnlyWithoutAPositionIsRefusedAndNeverTurnsOne() {
    refused(-2022, () -> exchange.place(x.alice, x.market(Side.SELL, "1").reducing(), now));
    exchange.place(x.alice, x.market(Side.BUY, "1"), now);
    refused(-2022, () -> exchange.place(x.alice, x.market(Side.BUY, "1").reducing(), now));
    Order order = exchange.place(x.alice, x.market(Side.SELL, "3").reducing(), now);
    assertThat(order.filled()).isEqualTo(1000);
    assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(order.expiryReason()).isEqualTo(Order.EXPIRED_WOULD_REVERSE);
    assertThat(x.alice.position(0).net()).isZero();
  }

  @Test
  void restingReduceOnlyOrdersShrinkWithThePosition() {
    exchange.place(x.alice, x.market(Side.BUY, "1"), now);
    Order near = exchange.place(x.alice, x.limit(Side.SELL, "50000.5", "0.8").reducing(), now);
    Order far = exchange.place(x.alice, x.limit(Side.SELL, "50000.8", "0.8").reducing(), now);
    exchange.place(x.alice, x.market(Side.SELL, "0.4"), now);
    assertThat(far.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(near.status()).isEqualTo(OrderStatus.NEW);
    x.btc.takes(now + 1, Side.BUY, 500_009, 5000);
    exchange.advance(now + 1);
    assertThat(near.filled()).isEqualTo(600);
    assertThat(near.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(x.alice.position(0).net()).isZero();
  }

  @Test
  void anAccountDoesNotTradeWithItself() {
    Order own = exchange.place(x.alice, x.limit(Side.SELL, "50000.5", "0.01"), now);
    Order taker = exchange.place(x.alice, x.market(Side.BUY, "0.02"), now);
    assertThat(own.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(own.expiryReason()).isEqualTo(Order.EXPIRED_SELF_TRADE);
    assertThat(taker.averageE8()).isEqualTo(e8("50001"));
  }

  @Test
  void fundingIsSettledOnceFromTheMarkBeforeIt() {
    exchange.place(x.alice, x.market(Side.BUY, "1"), now);
    long due = (now / SECOND + 60) * SECOND;
    x.btc.marks(now + 1, e8("50000"), e8("0.0001"), due / 1_000_000);
    x.btc.marks(due, e8("51000"), e8("0.0009"), due / 1_000_000 + 28_800_000);
    exchange.advance(due - 1);
    long before = x.alice.walletE8();
    exchange.advance(due);
    assertThat(before - x.alice.walletE8()).isEqualTo(e8("5"));
    exchange.advance(due + 60 * SECOND);
    assertThat(before - x.alice.walletE8()).isEqualTo(e8("5"));
    assertThat(x.heard).contains("alice FUNDING_FEE -5.0000");
    assertThat(x.btcListing.fundings(10, 0, Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void theCountdownCancelsOnATenMillisecondGridAndLeavesStopsAlone() {
    exchange.place(x.alice, x.market(Side.BUY, "0.1"), now);
    Order order = exchange.place(x.alice, x.limit(Side.BUY, "49000", "0.010"), now);
    AlgoOrder stop =
        exchange.placeAlgo(x.alice, NewAlgo.stop(0, Side.SELL, e8("48000"), e8("0.1"), "s1"), now);
    long odd = now + 3_333_333;
    exchange.countdown(x.alice, x.btcListing, 1000, odd);
    exchange.advance(odd + 1000 * 1_000_000L);
    assertThat(order.status()).isEqualTo(OrderStatus.NEW);
    assertThat(exchange.nextNanos()).isEqualTo(now + 1_010_000_000L);
    exchange.advance(now + 1_010_000_000L);
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(stop.status()).isEqualTo(AlgoOrder.Status.NEW);

    Order kept = exchange.place(x.alice, x.limit(Side.BUY, "49000", "0.010"), now + 2 * SECOND);
    exchange.countdown(x.alice, x.btcListing, 1000, now + 2 * SECOND);
    exchange.countdown(x.alice, x.btcListing, 0, now + 2 * SECOND);
    exchange.advance(now + 9 * SECOND);
    assertThat(kept.status()).isEqualTo(OrderStatus.NEW);
  }

  private static void refused(int code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Rejection.class, r -> assertThat(r.code()).as(r.text()).isEqualTo(code));
  }
}
