package dev.warrant.sim.exchange;

import static dev.warrant.sim.exchange.ExchangeFixture.SECOND;
import static dev.warrant.sim.exchange.ExchangeFixture.START;
import static dev.warrant.sim.exchange.ExchangeFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.Side;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConditionalTest {
  private final ExchangeFixture x = new ExchangeFixture().quoted();
  private final Exchange exchange = x.exchange;
  private final long now = START + SECOND;

  @Test
  void aStopBecomesAMarketOrderWhenTheMarkReachesIt() {
    exchange.place(x.alice, x.market(Side.BUY, "0.1"), now);
    AlgoOrder stop = exchange.placeAlgo(x.alice, sellStop("49900", "0.1", "s1"), now);
    x.btc.marks(now + 1, e8("49900.1")).marks(now + 2, e8("49900"));
    exchange.advance(now + 1);
    assertThat(stop.status()).isEqualTo(AlgoOrder.Status.NEW);
    exchange.advance(now + 2);

    assertThat(stop.status()).isEqualTo(AlgoOrder.Status.FINISHED);
    Order order = Objects.requireNonNull(stop.order());
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.clientId()).isEqualTo("s1");
    assertThat(order.reduceOnly()).isTrue();
    assertThat(x.alice.position(0).net()).isZero();
    assertThat(x.heard)
        .containsSubsequence(
            "alice algo s1 NEW",
            "alice algo s1 TRIGGERING",
            "alice s1 NEW",
            "alice s1 TRADE 100",
            "alice algo s1 TRIGGERED",
            "alice algo s1 FINISHED");
  }

  @Test
  void aStopOnTheContractPriceSeesEveryTradeOfAnInstant() {
    exchange.place(x.alice, x.market(Side.BUY, "0.1"), now);
    AlgoOrder stop =
        exchange.placeAlgo(
            x.alice,
            new NewAlgo(0, Side.SELL, false, false, e8("49998"), e8("0.1"), true, false, "s1"),
            now);
    x.btc.takes(now + 1, Side.SELL, 499_980, 11_000).takes(now + 1, Side.BUY, 500_010, 10);
    exchange.advance(now + 1);
    assertThat(stop.status()).isEqualTo(AlgoOrder.Status.FINISHED);
  }

  @Test
  void aTakeProfitWaitsOnTheOtherSide() {
    exchange.place(x.alice, x.market(Side.SELL, "0.1"), now);
    AlgoOrder profit =
        exchange.placeAlgo(
            x.alice, new NewAlgo(0, Side.BUY, true, true, e8("49000"), 0, false, true, "t1"), now);
    x.btc.marks(now + 1, e8("49000"));
    exchange.advance(now + 1);
    assertThat(profit.status()).isEqualTo(AlgoOrder.Status.FINISHED);
    assertThat(x.alice.position(0).net()).isZero();
  }

  @Test
  void aStopAtThePriceWouldTriggerAtOnce() {
    assertThatThrownBy(() -> exchange.placeAlgo(x.alice, sellStop("50000", "0.1", "s1"), now))
        .isInstanceOfSatisfying(Rejection.class, r -> assertThat(r.code()).isEqualTo(-2021));
  }

  @Test
  void aReduceOnlyStopWithoutAPositionExpiresWhenTriggered() {
    AlgoOrder stop = exchange.placeAlgo(x.alice, sellStop("49900", "0.1", "s1"), now);
    x.btc.marks(now + 1, e8("49000"));
    exchange.advance(now + 1);
    assertThat(stop.status()).isEqualTo(AlgoOrder.Status.EXPIRED);
    assertThat(stop.reason()).isEqualTo("Reduce Only reject");
  }

  @Test
  void aStopKnocksOutTheRestingReduceOnlyOrder() {
    exchange.place(x.alice, x.market(Side.BUY, "0.1"), now);
    Order profit = exchange.place(x.alice, x.limit(Side.SELL, "51000", "0.1").reducing(), now);
    exchange.placeAlgo(x.alice, sellStop("49900", "0.1", "s1"), now);
    x.btc.marks(now + 1, e8("49899"));
    exchange.advance(now + 1);
    assertThat(x.alice.position(0).net()).isZero();
    assertThat(profit.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(profit.expiryReason()).isEqualTo(Order.EXPIRED_WOULD_REVERSE);
  }

  private static NewAlgo sellStop(String price, String quantity, String id) {
    return NewAlgo.stop(0, Side.SELL, e8(price), e8(quantity), id);
  }
}
