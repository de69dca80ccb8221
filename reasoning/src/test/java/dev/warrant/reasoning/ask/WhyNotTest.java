package dev.warrant.reasoning.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.deliberate.Cuts;
import dev.warrant.reasoning.deliberate.Desk;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.reasoning.deliberate.LimitsStage;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Questions about moments of the shipped packs on the real engines, and an enemy of the answers.
final class WhyNotTest {
  private static final PolicyPack POLICY =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".."), "rules/packs/house-policy"));
  private static final LimitsStage LIMITS =
      LimitsStage.withSolver(POLICY, Cuts.INSTRUMENTS, 3, 2_000_000);
  private static final DeskDeliberator ENGINES =
      DeskDeliberator.open(Desk.PACK, POLICY.digest(), Cuts.MODEL, Cuts.INSTRUMENTS, LIMITS, null);
  private static final Engines SEARCHED =
      new Engines(ENGINES::deliberate, ENGINES.sketching()::deliberate);
  private static final Wanted SELL = new Wanted(Side.SELL, Cuts.BTC);
  private static final Wanted BUY = new Wanted(Side.BUY, Cuts.BTC);

  @AfterAll
  static void close() {
    ENGINES.close();
  }

  private static Cuts calm() {
    Cuts cuts = Cuts.calm();
    for (int i = 0; i < 2; i++) {
      measure(cuts, i, "belief.probability", i == 0 ? 620_000 : 580_000);
      measure(cuts, i, "market.liquidationDistance", 1_000_000);
      measure(cuts, i, "market.spread", i == 0 ? 10 : 4);
      measure(cuts, i, "market.spreadNormal", 1000);
    }
    return cuts;
  }

  private static Cuts measure(Cuts cuts, int i, String name, long value) {
    return cuts.with(new Fact.Measure(i, 150, name, value));
  }

  private static WhyNot.Answer ask(Cut cut, Wanted wanted, int fuel) {
    return ask(SEARCHED, cut, wanted, fuel);
  }

  private static WhyNot.Answer ask(Engines engines, Cut cut, Wanted wanted, int fuel) {
    return new WhyNot(engines, POLICY, Desk.PACK, Cuts.INSTRUMENTS, fuel).ask(cut, wanted);
  }

  private static WhyNot.Answer ask(Cuts cuts, Wanted wanted) {
    return ask(cuts.cut(), wanted, WhyNot.FUEL);
  }

  private static List<String> sets(Step step) {
    return step.move().map(Move::sets).orElse(List.of());
  }

  @Test
  void whatIsTradedIsRefusedByNothing() {
    WhyNot.Answer a = ask(calm(), SELL);
    assertThat(a.steps()).isEmpty();
    assertThat(a.through()).isTrue();
    assertThat(a.was()).isEqualTo(a.last());
  }

  @Test
  void aRuleThatNearlyAskedForItIsToldWithTheFeatureItWaitedFor() {
    WhyNot.Answer a = ask(calm().feature(0, "ofi", 82_563), SELL);
    Step step = a.steps().getFirst();
    assertThat(step.stage()).isEqualTo(Stage.FACTS);
    Obstacle first = step.obstacles().getFirst();
    assertThat(first.rule()).isEqualTo("calm market, quote the ask");
    assertThat(first.value()).isEqualTo("8.2563");
    assertThat(first.limit()).isEqualTo("less than 6");
    assertThat(first.distance()).isEqualTo("2.2563");
    assertThat(first.place()).startsWith("intents/market-making.drl:");
    assertThat(first.version()).startsWith("strategy house-strategy");
    assertThat(sets(step)).containsExactly("BTCUSDT.ofi=5.9999");
    assertThat(a.through()).isTrue();
  }

  @Test
  void aClauseOfTheTheoryIsToldAndTheProbabilityItWantsIsTheLeastChange() {
    WhyNot.Answer a = ask(unsure(431_264), SELL);
    Step step = a.steps().getFirst();
    assertThat(step.stage()).isEqualTo(Stage.STRATEGY);
    assertThat(step.obstacles().getFirst().says())
        .contains("market making wants a calm market believed at 45 %, found 43.1264 %");
    assertThat(step.obstacles().getFirst().distance()).isEqualTo("1.8736 %");
    assertThat(sets(step)).containsExactly("BTCUSDT.belief.probability=45 %");
    assertThat(a.through()).isTrue();
  }

  private static Cuts unsure(long ppm) {
    return measure(calm().regime(0, Regime.CALM, ppm), 0, "belief.probability", ppm);
  }

  @Test
  void aLimitIsToldInItsOwnersWordsAndItsMeasureChangesToTheLimitAndNoFurther() {
    WhyNot.Answer a = ask(measure(calm(), 0, "market.funding", 1_234), SELL);
    Step step = a.steps().getFirst();
    assertThat(step.stage()).isEqualTo(Stage.FEASIBLE);
    assertThat(step.obstacles()).hasSize(1);
    assertThat(step.obstacles().getFirst().says())
        .isEqualTo("Funding of 0.124 % for this interval is above 10 bps.");
    assertThat(step.obstacles().getFirst().distance()).isEqualTo("0.024 %");
    assertThat(sets(step)).containsExactly("BTCUSDT.market.funding=0.1 %");
    assertThat(a.through()).isTrue();
  }

  @Test
  void whereTwoLimitsRefuseBothAreToldNearestFirstAndBothMeasuresChange() {
    Cuts cuts = measure(calm(), 0, "market.funding", 4_000);
    WhyNot.Answer a = ask(measure(cuts, 0, "rate.rejects", 210_000), SELL);
    Step step = a.steps().getFirst();
    assertThat(step.obstacles())
        .extracting(Obstacle::rule)
        .containsExactly("reject-rate", "funding-cost");
    assertThat(sets(step)).containsExactly("BTCUSDT.market.funding=0.1 %", "rate.rejects=20 %");
  }

  @Test
  void aChainIsToldFromRefusalToRefusal() {
    Cuts cuts = measure(unsure(431_264), 0, "market.funding", 1_234);
    WhyNot.Answer a = ask(cuts.feature(0, "ofi", 82_563), SELL);
    assertThat(a.steps())
        .extracting(Step::stage)
        .containsExactly(Stage.FACTS, Stage.STRATEGY, Stage.FEASIBLE);
    assertThat(a.through()).isTrue();
    assertThat(Reached.issued(a.last(), SELL)).isPresent();
  }

  @Test
  void aModeAFeedAndAMissingFeatureAreNoNumbersAndThatIsSaid() {
    Cuts paused = calm().with(new Fact.DeskMode(-1, 1, Mode.PAUSE));
    Cuts stale = calm().with(new Fact.Feed(0, 106, FeedState.STALE, 900_000));
    for (Cuts cuts : List.of(paused, stale)) {
      WhyNot.Answer a = ask(cuts, SELL);
      assertThat(a.through()).isFalse();
      assertThat(a.steps()).hasSize(1);
      assertThat(a.steps().getFirst().move()).isEmpty();
      assertThat(a.steps().getFirst().without()).contains("of the inputs that may be supposed");
    }
    assertThat(ask(paused, SELL).steps().getFirst().obstacles().toString()).contains("PAUSE");
    assertThat(ask(stale, SELL).steps().getFirst().obstacles().toString()).contains("STALE");
  }

  @Test
  void aFlagThatALimitReadsIsNoNumber() {
    WhyNot.Answer a = ask(measure(calm(), 0, "deadman.armed", 0), SELL);
    Step step = a.steps().getFirst();
    assertThat(step.stage()).isEqualTo(Stage.FEASIBLE);
    assertThat(step.obstacles().getFirst().rule()).isEqualTo("dead-man");
    assertThat(step.obstacles().getFirst().numeric()).isFalse();
    assertThat(step.without()).contains("no number decides it");
  }

  @Test
  void aSearchWithoutFuelSaysSo() {
    WhyNot.Answer a = ask(unsure(431_264).cut(), SELL, 3);
    assertThat(a.through()).isFalse();
    assertThat(a.steps().getFirst().obstacles()).isNotEmpty();
    assertThat(a.steps().getFirst().without())
        .isEqualTo("the search ran out of fuel after 3 deliberations");
  }

  private static List<Optional<Move>> moves(WhyNot.Answer answer) {
    return answer.steps().stream().map(Step::move).toList();
  }

  @Test
  void aSketchThatSaysAnotherThingOfTheMomentIsNotSearchedWith() {
    Cuts cuts = measure(calm(), 0, "market.funding", 1_234);
    int[] sketched = {0};
    Engines blind =
        new Engines(
            ENGINES::deliberate,
            _ -> {
              sketched[0]++;
              return ENGINES.deliberate(calm().cut());
            });
    WhyNot.Answer a = ask(blind, cuts.cut(), SELL, WhyNot.FUEL);
    assertThat(moves(a)).isEqualTo(moves(ask(cuts, SELL)));
    assertThat(sketched[0]).isEqualTo(a.steps().size());
  }

  @Test
  void whatASketchFindsAndTheEnginesDoNotIsSearchedForByThese() {
    Cut cut = measure(calm(), 0, "market.funding", 1_234).cut();
    Cut beyond = measure(calm(), 0, "market.funding", 900).cut();
    Engines rash =
        new Engines(ENGINES::deliberate, c -> ENGINES.deliberate(c.equals(cut) ? c : beyond));
    WhyNot.Answer a = ask(rash, cut, SELL, WhyNot.FUEL);
    assertThat(sets(a.steps().getFirst())).containsExactly("BTCUSDT.market.funding=0.1 %");
  }

  /// A moment with up to four things wrong with it.
  private static Cuts random(SeededRandom random) {
    Cuts cuts = calm();
    int wrong = 1 + random.nextInt(4);
    for (int i = 0; i < wrong; i++) {
      int what = random.nextInt(12);
      switch (what) {
        case 0, 1 -> {
          Regime regime = Regime.values()[random.nextInt(4)];
          long ppm = 300_000L + random.nextInt(600_000);
          measure(cuts.regime(0, regime, ppm), 0, "belief.probability", ppm);
          measure(cuts, 0, "belief.regime", regime.ordinal());
        }
        case 2 -> cuts.feature(0, "ofi", random.nextInt(400_000) - 200_000);
        case 3 -> cuts.feature(0, "zscore30", random.nextInt(40_000) - 20_000);
        case 4 -> cuts.feature(0, "momentum5", random.nextInt(200_000) - 100_000);
        case 5 -> cuts.pattern(0, "spreadBlowOut");
        case 6 -> measure(cuts, 0, "market.funding", random.nextInt(5_000));
        case 7 -> measure(cuts, 0, "market.correlation", random.nextInt(1_000_000));
        case 8 -> measure(cuts, 0, "rate.rejects", random.nextInt(400_000));
        case 9 -> measure(cuts, 0, "account.dailyLoss", random.nextInt(90_000_000));
        case 10 -> measure(cuts, 0, "orders.open", random.nextInt(12));
        default -> {
          long spread = 1L + random.nextInt(90);
          cuts.with(new Fact.Quote(0, 100, 600_000, 40, 600_000 + spread, 30, 60_000_000));
          measure(cuts, 0, "market.spread", spread);
        }
      }
    }
    return cuts;
  }

  /// `-Dwarrant.whynot.seeds=17-40` attacks more moments.
  static IntStream seeds() {
    String[] ends = System.getProperty("warrant.whynot.seeds", "1-6").split("-", -1);
    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theReturnedChangeUndoesTheRefusalAndNoLesserOneThatAnEnemyFindsDoes(int seed) {
    SeededRandom random = new SeededRandom(seed).split("why-not");
    Cut cut = random(random).cut();
    Wanted wanted = random.nextInt(2) == 0 ? SELL : BUY;
    WhyNot.Answer answer = ask(cut, wanted, WhyNot.FUEL);
    assertThat(ask(cut, wanted, WhyNot.FUEL)).isEqualTo(answer);
    WhyNot.Answer slow = ask(Engines.only(ENGINES::deliberate), cut, wanted, WhyNot.FUEL);
    assertThat(answer.steps()).extracting(Step::move).isEqualTo(moves(slow));
    Cut now = cut;
    for (Step step : answer.steps()) {
      if (step.move().isPresent()) {
        new Enemy(now, wanted, step, random).attack();
        now = step.move().get().in(now, Cuts.INSTRUMENTS);
      }
    }
  }

  /// Tries to find a lesser change that undoes the same refusal.
  private record Enemy(Cut cut, Wanted wanted, Step step, SeededRandom random) {
    void attack() {
      Move move = step.move().orElseThrow();
      assertThat(passes(move)).as("%s", move.sets()).isTrue();
      for (Setting s : move.settings()) {
        refused(move.without(s.lever()));
        if (!s.lever().isSwitch()) {
          long back = s.lever().value() - s.to();
          refused(move.with(new Setting(s.lever(), s.to() + Long.signum(back))));
          long part = part(back);
          if (part != 0) {
            refused(move.with(new Setting(s.lever(), s.to() + part)));
          }
        }
      }
      for (int i = 0; i < 12 && move.settings().size() > 1 && step.open().size() > 1; i++) {
        pair(move.cost());
      }
      for (Lever lever : step.open()) {
        single(lever, move.settings().size() > 1 ? Rational.of(2000) : move.cost());
      }
    }

    private long part(long of) {
      return (long) (of * random.nextDouble());
    }

    /// Two inputs at random, changed by less than `cost` in all, where more than two were found to
    /// be needed, or these two by more.
    private void pair(Rational cost) {
      Move both = Move.NONE;
      for (int i = 0; i < 2; i++) {
        Lever lever = step.open().get(random.nextInt(step.open().size()));
        long most = cost.times(Rational.of(lever.scale())).saturated(RoundingMode.FLOOR);
        long to = lever.value() + (random.nextInt(2) == 0 ? part(most) : -part(most));
        long in = Math.clamp(to, lever.low(), lever.high());
        both = lever.isSwitch() ? both : both.with(new Setting(lever, in));
      }
      boolean lesser = both.compareTo(step.move().orElseThrow()) < 0;
      if (lesser) {
        refused(both);
      }
    }

    /// One input alone, changed by less than `cost`.
    private void single(Lever lever, Rational cost) {
      if (lever.isSwitch()) {
        for (long to = lever.low(); to <= lever.high(); to++) {
          if (to != lever.value() && Rational.ONE.compareTo(cost) < 0) {
            refused(Move.NONE.with(new Setting(lever, to)));
          }
        }
        return;
      }
      for (int i = 0; i < 4; i++) {
        long most = cost.times(Rational.of(lever.scale())).saturated(RoundingMode.FLOOR);
        long change = (i < 2 ? most : part(most)) * (i % 2 == 0 ? 1 : -1);
        long to = Math.clamp(lever.value() + change, lever.low(), lever.high());
        Setting one = new Setting(lever, to);
        if (to != lever.value() && one.cost().compareTo(cost) < 0) {
          refused(Move.NONE.with(one));
        }
      }
    }

    private void refused(Move lesser) {
      if (!lesser.settings().isEmpty()) {
        assertThat(passes(lesser))
            .as("%s, where %s was found", lesser.sets(), step.move().orElseThrow().sets())
            .isFalse();
      }
    }

    private boolean passes(Move move) {
      Cut supposed = move.in(cut, Cuts.INSTRUMENTS);
      return Reached.of(ENGINES.deliberate(supposed), supposed, wanted).passed(step.stage());
    }
  }
}
