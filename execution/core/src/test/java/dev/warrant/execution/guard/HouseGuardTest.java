package dev.warrant.execution.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The policy the house ships, compiled.
class HouseGuardTest {
  private static final int VECTORS = Integer.getInteger("warrant.vectors", 1_000_000);
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));

  @Test
  void everyLimitOfTheHouseCanRefuseAndTheGuardAnswersAsTheOracle() {
    CompiledGuard guard = GuardCompiler.compile(PACK);
    Oracle oracle = new Oracle(PACK, guard.limits());
    int[] seen = new int[guard.limits().size() + 1];
    new Vectors(guard, oracle, 20260729)
        .each(
            VECTORS / 2,
            slots -> {
              int expected = oracle.check(slots);
              int found = guard.guard().check(slots);
              if (found != expected) {
                assertThat(found).as("on %s", Arrays.toString(slots)).isEqualTo(expected);
              }
              seen[Math.max(found, 0)]++;
            });
    for (int n = 1; n < seen.length; n++) {
      if (!shadowed(guard.id(n))) {
        assertThat(seen[n]).as(guard.id(n)).isPositive();
      }
    }
  }

  /// Limits that a tighter one before them always answers for.
  private static boolean shadowed(String id) {
    return id.equals("leverage");
  }

  @Test
  void theMarginOfALimitOnAQuotientIsInPartsPerMillion() {
    CompiledGuard guard = GuardCompiler.compile(PACK);
    MeasureBoard board = new MeasureBoard(1);
    board.set(-1, MeasureId.ACCOUNT_PEAK, 100_000_000);
    board.set(-1, MeasureId.ACCOUNT_EQUITY, 95_000_000);
    int hard = 0;
    while (!guard.limits().get(hard).id().equals("drawdown-hard")) {
      hard++;
    }
    assertThat(guard.margin(hard, board.slots(0))).isEqualTo(150_000);
  }

  @Test
  void theGuardAnswersAsTheExactReading() {
    CompiledGuard guard = GuardCompiler.compileExit(PACK);
    CompiledGuard entry = GuardCompiler.compile(PACK);
    PolicyReading meaning = new PolicyReading(PACK);
    new Vectors(entry, new Oracle(PACK, entry.limits()), 5)
        .each(
            20_000,
            slots -> {
              int code = entry.guard().check(slots);
              int expected = meaning.code(new SlotMeasures(slots));
              if (expected != 0 || code <= PACK.limits().size() && code >= 0) {
                assertThat(code).isEqualTo(expected);
              }
              if (code != 0) {
                Objection o = entry.objection(code, slots, 0, Side.BUY, "W");
                assertThat(o.says()).isNotBlank();
                assertThat(o.distance()).isNotNegative();
              }
            });
    assertThat(guard.limits()).hasSizeLessThan(entry.limits().size());
  }

  @Test
  void anExitPassesWhileReasoningAndFeedAreDown() {
    CompiledGuard exit = GuardCompiler.compileExit(PACK);
    MeasureBoard board = new MeasureBoard(1);
    board.set(0, MeasureId.ORDER_REDUCE_ONLY, 1);
    board.set(0, MeasureId.ORDER_INCREASING, 0);
    board.set(0, MeasureId.ORDER_LOTS, 3);
    board.set(0, MeasureId.ORDER_NOTIONAL, 1_000);
    board.set(0, MeasureId.ORDER_PRICE, 600_000);
    board.set(0, MeasureId.MARKET_MARK, 600_010);
    board.set(0, MeasureId.RATE_MESSAGES, 3);
    board.set(0, MeasureId.ORDER_SELF_CROSS, 0);
    board.set(0, MeasureId.FEED_SYNCED, 0);
    int code = exit.guard().check(board.slots(0));
    assertThat(code == 0 ? "" : exit.objection(code, board.slots(0), 0, Side.SELL, "X").says())
        .isEmpty();
  }

  @Test
  void theHousePolicyIsMeasured() {
    GuardBench.Result result = GuardBench.run(PACK);
    System.out.println("BENCH " + result + " ratio " + result.ratio());
    assertThat(result.bytesPerCall()).isZero();
    assertThat(result.limits()).isEqualTo(PACK.limits().size() + 6);
  }
}
