package dev.warrant.sim.exchange;

import static dev.warrant.sim.exchange.ExchangeFixture.SECOND;
import static dev.warrant.sim.exchange.ExchangeFixture.START;
import static dev.warrant.sim.exchange.ExchangeFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.wire.Instruments;
import org.junit.jupiter.api.Test;

/// The vectors are those of the venue's own worked example (Binance FAQ b3c689c1…).
class LiquidationTest {
  private static final Instrument BTC = Instruments.btcUsdt(0);
  private static final Instrument ETH = Instruments.ethUsdt(1);
  private static final MarginBracket ETH_ROW =
      new MarginBracket(Long.MAX_VALUE, 5, 100_000, e8("135365"));
  private static final MarginBracket BTC_ROW =
      new MarginBracket(Long.MAX_VALUE, 20, 25_000, e8("16300"));
  private static final long ETH_LOTS = 3_683_979;
  private static final long BTC_LOTS = 109_488;
  private static final long ETH_ENTRY = e8("1456.84");
  private static final long BTC_ENTRY = e8("32481.98");
  private static final long WALLET = e8("1535443.01");

  @Test
  void theIsolatedVectorsAreMet() {
    near(ETH, WALLET, ETH_LOTS, ETH_ENTRY, ETH_ROW, "1114.78");
    near(BTC, WALLET, BTC_LOTS, BTC_ENTRY, BTC_ROW, "18778.73");
  }

  @Test
  void theCrossVectorsAreMet() {
    near(
        ETH,
        WALLET + other(BTC, BTC_LOTS, BTC_ENTRY, "31967.27", BTC_ROW),
        ETH_LOTS,
        ETH_ENTRY,
        ETH_ROW,
        "1153.26");
    near(
        BTC,
        WALLET + other(ETH, ETH_LOTS, ETH_ENTRY, "1335.18", ETH_ROW),
        BTC_LOTS,
        BTC_ENTRY,
        BTC_ROW,
        "26316.89");
  }

  @Test
  void anAccountIsLiquidatedAtThePriceItWasTold() {
    ExchangeFixture x = new ExchangeFixture().quoted();
    long now = START + SECOND;
    x.exchange.leverage(x.alice, x.btcListing, 100, now);
    x.exchange.place(x.alice, x.market(Side.BUY, "5"), now);
    Order resting = x.exchange.place(x.alice, x.limit(Side.BUY, "48000", "0.01"), now);
    x.exchange.placeAlgo(x.alice, NewAlgo.stop(0, Side.SELL, e8("40000"), e8("5"), "s1"), now);
    long price = x.exchange.risk().liquidationPriceE8(x.alice, x.btcListing);
    assertThat(price).isBetween(e8("48000"), e8("49000"));

    x.btc.marks(now + 1, price + e8("10")).marks(now + 2, price - e8("0.5"));
    x.exchange.advance(now + 1);
    assertThat(x.alice.position(0).net()).isEqualTo(5000);
    assertThat(x.heard).contains("alice margin call");
    x.exchange.advance(now + 2);

    assertThat(x.alice.position(0).net()).isZero();
    assertThat(resting.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(x.alice.openAlgos()).isEmpty();
    UserTrade last = x.trades.getLast();
    assertThat(last.order().clientId()).startsWith("autoclose-");
    assertThat(x.heard).anyMatch(h -> h.contains("CALCULATED"));
    assertThat(x.alice.walletE8()).isNotNegative();
  }

  @Test
  void theInsuranceFundTakesWhatNobodyBuysAndCoversTheHole() {
    ExchangeFixture x = new ExchangeFixture();
    long now = START + SECOND;
    x.btc.rests(now, Side.SELL, 500_000, 5_000);
    x.exchange.advance(now);
    x.exchange.leverage(x.alice, x.btcListing, 100, now);
    x.exchange.place(x.alice, x.market(Side.BUY, "5"), now);
    x.btc.marks(now + 1, e8("45000"));
    x.exchange.advance(now + 1);
    Account fund = x.exchange.accounts().getFirst();
    assertThat(x.alice.position(0).net()).isZero();
    assertThat(x.alice.walletE8()).isZero();
    assertThat(fund.position(0).net()).isEqualTo(5000);
    assertThat(fund.walletE8()).isNegative();
    assertThat(x.exchange.feesE8() + fund.walletE8()).isEqualTo(e8("10000") - e8("25000"));
  }

  private static long other(Instrument i, long lots, long entry, String mark, MarginBracket row) {
    long markE8 = e8(mark);
    long notional = Money.notional(i, lots, markE8);
    long maintenance = Money.owed(notional, row.maintenanceRatePpm()) - row.cumulativeE8();
    return notional - Money.notional(i, lots, entry) - maintenance;
  }

  private static void near(
      Instrument i, long balance, long lots, long entry, MarginBracket row, String expected) {
    assertThat(Margin.liquidationPriceE8(balance, i, lots, entry, row))
        .isCloseTo(e8(expected), within(e8("0.005")));
  }
}
