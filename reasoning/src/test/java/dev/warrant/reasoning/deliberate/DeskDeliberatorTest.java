package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.session.Deduction;
import dev.warrant.reasoning.sizing.SharedRow;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeskDeliberatorTest {
  private static final Stages stages = Desk.stages();

  private Deliberation think(Cuts cuts) {
    return think(stages, cuts);
  }

  private static Deliberation think(Stages stages, Cuts cuts) {
    return Desk.deliberator(stages).deliberate(cuts.cut());
  }

  @Test
  void aCalmMarketIsQuotedOnBothSides() {
    Deliberation d = think(Cuts.calm());
    assertThat(d.outcome()).isEqualTo("WARRANTS");
    assertThat(d.warrants()).hasSize(4);
    Warrant bid = d.warrants().get(0);
    assertThat(bid.side()).isEqualTo(Side.BUY);
    assertThat(bid.id()).isEqualTo(41);
    assertThat(bid.tactic().kind()).isEqualTo(TacticKind.JOIN);
    assertThat(bid.minPrice()).isLessThan(600_000 - bid.tactic().offsetTicks());
    assertThat(bid.capLots()).isPositive();
    assertThat(bid.root()).isEqualTo(d.root());
  }

  @Test
  void aRangingMarketIsFadedAndATrendingOneFollowed() {
    Deliberation fade =
        think(
            Cuts.calm()
                .regime(0, Regime.RANGING, 700_000)
                .feature(0, "zscore30", -40_000)
                .feature(0, "volatility60", 1_500_000)
                .feature(0, "rsi14", 250_000)
                .without(f -> f instanceof Fact.Belief && f.instrument() == 1));
    assertThat(fade.intents())
        .filteredOn(i -> i.strategy().equals("mean_reversion"))
        .singleElement()
        .extracting(Intent::side)
        .isEqualTo(Side.BUY);
    assertThat(fade.warrants()).extracting(Warrant::side).contains(Side.BUY);
    Deliberation follow =
        think(
            Cuts.calm()
                .regime(0, Regime.TRENDING, 700_000)
                .feature(0, "momentum5", -90_000)
                .feature(0, "emaDifference", -20_000)
                .feature(0, "ofi", -20_000)
                .without(f -> f instanceof Fact.Belief && f.instrument() == 1));
    assertThat(follow.warrants()).singleElement().extracting(Warrant::side).isEqualTo(Side.SELL);
  }

  @Test
  void aStrongMoveIsTakenAndABurstToo() {
    Cuts strong = Cuts.calm().regime(0, Regime.TRENDING, 700_000).feature(0, "ofi", 20_000);
    strong.without(f -> f instanceof Fact.Belief && f.instrument() == 1);
    Deliberation taken =
        think(strong.feature(0, "momentum5", 270_000).feature(0, "emaDifference", 20_000));
    assertThat(taken.warrants().getFirst().tactic().kind())
        .isIn(TacticKind.CROSS, TacticKind.SLICE);
    Deliberation burst = think(strong.feature(0, "momentum5", 90_000).pattern(0, "momentumBurst"));
    assertThat(burst.intents()).singleElement().matches(i -> i.rule().contains("burst upward"));
    assertThat(burst.warrants().getFirst().tactic().kind())
        .isIn(TacticKind.CROSS, TacticKind.SLICE);
  }

  @Test
  void aViolentMarketIsLeftAloneAndPositionsAreClosed() {
    Deliberation d =
        think(
            Cuts.calm()
                .regime(0, Regime.VIOLENT, 800_000)
                .regime(1, Regime.VIOLENT, 800_000)
                .position(1, 12));
    assertThat(d.warrants()).hasSize(1);
    Warrant exit = d.warrants().get(0);
    assertThat(exit.instrument()).isEqualTo(1);
    assertThat(exit.side()).isEqualTo(Side.SELL);
    assertThat(exit.capLots()).isZero();
    assertThat(exit.tactic().kind()).isEqualTo(TacticKind.CROSS);
  }

  @Test
  void withoutRulesThereIsNoIntentAndNoWarrant() {
    Stages mute =
        new Stages(
            facts -> new Deduction.Deduced(List.of(), List.of(), List.of()),
            stages.proof(),
            stages.feasible(),
            stages.sizer());
    assertThat(think(mute, Cuts.calm()).warrants()).isEmpty();
    assertThat(think(mute, Cuts.calm()).outcome()).isEqualTo("no rule deduced an intent");
  }

  @Test
  void aTheoryThatRefusesEverythingLeavesNoWarrant() {
    Stages strict =
        new Stages(
            stages.rules(),
            (facts, nanos, intents) ->
                intents.stream()
                    .<Verdict>map(i ->
                        new Verdict.Refused(
                            new Objection(
                                Stage.STRATEGY,
                                "never",
                                i.instrument(),
                                i.side(),
                                i.strategy(),
                                "never",
                                0,
                                1,
                                1,
                                "never")))
                    .toList(),
            stages.feasible(),
            stages.sizer());
    Deliberation d = think(strict, Cuts.calm());
    assertThat(d.warrants()).isEmpty();
    assertThat(d.objections()).hasSize(4);
    assertThat(d.engines().get(Engine.PROLOG.ordinal())).isEqualTo(4);
  }

  @Test
  void ofTwoStrategiesThatBetAgainstEachOtherOneIsLeftAndTheTraceShowsWhy() {
    Cuts torn = Cuts.calm().regime(0, Regime.RANGING, 700_000).feature(0, "zscore30", 30_000);
    torn.feature(0, "rsi14", 600_000).without(f -> f instanceof Fact.Belief && f.instrument() == 1);
    Deliberation d = think(torn);
    List<Objection> conflicts =
        d.objections().stream().filter(o -> o.rule().equals("conflict")).toList();
    assertThat(conflicts).hasSize(1);
    assertThat(d.engines().get(Engine.DATALOG.ordinal())).isEqualTo(1);
    Objection conflict = conflicts.getFirst();
    assertThat(d.warrants())
        .noneMatch(w -> w.instrument() == 0 && w.side() == conflict.side())
        .anyMatch(w -> w.instrument() == 0 && w.side() != conflict.side());
    TraceNode node =
        d.nodes().stream().filter(n -> n.rule().equals("conflict")).findFirst().orElseThrow();
    TraceNode proof = node(d, node.children().get(1));
    assertThat(proof.kind()).isEqualTo(TraceNode.Kind.PROOF);
    assertThat(proof.rule()).startsWith("theory/together.mg:");
    TraceNode opposed = node(d, proof.children().getFirst());
    assertThat(opposed.children().stream().flatMap(c -> node(d, c).children().stream()))
        .anyMatch(c -> node(d, c).kind() == TraceNode.Kind.INTENT);
  }

  private static TraceNode node(Deliberation d, Digest id) {
    return d.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void rulesThatCannotBeEvaluatedLeaveNoWarrant() {
    Stages broken =
        new Stages(
            stages.rules(),
            stages.proof(),
            standing -> {
              throw new IllegalStateException("the fuel is gone");
            },
            stages.feasible(),
            stages.sizer());
    Deliberation d = think(broken, Cuts.calm());
    assertThat(d.warrants()).isEmpty();
    assertThat(d.outcome()).contains("STRATEGY failed").contains("the fuel is gone");
  }

  @Test
  void theTheoryRefusesWhatTheRulesAloneWouldTrade() {
    Cuts thin = Cuts.calm().regime(0, Regime.TRENDING, 430_000).feature(0, "momentum5", 90_000);
    thin.feature(0, "emaDifference", 20_000);
    thin.feature(0, "ofi", 20_000).without(f -> f instanceof Fact.Belief && f.instrument() == 1);
    Deliberation d = think(thin);
    assertThat(d.intents()).hasSize(1);
    assertThat(d.warrants()).isEmpty();
    Objection o = d.objections().get(0);
    assertThat(o.rule()).isEqualTo("momentum_wants_trend");
    assertThat(o.value()).isEqualTo(430_000);
    assertThat(o.limit()).isEqualTo(450_000);
    assertThat(o.distance()).isEqualTo(20_000);
    assertThat(o.says()).contains("45 %, found 43 %").contains("theory/soundness.pl:");
  }

  @Test
  void lessRoomUnderTheLimitsMeansASmallerCapAndNoRoomNoWarrant() {
    Deliberation wide = think(Cuts.calm());
    Stages narrow = new Stages(stages.rules(), stages.proof(), new Desk.Room(4), stages.sizer());
    Deliberation tight = think(narrow, Cuts.calm());
    assertThat(tight.warrants().get(0).capLots())
        .isPositive()
        .isLessThan(wide.warrants().get(0).capLots());
    // Counted is what the limits changed: nothing in a wide room, four sizes in a narrow one.
    assertThat(wide.engines().get(Engine.Z3.ordinal())).isZero();
    assertThat(tight.engines().get(Engine.Z3.ordinal())).isEqualTo(4);
    Stages none = new Stages(stages.rules(), stages.proof(), new Desk.Room(0), stages.sizer());
    Deliberation shut = think(none, Cuts.calm());
    assertThat(shut.warrants()).isEmpty();
    assertThat(shut.engines().get(Engine.Z3.ordinal())).isEqualTo(4);
  }

  @Test
  void otherSizesFromTheSolverAreOtherCapsAndItsRefusalIsNoWarrant() {
    Stages least =
        new Stages(
            stages.rules(),
            stages.proof(),
            stages.feasible(),
            p -> new Sizing.Sized(p.stakes().stream().map(s -> 1).toList(), 0));
    assertThat(think(least, Cuts.calm()).warrants().get(0).capLots())
        .isLessThan(think(Cuts.calm()).warrants().get(0).capLots());
    Stages refusing =
        new Stages(
            stages.rules(),
            stages.proof(),
            stages.feasible(),
            p -> new Sizing.Refused("the solver's score is not ours", 1, 2));
    Deliberation d = think(refusing, Cuts.calm());
    assertThat(d.warrants()).isEmpty();
    assertThat(d.outcome()).isEqualTo("the solver's score is not ours");
  }

  @Test
  void withoutABeliefThereIsNoTradeAndWithAPatternThereIsAVeto() {
    assertThat(think(Cuts.calm().without(f -> f instanceof Fact.Belief)).warrants()).isEmpty();
    Deliberation vetoed = think(Cuts.calm().pattern(0, "quoteStuffing"));
    assertThat(vetoed.warrants()).hasSize(2).allMatch(w -> w.instrument() == 1);
    assertThat(vetoed.engines().get(Engine.ESPER.ordinal())).isEqualTo(1);
    Deliberation burst = think(Cuts.calm().pattern(0, "momentumBurst"));
    assertThat(burst.warrants()).allMatch(w -> w.instrument() == 1);
  }

  @Test
  void theOrderOfFactsDoesNotMatter() {
    List<Fact> facts = new ArrayList<>(Cuts.calm().pattern(1, "spreadBlowOut").facts());
    DeskDeliberator desk = Desk.deliberator(stages);
    Deliberation first = desk.deliberate(Cuts.calm().cut(facts));
    Random shuffle = new Random(5);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(facts, shuffle);
      assertThat(desk.deliberate(Cuts.calm().cut(facts))).isEqualTo(first);
    }
    assertThat(Desk.deliberator(Desk.stages()).deliberate(Cuts.calm().cut(facts))).isEqualTo(first);
  }

  @Test
  void everyNodeComesAfterItsChildrenAndTheRootIsLast() {
    Deliberation d = think(Cuts.calm().pattern(0, "staleFeed"));
    Set<Digest> seen = new TreeSet<>();
    for (TraceNode node : d.nodes()) {
      assertThat(seen).containsAll(node.children());
      assertThat(seen.add(node.id())).isTrue();
      assertThat(TraceNode.of(node.kind(), node.rule(), node.content(), node.children()).id())
          .isEqualTo(node.id());
    }
    assertThat(d.nodes().getLast().id()).isEqualTo(d.root());
    assertThat(d.nodes().getLast().kind()).isEqualTo(TraceNode.Kind.DELIBERATION);
  }

  @Test
  void aWarrantThatStillFitsIsKeptAndOneWithoutIntentIsWithdrawn() {
    Deliberation first = think(Cuts.calm());
    Deliberation again = think(Cuts.calm().live(first.warrants()).later(1000));
    assertThat(again.warrants()).isEmpty();
    assertThat(again.withdrawn()).isEmpty();
    assertThat(again.outcome()).isEqualTo("the live warrants stand");
    Deliberation late = think(Cuts.calm().live(first.warrants()).later(8000));
    assertThat(late.warrants()).hasSize(4);
    Deliberation gone =
        think(Cuts.calm().live(first.warrants()).later(1000).pattern(0, "staleFeed"));
    assertThat(gone.withdrawn()).containsExactly(41L, 42L);
  }

  @Test
  void aRestingWarrantWithoutIntentLapsesUnlessAnIntentWantsTheOtherSide() {
    Deliberation first = think(Cuts.calm());
    Cuts quiet = Cuts.calm().live(first.warrants()).later(1000);
    assertThat(think(quiet.pattern(0, "spreadBlowOut")).withdrawn()).isEmpty();
    Cuts turned = Cuts.calm().live(first.warrants()).later(1000);
    turned.regime(0, Regime.RANGING, 550_000).feature(0, "zscore30", -20_000);
    turned.feature(0, "rsi14", 250_000);
    assertThat(think(turned).withdrawn()).containsExactly(42L);
  }

  @Test
  void aTakingWarrantWithoutIntentEndsAtOnce() {
    Cuts strong = Cuts.calm().regime(0, Regime.TRENDING, 700_000).feature(0, "ofi", 20_000);
    strong.feature(0, "momentum5", 270_000).feature(0, "emaDifference", 20_000);
    Deliberation taken =
        think(strong.without(f -> f instanceof Fact.Belief && f.instrument() == 1));
    Cuts gone = Cuts.calm().live(taken.warrants()).without(f -> f instanceof Fact.Belief);
    assertThat(taken.warrants()).hasSize(1);
    assertThat(think(gone.later(1000)).withdrawn()).containsExactly(taken.warrants().get(0).id());
  }

  @Test
  void aFailingEngineIsAnObjectionAndWithdrawsEverything() {
    Deliberation first = think(Cuts.calm());
    Stages broken =
        new Stages(
            facts -> {
              throw new IllegalStateException("out of order");
            },
            stages.proof(),
            stages.feasible(),
            stages.sizer());
    Deliberation d = think(broken, Cuts.calm().live(first.warrants()));
    assertThat(d.warrants()).isEmpty();
    assertThat(d.withdrawn()).hasSize(4);
    assertThat(d.outcome()).contains("FACTS failed").contains("out of order");
  }

  /// A stage that shares a row, and may object to more than one at a time.
  private record Sharing(long bound, boolean together) implements FeasibilityStage {
    @Override
    public Look at(Cut cut) {
      return new Look() {
        @Override
        public Feasibility of(List<Intent> intents) {
          Feasibility room = new Desk.Room(100_000).of(cut, intents);
          SharedRow row = new SharedRow("gross", intents.stream().map(i -> 1L).toList(), bound);
          return new Feasibility(room.ranges(), List.of(), List.of(row), room.nodes());
        }

        @Override
        public boolean jointly(List<Intent> intents, List<Long> added) {
          return together || added.stream().filter(lots -> lots > 0).count() <= 1;
        }
      };
    }
  }

  /// Claims room for `claimed` lots and then confirms only `confirmed`.
  private record Hasty(long claimed, long confirmed) implements FeasibilityStage {
    @Override
    public Look at(Cut cut) {
      return new Look() {
        @Override
        public Feasibility claimed(List<Intent> intents) {
          return new Desk.Room(claimed).of(cut, intents);
        }

        @Override
        public Feasibility of(List<Intent> intents) {
          return new Desk.Room(confirmed).of(cut, intents);
        }

        @Override
        public boolean jointly(List<Intent> intents, List<Long> added) {
          return true;
        }
      };
    }
  }

  @Test
  void whatWasClaimedButNotConfirmedLeavesNoTrace() {
    for (long confirmed : new long[] {0, 4, 100_000}) {
      Stages hasty =
          new Stages(stages.rules(), stages.proof(), new Hasty(100_000, confirmed), stages.sizer());
      Stages slow =
          new Stages(stages.rules(), stages.proof(), new Desk.Room(confirmed), stages.sizer());
      assertThat(think(hasty, Cuts.calm())).isEqualTo(think(slow, Cuts.calm()));
    }
  }

  @Test
  void aSizerThatFailsOnWhatWasOnlyClaimedFailsNothing() {
    SizingStage timid =
        p -> {
          if (p.stakes().stream().anyMatch(s -> s.lots().getLast() > 4)) {
            throw new IllegalStateException("too large for me");
          }
          return stages.sizer().size(p);
        };
    Stages hasty = new Stages(stages.rules(), stages.proof(), new Hasty(100_000, 4), timid);
    Stages slow = new Stages(stages.rules(), stages.proof(), new Desk.Room(4), stages.sizer());
    assertThat(think(hasty, Cuts.calm())).isEqualTo(think(slow, Cuts.calm()));
  }

  @Test
  void aSharedLimitBindsAllIntentsTogether() {
    Stages shared =
        new Stages(stages.rules(), stages.proof(), new Sharing(60, true), stages.sizer());
    Deliberation d = think(shared, Cuts.calm());
    assertThat(d.warrants().stream().mapToLong(Warrant::capLots).sum()).isBetween(1L, 60L);
  }

  @Test
  void whatIsNotJointlyAdmissibleIsLeftOutLeastGainFirst() {
    Stages alone =
        new Stages(stages.rules(), stages.proof(), new Sharing(1_000_000, false), stages.sizer());
    assertThat(think(alone, Cuts.calm()).warrants()).hasSize(1);
  }

  @Test
  void seedsAreNotNeededBecauseNothingIsRandom() {
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < 5; i++) {
      Cuts cuts = Cuts.calm().feature(0, "ofi", random.nextInt(20_000));
      assertThat(think(cuts)).isEqualTo(think(cuts));
    }
  }
}
