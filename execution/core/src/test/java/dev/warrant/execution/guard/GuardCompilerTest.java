package dev.warrant.execution.guard;

import static dev.warrant.execution.guard.Policies.compare;
import static dev.warrant.execution.guard.Policies.ge;
import static dev.warrant.execution.guard.Policies.le;
import static dev.warrant.execution.guard.Policies.m;
import static dev.warrant.execution.guard.Policies.n;
import static dev.warrant.execution.guard.Policies.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardCompilerTest {
  private static final int FIRST_BUILT_IN = 3;

  private static PolicyPack small() {
    return new Policies()
        .range(MeasureId.ORDER_NOTIONAL, 0, 1_000_000)
        .range(MeasureId.ACCOUNT_EQUITY, 0, 10_000_000)
        .range(MeasureId.ORDER_SELF_CROSS, 0, 1000)
        .increasing(
            Layer.POSITION,
            "size",
            le(m(MeasureId.ORDER_NOTIONAL), times(n(2, 5), m(MeasureId.ACCOUNT_EQUITY))))
        .all(Layer.COMPLIANCE, "self-cross", le(m(MeasureId.ORDER_SELF_CROSS), n(0)))
        .pack();
  }

  private static MeasureBoard board() {
    MeasureBoard board = new MeasureBoard(1);
    board.set(0, MeasureId.ORDER_NOTIONAL, 400);
    board.set(0, MeasureId.ACCOUNT_EQUITY, 1000);
    board.set(0, MeasureId.ORDER_SELF_CROSS, 0);
    board.set(0, MeasureId.ORDER_INCREASING, 1);
    board.set(0, MeasureId.ORDER_PRICE, 50);
    board.set(0, MeasureId.ORDER_WORST_AFTER, 10);
    board.set(0, MeasureId.ORDER_REDUCE_ONLY, 0);
    board.set(0, MeasureId.WARRANT_CAP, 10);
    board.set(0, MeasureId.WARRANT_MIN_PRICE, 50);
    board.set(0, MeasureId.WARRANT_MAX_PRICE, 50);
    board.set(0, MeasureId.WARRANT_ORDERS_LEFT, 1);
    board.set(0, MeasureId.WARRANT_RATE_LEFT, 1);
    board.set(0, MeasureId.WARRANT_EXPIRES_IN, 1);
    return board;
  }

  private static int check(CompiledGuard guard, MeasureBoard board) {
    return guard.guard().check(board.slots(0));
  }

  @Test
  void anOrderExactlyAtEveryLimitIsAdmitted() {
    assertThat(check(GuardCompiler.compile(small()), board())).isZero();
  }

  @Test
  void theFirstViolatedLimitIsNamed() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    board.set(0, MeasureId.ORDER_SELF_CROSS, 1);
    assertThat(check(guard, board)).isEqualTo(2);
    board.set(0, MeasureId.ORDER_NOTIONAL, 401);
    assertThat(check(guard, board)).isEqualTo(1);
    assertThat(guard.id(1)).isEqualTo("size");
  }

  @Test
  void limitsOnIncreasingOrdersDoNotBindOthersEvenWhenTheirMeasuresAreAbsent() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    board.set(0, MeasureId.ORDER_INCREASING, 0);
    board.absent(0, MeasureId.ACCOUNT_EQUITY);
    board.set(0, MeasureId.ORDER_WORST_AFTER, 11);
    assertThat(check(guard, board)).isZero();
  }

  @Test
  void anAbsentMeasureRefusesWithItsOwnCode() {
    CompiledGuard guard = GuardCompiler.compile(small());
    for (MeasureId id :
        List.of(
            MeasureId.ORDER_INCREASING,
            MeasureId.ACCOUNT_EQUITY,
            MeasureId.ORDER_SELF_CROSS,
            MeasureId.WARRANT_CAP,
            MeasureId.WARRANT_EXPIRES_IN)) {
      MeasureBoard board = board();
      board.absent(0, id);
      assertThat(check(guard, board)).isEqualTo(-(1 + id.ordinal()));
    }
  }

  @Test
  void aMeasureOutOfItsRangeRefusesWithItsOwnCode() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    board.set(0, MeasureId.ACCOUNT_EQUITY, 10_000_001);
    assertThat(check(guard, board)).isEqualTo(-(1 + MeasureId.ACCOUNT_EQUITY.ordinal()));
    board.set(0, MeasureId.ACCOUNT_EQUITY, -1);
    assertThat(check(guard, board)).isEqualTo(-(1 + MeasureId.ACCOUNT_EQUITY.ordinal()));
    board.set(0, MeasureId.ORDER_INCREASING, 2);
    assertThat(check(guard, board)).isEqualTo(-(1 + MeasureId.ORDER_INCREASING.ordinal()));
  }

  @Test
  void everyRowOfTheWarrantBinds() {
    CompiledGuard guard = GuardCompiler.compile(small());
    record Break(MeasureId id, long value, String row) {}
    List<Break> breaks =
        List.of(
            new Break(MeasureId.ORDER_WORST_AFTER, 11, "warrant.cap"),
            new Break(MeasureId.WARRANT_MIN_PRICE, 51, "warrant.minPrice"),
            new Break(MeasureId.WARRANT_MAX_PRICE, 49, "warrant.maxPrice"),
            new Break(MeasureId.WARRANT_ORDERS_LEFT, 0, "warrant.ordersLeft"),
            new Break(MeasureId.WARRANT_RATE_LEFT, 0, "warrant.rateLeft"),
            new Break(MeasureId.WARRANT_EXPIRES_IN, 0, "warrant.expiresIn"));
    for (int i = 0; i < breaks.size(); i++) {
      MeasureBoard board = board();
      board.set(0, breaks.get(i).id(), breaks.get(i).value());
      assertThat(check(guard, board)).isEqualTo(FIRST_BUILT_IN + i);
      assertThat(guard.id(FIRST_BUILT_IN + i)).isEqualTo(breaks.get(i).row());
    }
  }

  @Test
  void anExitAsksOnlyWhatBindsAllOrdersAndMustReduce() {
    CompiledGuard guard = GuardCompiler.compileExit(small());
    assertThat(guard.limits())
        .extracting(Limit::id)
        .containsExactly("self-cross", "exit.reduceOnly");
    MeasureBoard board = board();
    assertThat(check(guard, board)).isEqualTo(2);
    board.set(0, MeasureId.ORDER_REDUCE_ONLY, 1);
    board.absent(0, MeasureId.ACCOUNT_EQUITY);
    board.absent(0, MeasureId.WARRANT_CAP);
    assertThat(check(guard, board)).isZero();
    board.set(0, MeasureId.ORDER_SELF_CROSS, 1);
    assertThat(check(guard, board)).isEqualTo(1);
  }

  @Test
  void aLimitWhoseConditionIsFalseDoesNotBind() {
    PolicyPack pack =
        new Policies()
            .range(MeasureId.ORDER_NOTIONAL, 0, 1000)
            .range(MeasureId.ACCOUNT_EQUITY, 0, 1000)
            .limit(
                Layer.POSITION,
                "small-account",
                Binds.ALL,
                le(m(MeasureId.ACCOUNT_EQUITY), n(500)),
                le(m(MeasureId.ORDER_NOTIONAL), n(10)))
            .pack();
    CompiledGuard guard = GuardCompiler.compile(pack);
    MeasureBoard board = board();
    assertThat(check(guard, board)).isZero();
    board.set(0, MeasureId.ACCOUNT_EQUITY, 500);
    assertThat(check(guard, board)).isEqualTo(1);
  }

  @Test
  void equalPoliciesGiveEqualBytes() {
    CompiledGuard one = GuardCompiler.compile(Policies.twenty());
    CompiledGuard two = GuardCompiler.compile(Policies.twenty());
    assertThat(one.classBytes()).isEqualTo(two.classBytes());
    assertThat(one.digest()).isEqualTo(two.digest());
    assertThat(one.digest()).isNotEqualTo(GuardCompiler.compileExit(Policies.twenty()).digest());
  }

  @Test
  void noMethodIsTooLongForTheJustInTimeCompilerEvenWithThreeHundredLimits() {
    Policies policies = new Policies().range(MeasureId.ACCOUNT_PEAK, 1, 1_000_000);
    MeasureId[] ids = MeasureId.values();
    for (MeasureId id : ids) {
      boolean flag = id == MeasureId.ORDER_INCREASING;
      policies.range(id, flag ? 0 : 1, flag ? 1 : 1_000_000);
    }
    for (int i = 0; i < 300; i++) {
      Expr left = times(m(ids[i % ids.length]), n(i + 1, 7));
      Expr right = new Expr.Max(m(ids[(i * 7 + 3) % ids.length]), n(1_000_000_000L, i + 1));
      policies.increasing(Layer.SYSTEMIC, "limit" + i, le(left, right));
    }
    CompiledGuard guard = GuardCompiler.compile(policies.pack());
    for (MethodModel method : ClassFile.of().parse(guard.classBytes()).methods()) {
      CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
      assertThat(code.codeLength()).as(method.methodName().stringValue()).isLessThan(8000);
    }
  }

  @Test
  void anIntermediateThatMayOverflowIsRefused() {
    PolicyPack pack =
        new Policies()
            .range(MeasureId.ORDER_NOTIONAL, 0, 1L << 40)
            .range(MeasureId.ACCOUNT_EQUITY, 0, 1L << 40)
            .increasing(
                Layer.POSITION,
                "product",
                le(times(m(MeasureId.ORDER_NOTIONAL), m(MeasureId.ACCOUNT_EQUITY)), n(5)))
            .pack();
    assertThatThrownBy(() -> GuardCompiler.compile(pack))
        .isInstanceOf(UncompilableLimitException.class)
        .hasMessageContaining("policy.yaml:1")
        .hasMessageContaining("product")
        .hasMessageContaining("0..1208925819614629174706176")
        .hasMessageContaining("\nMaybe narrow");
  }

  @Test
  void aDivisorThatMayBeZeroIsRefused() {
    PolicyPack pack =
        new Policies()
            .range(MeasureId.ORDER_NOTIONAL, 0, 100)
            .range(MeasureId.MARKET_SPREAD, 0, 100)
            .increasing(
                Layer.POSITION,
                "ratio",
                le(new Expr.Div(m(MeasureId.ORDER_NOTIONAL), m(MeasureId.MARKET_SPREAD)), n(5)))
            .pack();
    assertThatThrownBy(() -> GuardCompiler.compile(pack))
        .isInstanceOf(UncompilableLimitException.class)
        .hasMessageContaining("a divisor may be anything in 0..100, expected always positive");
  }

  @Test
  void aMeasureWithoutARangeAndAParameterWithoutAValueAreRefused() {
    PolicyPack noRange =
        new Policies()
            .increasing(Layer.POSITION, "bare", ge(m(MeasureId.MARKET_MARK), n(5)))
            .pack();
    assertThatThrownBy(() -> GuardCompiler.compile(noRange))
        .hasMessageContaining("market.mark has no declared range");
    PolicyPack noValue =
        new Policies()
            .range(MeasureId.MARKET_MARK, 1, 2)
            .increasing(
                Layer.POSITION, "bare", ge(m(MeasureId.MARKET_MARK), new Expr.Param("least")))
            .pack();
    assertThatThrownBy(() -> GuardCompiler.compile(noValue))
        .hasMessageContaining("parameter least has no value");
  }

  @Test
  void limitsOutOfOrderAreRefused() {
    PolicyPack pack =
        new Policies()
            .range(MeasureId.MARKET_MARK, 1, 2)
            .increasing(Layer.COMPLIANCE, "late", ge(m(MeasureId.MARKET_MARK), n(1)))
            .increasing(Layer.POSITION, "early", ge(m(MeasureId.MARKET_MARK), n(1)))
            .pack();
    assertThatThrownBy(() -> GuardCompiler.compile(pack))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit early has number 2 at place 2");
  }

  @Test
  void anObjectionNamesLimitValueBoundAndDistance() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    board.set(0, MeasureId.ORDER_NOTIONAL, 405);
    Objection o = guard.objection(check(guard, board), board.slots(0), 0, Side.BUY, "W1");
    assertThat(o.stage()).isEqualTo(Stage.GUARD);
    assertThat(o.rule()).isEqualTo("size");
    assertThat(o.subject()).isEqualTo("W1");
    assertThat(o.value()).isEqualTo(405);
    assertThat(o.limit()).isEqualTo(400);
    assertThat(o.distance()).isEqualTo(5);
    assertThat(o.says()).isEqualTo("It is 405, allowed is 400.");
  }

  @Test
  void anObjectionToAnAbsentMeasureSaysSo() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    board.absent(0, MeasureId.ACCOUNT_EQUITY);
    Objection o = guard.objection(check(guard, board), board.slots(0), 0, Side.SELL, "W1");
    assertThat(o.rule()).isEqualTo("size");
    assertThat(o.says()).isEqualTo("Limit size needs account.equity, which has no value now.");
    board.set(0, MeasureId.ACCOUNT_EQUITY, -7);
    Objection wild = guard.objection(check(guard, board), board.slots(0), 0, Side.SELL, "W1");
    assertThat(wild.value()).isEqualTo(-7);
    assertThat(wild.limit()).isZero();
    assertThat(wild.distance()).isEqualTo(7);
    assertThat(wild.says()).contains("outside its declared range");
  }

  @Test
  void theBindingLimitIsTheOneWithTheLeastRelativeMargin() {
    PolicyPack pack =
        new Policies()
            .range(MeasureId.ORDER_NOTIONAL, 0, 1_000_000)
            .range(MeasureId.ACCOUNT_EQUITY, 0, 10_000_000)
            .range(MeasureId.FEED_SYNCED, 0, 1)
            .increasing(Layer.POSITION, "size", le(m(MeasureId.ORDER_NOTIONAL), n(1000)))
            .increasing(
                Layer.ACCOUNT,
                "share",
                le(
                    new Expr.Div(m(MeasureId.ORDER_NOTIONAL), n(3)),
                    times(n(1, 5), m(MeasureId.ACCOUNT_EQUITY))))
            .all(Layer.OPERATIONAL, "synced", ge(m(MeasureId.FEED_SYNCED), n(1)))
            .all(
                Layer.OPERATIONAL,
                "synced-exactly",
                compare(Cond.Op.EQ, m(MeasureId.FEED_SYNCED), n(1)))
            .pack();
    CompiledGuard guard = GuardCompiler.compile(pack);
    MeasureBoard board = board();
    board.set(0, MeasureId.FEED_SYNCED, 1);
    board.set(0, MeasureId.ORDER_NOTIONAL, 900);
    board.set(0, MeasureId.ACCOUNT_EQUITY, 1504);
    long[] slots = board.slots(0);
    assertThat(guard.guard().check(slots)).isZero();
    // size: 100 of 1000 left; share: 300.8 - 300 of 300.8 left.
    assertThat(guard.id(guard.bindingLimit(slots) + 1)).isEqualTo("share");
    // A quotient's margin is told in parts per million.
    assertThat(guard.margin(1, slots)).isEqualTo(800_000);
    board.set(0, MeasureId.ACCOUNT_EQUITY, 9000);
    assertThat(guard.id(guard.bindingLimit(slots) + 1)).isEqualTo("size");
    assertThat(guard.margin(0, slots)).isEqualTo(100);
    board.set(0, MeasureId.ORDER_INCREASING, 0);
    assertThat(guard.bindingLimit(slots)).isEqualTo(-1);
    assertThat(guard.margin(-1, slots)).isZero();
  }

  @Test
  void theMeasuresDigestChangesWithWhatTheGuardReadsAndOnlyWithThat() {
    CompiledGuard guard = GuardCompiler.compile(small());
    MeasureBoard board = board();
    var before = guard.measuresDigest(board.slots(0));
    board.set(0, MeasureId.MARKET_VOLATILITY, 77);
    assertThat(guard.measuresDigest(board.slots(0))).isEqualTo(before);
    board.set(0, MeasureId.ORDER_NOTIONAL, 399);
    assertThat(guard.measuresDigest(board.slots(0))).isNotEqualTo(before);
    board.set(0, MeasureId.ORDER_NOTIONAL, 400);
    assertThat(guard.measuresDigest(board.slots(0))).isEqualTo(before);
    board.set(0, MeasureId.ORDER_SELF_CROSS, 0);
    board.absent(0, MeasureId.ORDER_SELF_CROSS);
    assertThat(guard.measuresDigest(board.slots(0))).isNotEqualTo(before);
  }
}
