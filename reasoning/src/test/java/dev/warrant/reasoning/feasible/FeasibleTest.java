package dev.warrant.reasoning.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.reasoning.smt.Smt;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeasibleTest {
  private static final long FUEL = 3_000_000;
  private static final long LEVERAGE = 5;

  private static Room room(House house, Proposal proposal) {
    return room(House.PACK, house, proposal);
  }

  private static Room room(PolicyPack pack, House house, Proposal proposal) {
    try (SolverOracle oracle = new SolverOracle(new Smt(FUEL))) {
      return new Feasible(pack, House.BOTH, LEVERAGE, house.cut(), oracle).room(proposal);
    }
  }

  private static Room room(House house, Proposal proposal, FeasibilityOracle oracle) {
    return new Feasible(House.PACK, House.BOTH, LEVERAGE, house.cut(), oracle).room(proposal);
  }

  @Test
  void anOrderMayBeAsLargeAsTheTightestLimitLeaves() {
    // 3000 USDT at most per order, 60 USDT a lot.
    assertThat(room(new House(), House.btc(Side.BUY)))
        .isEqualTo(new Room.Interval(1, 50, "order-size"));
  }

  @Test
  void whatIsHeldCountsAgainstTheWorstCase() {
    // 80 % of 10000 USDT is 133.3 lots; 100 are held.
    assertThat(room(new House().holding(100, 0), House.btc(Side.BUY)))
        .isEqualTo(new Room.Interval(1, 33, "worst-position"));
  }

  @Test
  void grossOfAllInstrumentsEndsTheInterval() {
    // 150 % is 15000 USDT; 7800 are held in one, 6600 in the other.
    assertThat(room(new House().holding(-110, 2600), House.btc(Side.SELL)))
        .isEqualTo(new Room.Interval(1, 10, "gross-exposure"));
  }

  @Test
  void anOrderThatOnlyReducesHasRoomUpToThePositionEvenInReduceMode() {
    House house = new House().holding(-20, 0);
    house.set(0, MeasureId.DESK_MODE, 1).set(1, MeasureId.DESK_MODE, 1);
    assertThat(room(house, House.btc(Side.BUY))).isEqualTo(new Room.Interval(1, 20, "normal-mode"));
  }

  @Test
  void aBookOutOfStepLeavesNothingAndSaysSo() {
    Room room = room(new House().set(0, MeasureId.FEED_SYNCED, 0), House.btc(Side.BUY));
    Objection o = only(room);
    assertThat(o.stage()).isEqualTo(Stage.FEASIBLE);
    assertThat(o.rule()).isEqualTo("feed-synced");
    assertThat(o.says()).isEqualTo("The book is not in step with the venue's.");
    assertThat(o.subject()).isEqualTo("momentum");
  }

  @Test
  void amongSeveralReasonsTheCoreHoldsTheEarliestAlone() {
    House house =
        new House()
            .set(0, MeasureId.FEED_SYNCED, 0)
            .set(0, MeasureId.MARKET_QUOTE_AGE, 9_000_000)
            .set(0, MeasureId.BELIEF_PROBABILITY, 1);
    assertThat(only(room(house, House.btc(Side.BUY))).rule()).isEqualTo("quote-age");
  }

  @Test
  void anAbsentMeasureLeavesNothing() {
    Objection o = only(room(new House().absent(0, MeasureId.MARKET_MARK), House.btc(Side.BUY)));
    assertThat(o.says()).contains("which has no value now");
  }

  @Test
  void anObjectionTellsValueAndLimitOfTheSmallestOrder() {
    Objection o = only(room(new House().holding(133, 0), House.btc(Side.BUY)));
    assertThat(o.rule()).isEqualTo("worst-position");
    assertThat(o.value()).isEqualTo(8_040 * House.MONEY);
    assertThat(o.limit()).isEqualTo(8_000 * House.MONEY);
    assertThat(o.distance()).isEqualTo(40 * House.MONEY);
  }

  @Test
  void twoLimitsThatOnlyTogetherLeaveNothingAreBothInTheCore() {
    PolicyPack pack = with(atLeast(60));
    assertThat(room(pack, new House(), House.btc(Side.BUY)))
        .isInstanceOfSatisfying(
            Room.Nothing.class,
            n ->
                assertThat(n.objections())
                    .extracting(Objection::rule)
                    .containsExactly("order-size", "at-least"));
  }

  @Test
  void everyCoreIsMinimalAndTheSolverAgreesWhatDroppingAMemberDoes() {
    PolicyPack pack = with(atLeast(60));
    Room.Nothing nothing = (Room.Nothing) room(pack, new House(), House.btc(Side.BUY));
    for (Objection member : nothing.objections()) {
      List<Limit> rest = pack.limits().stream().filter(l -> !l.id().equals(member.rule())).toList();
      PolicyPack without =
          new PolicyPack(pack.name(), pack.version(), pack.digest(), pack.measures(), rest);
      assertThat(room(without, new House(), House.btc(Side.BUY))).isInstanceOf(Room.Interval.class);
    }
  }

  @Test
  void aLimitThatAdmitsTwoSeparateRangesIsFoundOutByTheSolver() {
    Cond.Compare notThirty =
        new Cond.Compare(Cond.Op.NE, new Expr.Measured(MeasureId.ORDER_LOTS), new Expr.Num(30, 1));
    assertThat(only(room(with(notThirty), new House(), House.btc(Side.BUY))).rule())
        .isEqualTo(Feasible.DISAGREES);
  }

  /// Found in a backtest (seed 3): a purchase that first lessens what is held short is admitted,
  /// then refused by `pair-correlation` for some lots, then admitted again.
  @Test
  void aPurchaseThatUnwindsAndThenBuildsUpHasTheSizesBelowTheGap() {
    House house = together(new House().holding(-20, -1400));
    Room room = room(house, House.btc(Side.BUY));
    assertThat(room)
        .isInstanceOfSatisfying(
            Room.Interval.class,
            interval -> assertThat(interval.low()).as(String.valueOf(room)).isEqualTo(1));
    assertLowestRun(house, House.btc(Side.BUY), room);
  }

  @Test
  void whateverIsHeldTheRoomIsTheLowestSizesWithoutAGapAndTheSolverAgrees() {
    SeededRandom random = new SeededRandom(20);
    int intervals = 0;
    for (int i = 0; i < 120; i++) {
      House house =
          together(new House().holding(random.nextInt(261) - 130, random.nextInt(5201) - 2600));
      Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
      Proposal proposal = random.nextInt(2) == 0 ? House.btc(side) : House.eth(side);
      Room room = room(house, proposal);
      intervals += room instanceof Room.Interval ? 1 : 0;
      assertLowestRun(house, proposal, room);
    }
    assertThat(intervals).isGreaterThan(40);
  }

  private static House together(House house) {
    return house
        .set(0, MeasureId.MARKET_CORRELATION, 900_000)
        .set(1, MeasureId.MARKET_CORRELATION, 900_000);
  }

  private static void assertLowestRun(House house, Proposal proposal, Room room) {
    var forms = new OrderModel(House.BOTH, List.of(proposal), house.cut()).measures(0);
    PolicyReading meaning = new PolicyReading(House.PACK);
    long low = 0;
    long high = 0;
    for (long lots = 1; lots <= 3_000 && (low == 0 || high == lots - 1); lots++) {
      if (meaning.first(new FormMeasures(forms, lots)).isEmpty()) {
        low = low == 0 ? lots : low;
        high = lots;
      }
    }
    switch (room) {
      case Room.Interval interval -> {
        assertThat(interval.low()).isEqualTo(low);
        assertThat(interval.high()).isEqualTo(high);
      }
      case Room.Nothing nothing -> {
        assertThat(low).isZero();
        assertThat(nothing.objections())
            .extracting(Objection::rule)
            .doesNotContain(Feasible.DISAGREES, Feasible.UNKNOWN);
      }
    }
  }

  @Test
  void aLimitOffByOneInTheSolverIsFoundOut() {
    for (long off : List.of(-1L, 1L)) {
      FeasibilityOracle wrong = new Shifted(new SolverOracle(new Smt(FUEL)), off);
      try (wrong) {
        assertThat(only(room(new House(), House.btc(Side.BUY), wrong)).rule())
            .isEqualTo(Feasible.DISAGREES);
      }
    }
  }

  @Test
  void aSolverThatDoesNotKnowLeavesNothing() {
    Answer unknown = new Answer(Verdict.UNKNOWN);
    assertThat(only(room(new House(), House.btc(Side.BUY), unknown)).rule())
        .isEqualTo(Feasible.UNKNOWN);
    Room none = room(new House().set(0, MeasureId.FEED_SYNCED, 0), House.btc(Side.BUY), unknown);
    assertThat(only(none).rule()).isEqualTo(Feasible.UNKNOWN);
  }

  @Test
  void aSolverThatAlwaysSaysTheSameIsFoundOut() {
    for (Verdict verdict : List.of(Verdict.SAT, Verdict.UNSAT)) {
      assertThat(only(room(new House(), House.btc(Side.BUY), new Answer(verdict))).rule())
          .isEqualTo(Feasible.DISAGREES);
    }
  }

  @Test
  void aSolverOutOfFuelLeavesNothing() {
    try (SolverOracle oracle = new SolverOracle(new Smt(1))) {
      assertThat(only(room(new House(), House.btc(Side.BUY), oracle)).rule())
          .isEqualTo(Feasible.UNKNOWN);
    }
  }

  @Test
  void endsThatAreFeasibleAloneMayNotBeTogether() {
    try (SolverOracle oracle = new SolverOracle(new Smt(FUEL))) {
      House calm = new House().holding(60, 1000);
      Feasible feasible = new Feasible(House.PACK, House.BOTH, LEVERAGE, calm.cut(), oracle);
      List<Proposal> longs = List.of(House.btc(Side.BUY), House.eth(Side.BUY));
      // 6600 USDT net now; 50 lots and 1000 lots are 3000 each, the limit is 10000.
      assertThat(feasible.jointly(longs, List.of(50L, 0L))).isEqualTo(Verdict.SAT);
      assertThat(feasible.jointly(longs, List.of(0L, 1000L))).isEqualTo(Verdict.SAT);
      assertThat(feasible.jointly(longs, List.of(50L, 1000L))).isEqualTo(Verdict.UNSAT);
      assertThat(feasible.jointly(longs, List.of(50L, 133L))).isEqualTo(Verdict.SAT);
    }
  }

  @Test
  void sizesThatKeepEverySharedRowAreJointlyFeasible() {
    House house = new House().holding(60, 1000);
    List<Proposal> longs = List.of(House.btc(Side.BUY), House.eth(Side.BUY));
    try (SolverOracle oracle = new SolverOracle(new Smt(FUEL))) {
      Feasible feasible = new Feasible(House.PACK, House.BOTH, LEVERAGE, house.cut(), oracle);
      List<SharedCap> rows = feasible.shared(longs);
      assertThat(rows)
          .extracting(SharedCap::limit)
          .contains("gross-exposure", "net-exposure", "heat", "margin-use", "free-capital");
      int kept = 0;
      for (long btc = 0; btc <= 50; btc += 10) {
        for (long eth = 0; eth <= 1000; eth += 100) {
          if (within(rows, btc, eth)) {
            kept++;
            assertThat(feasible.jointly(longs, List.of(btc, eth)))
                .as("%d and %d lots", btc, eth)
                .isEqualTo(Verdict.SAT);
          }
        }
      }
      assertThat(kept).isBetween(10, 60);
      assertThat(within(rows, 50, 133)).isTrue();
      assertThat(within(rows, 50, 134)).isFalse();
    }
  }

  private static boolean within(List<SharedCap> rows, long... lots) {
    return rows.stream()
        .allMatch(row -> {
          long sum = 0;
          for (int i = 0; i < lots.length; i++) {
            sum += row.coefficients().get(i) * lots[i];
          }
          return sum <= row.bound();
        });
  }

  @Test
  void theSameCutGivesTheSameAnswerEveryTime() {
    House house = new House().holding(100, 0).set(1, MeasureId.FEED_SYNCED, 0);
    Room btc = room(house, House.btc(Side.BUY));
    Room eth = room(house, House.eth(Side.SELL));
    for (int i = 0; i < 20; i++) {
      assertThat(room(house, House.btc(Side.BUY))).isEqualTo(btc);
      assertThat(room(house, House.eth(Side.SELL))).isEqualTo(eth);
    }
  }

  private static Objection only(Room room) {
    assertThat(room).isInstanceOf(Room.Nothing.class);
    List<Objection> objections = ((Room.Nothing) room).objections();
    assertThat(objections).hasSize(1);
    return objections.getFirst();
  }

  private static Cond.Compare atLeast(long lots) {
    return new Cond.Compare(
        Cond.Op.GE, new Expr.Measured(MeasureId.ORDER_LOTS), new Expr.Num(lots, 1));
  }

  private static PolicyPack with(Cond.Compare require) {
    List<Limit> limits = new ArrayList<>(House.PACK.limits());
    Limit last = limits.getLast();
    limits.add(
        new Limit(
            last.number() + 1,
            "at-least",
            last.layer(),
            last.binds(),
            "It is {lhs}, the bound is {rhs}.",
            "order.lots ...",
            new Cond.Always(),
            require,
            new TreeMap<>(),
            "test",
            "test.yaml:1"));
    PolicyPack p = House.PACK;
    return new PolicyPack(p.name(), p.version(), p.digest(), p.measures(), limits);
  }

  /// Always says the same.
  private record Answer(Verdict verdict) implements FeasibilityOracle {
    @Override
    public Questions about(
        Box whole,
        Map<MeasureId, Form> measures,
        Map<MeasureId, MeasureRange> ranges,
        List<Limit> limits) {
      return new Questions() {
        @Override
        public Verdict admissible(List<Box> boxes, List<Integer> which) {
          return verdict;
        }

        @Override
        public Verdict exception(Box admitted, List<Box> refused, List<Integer> which) {
          return verdict;
        }
      };
    }

    @Override
    public void close() {}
  }

  /// Sees every order smaller or larger by some lots than it is.
  private record Shifted(FeasibilityOracle inner, long off) implements FeasibilityOracle {
    @Override
    public Questions about(
        Box whole,
        Map<MeasureId, Form> measures,
        Map<MeasureId, MeasureRange> ranges,
        List<Limit> limits) {
      Map<MeasureId, Form> shifted = new TreeMap<>(measures);
      shifted.put(
          MeasureId.ORDER_NOTIONAL,
          Form.sum(
              Objects.requireNonNull(measures.get(MeasureId.ORDER_NOTIONAL)),
              new Form.Known(off * 60 * House.MONEY)));
      return inner.about(whole, shifted, ranges, limits);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
