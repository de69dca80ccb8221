package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HousePolicyTest {
  private static final PolicyPack PACK =
      PolicyPacks.load(SharedData.root().resolve("rules/packs/house-policy"));

  @Test
  void aHealthyDeskMayTradeAClip() {
    assertThat(PolicyReading.first(PACK, Board.healthy())).isEmpty();
    assertThat(new PolicyReading(PACK).code(Board.healthy())).isZero();
  }

  @Test
  void allSevenLayersHaveLimitsNumberedInOrder() {
    List<Limit> limits = PACK.limits();
    assertThat(limits).hasSizeGreaterThanOrEqualTo(20);
    assertThat(limits.stream().map(Limit::layer).distinct()).containsExactly(Layer.values());
    for (int i = 0; i < limits.size(); i++) {
      assertThat(limits.get(i).number()).isEqualTo(i + 1);
    }
  }

  /// At margin 0 the order passes; one unit of the measure further, this limit is the first to
  /// refuse, and says why. Measures in brackets are set besides, so that no earlier limit objects.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          concentration | order.worstNotionalAfter | 68250000 | 68250001 | order.grossAfter=105000000 | One instrument could hold 6 825.01 USDT, more than 65 % of everything, which could reach 10 500.00 USDT.
          leverage | order.grossAfter | 150000000 | 150000001 | account.equity=50000000 account.peak=50000000 order.worstNotionalAfter=1 | -
          open-orders | orders.open | 5 | 6 | | With this order 7 orders would be open in the instrument; the limit is 6 orders.
          order-size | order.notional | 30000000 | 30000001 | | The order is worth 3 000.01 USDT; one order may add at most 3000 USDT.
          regime-leverage | order.grossAfter | 100000000 | 100000001 | belief.regime=3 | Worst-case exposure of 10 000.01 USDT is more than 1 x (leverage-by-regime, row violent) of the equity of 10 000.00 USDT.
          stop-required | position.stopped | 1 | 0 | | -
          tier-order | order.notional | 15000000 | 15000001 | account.equity=30000000 account.peak=30000000 | The order is worth 1 500.01 USDT; with an equity of 3 000.00 USDT one order may add at most 1500 USDT (capital-tiers, row 2k5).
          worst-position | order.worstNotionalAfter | 80000000 | 80000001 | | The position could reach 8 000.01 USDT, more than 80 % (capital-tiers, row 5k) of the equity of 10 000.00 USDT.
          gross-exposure | order.grossAfter | 150000000 | 150000001 | | All positions could reach 15 000.01 USDT together; the limit is 15 000.00 USDT.
          heat | portfolio.heat | 25000000 | 25000001 | | -
          net-correlated | order.netAfter | 60000000 | 60000001 | market.correlation=700001 order.worstNotionalAfter=40000000 | The instruments move together (correlation 70 %), and the net exposure could reach 6 000.01 USDT; the limit is then 6 000.00 USDT.
          net-exposure | order.netAfter | 100000000 | 100000001 | market.correlation=700000 | -
          pair-correlation | order.netAfter | 31000000 | 31000001 | market.correlation=700001 | The instruments move together (correlation 70 %), and 2 500.01 USDT could be held the same way in the other one; the limit is then 2 500.00 USDT.
          daily-loss | account.dailyLoss | 3000000 | 3000001 | | -
          drawdown-hard | account.peak | 125000000 | 125000001 | | Equity 10 000.00 USDT is 20.1 % below its peak 12 500.00 USDT; the limit is 20 %.
          drawdown-soft | account.equity | 85000000 | 84999999 | | Equity 8 500.00 USDT is 15.1 % below its peak 10 000.00 USDT; beyond 15 % the desk only reduces, and beyond 20 % drawdown-hard speaks.
          free-capital | account.free | 38000000 | 37999999 | | Only 3 799.99 USDT is free, gains at mark not counted; 38 % of the equity of 10 000.00 USDT must be.
          margin-use | account.marginUsed | 60000000 | 60000001 | | -
          funding-cost | market.funding | 1000 | 1001 | | Funding of 0.101 % for this interval is above 10 bps.
          liquidation-distance | market.liquidationDistance | 200000 | 199999 | | -
          quote-age | market.quoteAge | 500000 | 500001 | | The best prices are 500.1 ms old; beyond 500 ms they are not traded on.
          slippage | rate.slippage | 800 | 801 | | Taking has lately cost 0.081 % against the mid; the limit is 8 bps, and a fill counts for 15 minutes.
          slippage-usual | rate.slippage | 600 | 601 | rate.slippageNormal=200 | Taking has lately cost 0.061 % against the mid, where 0.02 % is usual; the limit is 0.06 %.
          spread | market.spread | 3 | 4 | market.spreadNormal=100 | The spread of 4 ticks is more than 3 x the usual 1 ticks.
          volatility | market.volatility | 7000000 | 7000001 | | Volatility over the last minute is 700.1 % a year; the limit is 700 %.
          belief-age | belief.age | 10000000 | 10000001 | | -
          belief-calibration | belief.calibrationError | 400000 | 400001 | | What the model states and what turned out are 40.1 % apart over its last beliefs; the limit is 40 %.
          belief-disagreement | belief.disagreement | 850000 | 850001 | | Of what a second reading of the market says the model did not believe 85.1 %; the limit is 85 %.
          belief-drift | belief.drift | 600000 | 600001 | | The model's inputs have drifted by 60.1 % from its training; the limit is 60 %. Entries go on by themselves once ten minutes look like training again; a market that stays unlike it needs a model trained on it.
          belief-probability | belief.probability | 450000 | 449999 | | The model is only 44.9 % sure of the regime; it takes 45 %.
          clock-offset | clock.offset | 250000 | 250001 | | -
          dead-man | deadman.armed | 1 | 0 | | -
          feed-synced | feed.synced | 1 | 0 | | -
          message-rate | rate.messages | 59 | 60 | | -
          normal-mode | desk.mode | 0 | 1 | | -
          reconciled | desk.reconciled | 1 | 0 | | -
          reject-rate | rate.rejects | 200000 | 200001 | | -
          unknown-orders | orders.unknown | 0 | 1 | | -
          max-messages | rate.messages | 249 | 250 | order.increasing=0 | -
          max-value | order.notional | 150000000 | 150000001 | order.increasing=0 | -
          max-volume | order.lots | 6000 | 6001 | order.increasing=0 | The order is for 6 001 lots; no order may be for more than 6000 lots.
          price-collar | order.price | 612000 | 612001 | market.mark=600000 | The price is 12 001 ticks from the mark of 600 000 ticks, more than 2 % of it.
          repeated-execution | order.repeats | 4 | 5 | | -
          restricted | desk.restricted | 0 | 1 | | The instrument is on the restricted list of the day; nobody may add to it.
          self-trade | order.selfCross | 0 | 1 | order.increasing=0 | The order would trade against 1 lots of the desk's own resting orders.
          """)
  void everyLimitPassesAtItsEdgeAndRefusesOneUnitBeyond(
      String id, String measure, long inside, long outside, String besides, String says) {
    Limit limit = limit(id);
    Board board = Board.healthy();
    if (besides != null) {
      for (String pair : besides.split(" ")) {
        board.set(measure(pair.split("=")[0]), Long.parseLong(pair.split("=")[1]));
      }
    }
    board.set(measure(measure), inside);
    assertThat(LimitReader.read(limit, board)).isInstanceOf(Reading.Judged.class);
    assertThat(LimitReader.read(limit, board).admits()).isTrue();
    if (!id.equals("drawdown-hard")) {
      assertThat(new PolicyReading(PACK).read(limit, board).admits()).isTrue();
    }

    board.set(measure(measure), outside);
    Reading refused = PolicyReading.first(PACK, board).orElseThrow();
    assertThat(refused.limit().id()).isEqualTo(id);
    assertThat(new PolicyReading(PACK).code(board)).isEqualTo(limit.number());
    Reading.Judged judged = (Reading.Judged) refused;
    assertThat(judged.margin().signum()).isNegative();
    assertThat(judged.utilisationPpm()).isGreaterThan(1_000_000);
    assertThat(LimitSays.text(refused, board)).doesNotContain("{");
    if (!says.equals("-")) {
      assertThat(LimitSays.text(refused, board)).isEqualTo(says);
    }
  }

  @Test
  void everyShippedLimitHasAVector() throws NoSuchMethodException {
    String block =
        HousePolicyTest.class
            .getDeclaredMethod(
                "everyLimitPassesAtItsEdgeAndRefusesOneUnitBeyond",
                String.class,
                String.class,
                long.class,
                long.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    List<String> covered =
        block.lines().map(line -> line.substring(0, line.indexOf('|')).strip()).toList();
    assertThat(PACK.limits().stream().map(Limit::id)).containsExactlyInAnyOrderElementsOf(covered);
  }

  @Test
  void everyMeasureALimitReadsRefusesWhenAbsentOrOutOfRange() {
    PolicyReading reading = new PolicyReading(PACK);
    for (Limit limit : PACK.limits()) {
      for (MeasureId id : LimitReader.reads(limit)) {
        assertThat(reading.code(Board.healthy().absent(id))).isEqualTo(-(1 + id.ordinal()));
        assertThat(reading.code(Board.healthy().set(id, Long.MAX_VALUE)))
            .isEqualTo(-(1 + id.ordinal()));
        assertThat(LimitReader.read(limit, Board.healthy().absent(id)))
            .isEqualTo(new Reading.Absent(limit, id));
      }
    }
    assertThat(reading.code(Board.healthy().absent(MeasureId.ORDER_INCREASING)))
        .isEqualTo(-(1 + MeasureId.ORDER_INCREASING.ordinal()));
  }

  @Test
  void anOrderThatReducesMeetsComplianceOnly() {
    Board board =
        Board.healthy()
            .set(MeasureId.ORDER_INCREASING, 0)
            .set(MeasureId.DESK_MODE, 3)
            .set(MeasureId.FEED_SYNCED, 0)
            .absent(MeasureId.BELIEF_PROBABILITY);
    assertThat(PolicyReading.first(PACK, board)).isEmpty();
    assertThat(
            PolicyReading.first(PACK, board.set(MeasureId.ORDER_SELF_CROSS, 3))
                .map(r -> r.limit().id()))
        .contains("self-trade");
  }

  @Test
  void anObjectionGetsWholeNumbersOnTheSidesScaleAndPpmForRatios() {
    Board board = Board.healthy().set(MeasureId.ACCOUNT_PEAK, 126_000_000);
    Reading.Judged drawdown = (Reading.Judged) LimitReader.read(limit("drawdown-hard"), board);
    assertThat(List.of(drawdown.value(), drawdown.bound(), drawdown.beyond()))
        .containsExactly(206_350L, 200_000L, 6_350L);
    Reading.Judged size =
        (Reading.Judged)
            LimitReader.read(
                limit("order-size"), Board.healthy().set(MeasureId.ORDER_NOTIONAL, 30_000_007));
    assertThat(List.of(size.value(), size.bound(), size.beyond()))
        .containsExactly(30_000_007L, 30_000_000L, 7L);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order-size | 5000000 | 500.00 USDT
          worst-position | 12345 | 1.23 USDT
          drawdown-hard | 150000 | 15 %
          liquidation-distance | 800000 | 80 %
          slippage | 790 | 0.079 %
          quote-age | 499000 | 499 ms
          belief-age | 9000000 | 9 s
          spread | 700 | 7 ticks
          price-collar | 1200 | 1 200 ticks
          max-volume | 5975 | 5 975 lots
          message-rate | 41 | 41 messages
          open-orders | 5 | 5 orders
          """)
  void aMarginIsToldInTheUnitOfItsLimit(String id, long margin, String says) {
    assertThat(LimitSays.margin(limit(id), margin)).isEqualTo(says);
  }

  private static Limit limit(String id) {
    return PACK.limits().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
  }

  private static MeasureId measure(String name) {
    return Arrays.stream(MeasureId.values())
        .filter(m -> m.text().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
