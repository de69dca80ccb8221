package dev.warrant.reasoning.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.HardSoftScore;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SizerTest {
  private static final Sizer SIZER = new Sizer(2000);

  private static Stake stake(int index, long step, long gain, long risk, long kelly) {
    List<Long> lots = new ArrayList<>();
    List<Long> gains = new ArrayList<>();
    List<Long> risks = new ArrayList<>();
    for (long level = 0; level <= 8; level++) {
      lots.add(level * step);
      gains.add(level * gain);
      risks.add(level * risk);
    }
    return new Stake(index, index, lots, lots, gains, risks, kelly);
  }

  private static Sizing.Sized sized(SizingProblem problem) {
    return (Sizing.Sized) SIZER.size(problem);
  }

  @Test
  void withoutRiskEverythingIsTaken() {
    Stake one = stake(0, 10, 1000, 0, 1000);
    assertThat(sized(new SizingProblem(List.of(one), List.of(), List.of(), 100)).levels())
        .containsExactly(8);
  }

  @Test
  void riskStopsWhereItCostsMoreThanTheNextStepGains() {
    Stake one = stake(0, 10, 1_000_000, 100, 1000);
    assertThat(sized(new SizingProblem(List.of(one), List.of(), List.of(), 1000)).levels())
        .containsExactly(5);
  }

  @Test
  void correlatedStakesAreSmallerThanIndependentOnes() {
    List<Stake> two = List.of(stake(0, 10, 1_000_000, 100, 1000), stake(1, 10, 1_000_000, 100, 99));
    StakePair twins = new StakePair(0, 1, 900_000, false);
    long alone =
        sized(new SizingProblem(two, List.of(), List.of(), 1000)).levels().stream()
            .mapToLong(l -> l)
            .sum();
    long paired =
        sized(new SizingProblem(two, List.of(), List.of(twins), 1000)).levels().stream()
            .mapToLong(l -> l)
            .sum();
    assertThat(paired).isLessThan(alone);
  }

  @Test
  void sharedLimitsKellyAndNettingAreHard() {
    List<Stake> two = List.of(stake(0, 10, 1000, 0, 30), stake(1, 10, 900, 0, 1000));
    SharedRow row = new SharedRow("gross", List.of(2L, 1L), 100);
    Sizing.Sized s = sized(new SizingProblem(two, List.of(row), List.of(), 100));
    assertThat(s.levels().get(0)).isLessThanOrEqualTo(3);
    assertThat(20 * s.levels().get(0) + 10 * s.levels().get(1)).isLessThanOrEqualTo(100);
    StakePair exclusive = new StakePair(0, 1, 0, true);
    Sizing.Sized netted = sized(new SizingProblem(two, List.of(), List.of(exclusive), 100));
    assertThat(netted.levels()).containsExactly(0, 8);
  }

  /// Now and then with several best choices.
  private static SizingProblem drawn(SeededRandom random, int many) {
    List<Stake> stakes = new ArrayList<>();
    List<StakePair> pairs = new ArrayList<>();
    List<Long> coefficients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      stakes.add(
          stake(
              i,
              1 + random.nextInt(50),
              random.nextInt(5) == 0 ? 0 : random.nextInt(2_000_000) - 200_000,
              random.nextInt(3) == 0 ? 0 : random.nextInt(400) - 200,
              random.nextInt(400)));
      coefficients.add((long) random.nextInt(5));
      for (int j = 0; j < i; j++) {
        pairs.add(new StakePair(j, i, random.nextInt(1_000_000), random.nextInt(5) == 0));
      }
    }
    SharedRow row = new SharedRow("row", coefficients, 500);
    return new SizingProblem(stakes, List.of(row), pairs, 1000);
  }

  /// With the best score known and without, which is to stop early and to try every move.
  @Test
  void ourArithmeticAgreesWithTheSolverAndTheSolverWithItself() {
    Sizer untilTheEnd = new Sizer(2000, 0);
    SeededRandom random = new SeededRandom(7);
    for (int round = 0; round < 40; round++) {
      SizingProblem problem = drawn(random, 1 + round % 4);
      Sizing first = SIZER.size(problem);
      assertThat(first).isInstanceOf(Sizing.Sized.class);
      assertThat(SIZER.size(problem)).isEqualTo(first);
      assertThat(untilTheEnd.size(problem)).isEqualTo(first);
    }
  }

  @Test
  void theOptimumIsTheBestOfAllChoices() {
    SeededRandom random = new SeededRandom(11);
    int known = 0;
    for (int round = 0; round < 300; round++) {
      SizingProblem problem = drawn(random, 1 + round % 3);
      OptionalLong best = all(problem).max();
      assertThat(Optimum.of(problem, 100_000)).as("round %d", round).isEqualTo(best);
      OptionalLong early = Optimum.of(problem, 10);
      known += early.isPresent() ? 1 : 0;
      assertThat(early.isEmpty() || early.equals(best)).isTrue();
    }
    assertThat(known).isBetween(1, 299);
  }

  /// Scores of every admissible choice of levels.
  private static LongStream all(SizingProblem problem) {
    List<List<Integer>> choices = new ArrayList<>(List.of(List.of()));
    for (Stake stake : problem.stakes()) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> choice : choices) {
        for (int level = 0; level < stake.levels(); level++) {
          List<Integer> more = new ArrayList<>(choice);
          more.add(level);
          longer.add(more);
        }
      }
      choices = longer;
    }
    return choices.stream()
        .map(choice -> ScoreCheck.of(problem, choice))
        .filter(score -> score.hard() == 0)
        .mapToLong(ScoreCheck.Score::soft);
  }

  @Test
  void aWrongScoreOrAnInadmissibleChoiceIsRefused() {
    Stake one = stake(0, 10, 1000, 0, 30);
    SizingProblem problem = new SizingProblem(List.of(one), List.of(), List.of(), 100);
    assertThat(Sizer.confirm(problem, List.of(3), HardSoftScore.of(0, 3000)))
        .isEqualTo(new Sizing.Sized(List.of(3), 3000));
    assertThat(Sizer.confirm(problem, List.of(3), HardSoftScore.of(0, 3001)))
        .isInstanceOf(Sizing.Refused.class);
    assertThat(Sizer.confirm(problem, List.of(4), HardSoftScore.of(-10, 4000)))
        .isInstanceOf(Sizing.Refused.class);
  }

  @Test
  void weightsThatCouldWrapAreRefused() {
    Stake huge = stake(0, 10, Long.MAX_VALUE / 16, 0, 1000);
    assertThat(SIZER.size(new SizingProblem(List.of(huge), List.of(), List.of(), 100)))
        .isInstanceOf(Sizing.Refused.class);
  }
}
