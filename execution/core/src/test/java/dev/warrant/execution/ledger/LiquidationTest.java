package dev.warrant.execution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.ledger.Liquidation.Others;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The venue's own worked example: two positions, isolated and cross, to two decimals.
class LiquidationTest {
  private static final long WALLET_E8 = 1_535_443_01000000L;
  private static final Instrument ETH = instrument("ETHUSDT", 100_000, 135_365_00000000L);
  private static final Instrument BTC = instrument("BTCUSDT", 25_000, 16_300_00000000L);
  private static final long ETH_LOTS = 3_683_979;
  private static final long BTC_LOTS = 109_488;
  private static final long ETH_ENTRY = 1456_84000000L;
  private static final long BTC_ENTRY = 32481_98000000L;
  private static final long ETH_MARK = 1335_18000000L;
  private static final long BTC_MARK = 31967_27000000L;

  @Test
  void isolatedPositionsLiquidateWhereTheVenueSays() {
    Others none = new Others(WALLET_E8, 0, 0);
    assertThat(price(ETH, ETH_LOTS, ETH_ENTRY, ETH_MARK, none)).isEqualTo(1114_78L);
    assertThat(price(BTC, BTC_LOTS, BTC_ENTRY, BTC_MARK, none)).isEqualTo(18778_73L);
  }

  @Test
  void crossPositionsCountEachOthersMaintenanceAndProfit() {
    assertThat(
            price(ETH, ETH_LOTS, ETH_ENTRY, ETH_MARK, others(BTC, BTC_LOTS, BTC_ENTRY, BTC_MARK)))
        .isEqualTo(1153_26L);
    assertThat(
            price(BTC, BTC_LOTS, BTC_ENTRY, BTC_MARK, others(ETH, ETH_LOTS, ETH_ENTRY, ETH_MARK)))
        .isEqualTo(26316_89L);
  }

  @Test
  void distanceIsRoundedDownAndNeverNegative() {
    assertThat(Liquidation.distancePpm(true, 100, 97)).isEqualTo(30_000);
    assertThat(Liquidation.distancePpm(true, 100, 101)).isZero();
    assertThat(Liquidation.distancePpm(true, 100, -5)).isEqualTo(1_000_000);
    assertThat(Liquidation.distancePpm(false, 300, 400)).isEqualTo(333_333);
    assertThat(Liquidation.distancePpm(false, 100, 900)).isEqualTo(1_000_000);
  }

  @Test
  void aShortLiquidatesAboveItsEntry() {
    long entry = 1000_00000000L;
    long cost = -Exact.notionalDown(1_00000000L, entry);
    Instrument flat = instrument("X", 10_000, 0);
    // (100 + 1000) / (1.01) by hand.
    assertThat(
            Liquidation.priceE8(flat, -1000, cost, entry, new Others(100_00000000L, 0, 0))
                / 1_000_000)
        .isEqualTo(1089_10L);
  }

  private static Others others(Instrument i, long lots, long entry, long mark) {
    long notional = Exact.notionalUp(lots * i.lotE8(), mark);
    long profit = notional - Exact.notionalDown(lots * i.lotE8(), entry);
    return new Others(WALLET_E8, Liquidation.maintenanceE8(i, notional), profit);
  }

  /// In cents, rounded to the nearest.
  private static long price(Instrument i, long lots, long entry, long mark, Others others) {
    long cost = Exact.notionalDown(lots * i.lotE8(), entry);
    return (Liquidation.priceE8(i, lots, cost, mark, others) + 500_000) / 1_000_000;
  }

  private static Instrument instrument(String symbol, long ratePpm, long cumE8) {
    return new Instrument(
        0,
        symbol,
        1_000_000L,
        100_000L,
        1,
        10_000_000,
        0,
        0,
        0,
        List.of(new MarginBracket(Long.MAX_VALUE, 10, ratePpm, cumE8)));
  }
}
