package dev.warrant.sim.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The scenarios of the house policy on real desks.
final class HouseTrialsTest {
  private static final Path POLICY = SharedData.root().resolve("rules/packs/house-policy");
  private static final Path STRATEGY = SharedData.root().resolve("rules/packs/house-strategy");

  /// Limits that never refuse alone, because another one always refuses with them. A change here is
  /// a change of the policy's logic.
  private static final List<String> NEVER_ALONE =
      List.of("leverage", "drawdown-hard", "liquidation-distance");

  @Test
  void everyScenarioComesToWhatItSaysAndAlmostEveryLimitRefusesAlone() {
    TrialReport report = Trials.load(POLICY, STRATEGY, List.of(), null).run(v -> {});
    assertThat(report.red().stream().map(v -> v.scenario().name() + ": " + v.found())).isEmpty();
    Coverage c = report.coverage();
    assertThat(c.neverAlone()).containsExactlyElementsOf(NEVER_ALONE);
    assertThat(c.notReached()).isEmpty();
    assertThat(c.rows()).allMatch(Coverage.Row::bothWays);
    assertThat(c.decided()).hasSize(11).allMatch(Coverage.Decided::bothWays);
  }

  @Test
  void everyDeletedLimitOrRowAndEveryMovedParameterOrCellIsNoticed() {
    Trials trials = Trials.load(POLICY, STRATEGY, List.of(), null);
    List<Mutations.Fate> fates = new Mutations(POLICY, trials).run();
    assertThat(fates).hasSizeGreaterThan(150).allMatch(Mutations.Fate::caught);
    // A limit that is gone is noticed by a story too, not by vectors alone.
    assertThat(
            fates.stream().filter(f -> f.byStory().isEmpty()).map(Mutations.Fate::limit).distinct())
        .isEmpty();
  }

  @Test
  void theSameStoryEndsTheSameWay() {
    Trials trials = Trials.load(POLICY, STRATEGY, List.of("too-many-messages"), null);
    String once = trials.run(v -> {}).verdicts().getFirst().found();
    assertThat(trials.run(v -> {}).verdicts().getFirst().found()).isEqualTo(once);
  }

  @Test
  void aStoryThatExpectsTooMuchIsRed() {
    Trials trials = Trials.load(POLICY, STRATEGY, List.of("a-clip-is-admitted"), null);
    Trial trial = new Trial(trials.rules(), null);
    Verdict v =
        trial.run(
            Scenarios.read(
                    "tests/x.yaml",
                    """
                    - name: x
                      story:
                        - 20 s: attempt buy 51 lots BTCUSDT cross
                      refused by: order-size
                      as well: [heat]
                    """)
                .getFirst());
    assertThat(v.passed()).isFalse();
    assertThat(v.refusing()).containsExactly("order-size");
    assertThat(v.found()).contains("The order is worth 3 059").contains("mode NORMAL");
  }

  @Test
  void aNameNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> Trials.load(POLICY, STRATEGY, List.of("nobody"), null))
        .hasMessageContaining("no scenario nobody");
  }
}
