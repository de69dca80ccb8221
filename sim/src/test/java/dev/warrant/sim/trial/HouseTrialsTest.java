package dev.warrant.sim.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The scenarios of the house policy on real desks.
final class HouseTrialsTest {
  private static final Path POLICY = SharedData.root().resolve("rules/packs/house-policy");
  private static final Path STRATEGY = SharedData.root().resolve("rules/packs/house-strategy");

  /// Limits that others always refuse with as the policy is written, and that decide alone where
  /// those stand elsewhere in their ranges. A change here is a change of the policy's logic.
  private static final List<String> ALONE_ELSEWHERE = List.of("leverage", "liquidation-distance");

  @Test
  void everyScenarioComesToWhatItSaysAndEveryLimitRefusesAlone() {
    TrialReport report = Trials.load(POLICY, STRATEGY, List.of(), null).run(v -> {});
    assertThat(report.red().stream().map(v -> v.scenario().name() + ": " + v.found())).isEmpty();
    Coverage c = report.coverage();
    assertThat(c.neverAlone()).isEmpty();
    assertThat(c.aloneElsewhere()).containsExactlyElementsOf(ALONE_ELSEWHERE);
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
  void aStoryUnderOtherValuesIsToldForItselfAndNoticesThatItsLimitIsGone() {
    List<String> names =
        List.of(
            "leverage-below-gross-exposure",
            "the-same-hedge-below-the-ceiling-as-it-is",
            "near-liquidation-where-exposure-is-wide",
            "farther-from-liquidation-where-exposure-is-wide");
    Trials trials = Trials.load(POLICY, STRATEGY, names, null);
    TrialReport report = trials.run(v -> {});
    assertThat(report.red()).isEmpty();
    assertThat(report.verdicts().stream().map(Verdict::refusing))
        .containsExactly(
            List.of("leverage"), List.of(), List.of("liquidation-distance"), List.of());
    assertThat(report.coverage().aloneElsewhere()).containsExactlyElementsOf(ALONE_ELSEWHERE);
    List<Mutations.Fate> fates = new Mutations(POLICY, trials).run(ALONE_ELSEWHERE::contains);
    assertThat(fates.stream().filter(f -> f.what().equals("deleted")).map(Mutations.Fate::byStory))
        .containsExactly(names.get(0), names.get(2));
  }

  @Test
  void aRecordIsOnlyKeptOfWhatAVersionDid() {
    List<String> name = List.of("leverage-below-gross-exposure");
    Trials trials = Trials.load(POLICY, STRATEGY, name, null);
    assertThatThrownBy(() -> trials.keep(new RootJournal()))
        .hasMessageContaining("found a story under leverage.max: 1.2 x");
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
  void rulesAndClausesAreCountedWhereTheyWereTrueAndWhereTheyWereFalse() {
    List<String> names = List.of("a-rising-market-is-bought", "not-every-rise-is-believed");
    Coverage c = Trials.load(POLICY, STRATEGY, names, null).run(v -> {}).coverage();
    Map<String, Coverage.Fired> fired = new TreeMap<>();
    c.fired().forEach(f -> fired.put(f.name(), f));
    assertThat(fired.get("regime: trending")).matches(f -> f.bothWays() && f.kind().equals("rule"));
    assertThat(fired.get("momentum_wants_trend")).matches(f -> f.had() > 0 && f.hadNot() > 0);
    assertThat(fired.get("entry_momentum")).matches(f -> f.had() > 0 && f.certain());
    // Nothing falls here, so nobody asks whether going with a fall is sound.
    assertThat(fired.get("falling_unopposed")).matches(f -> f.had() == 0 && f.hadNot() == 0);
    // Both scenarios tell one story, which counts once.
    Coverage.Fired both = Objects.requireNonNull(fired.get("regime: calm"));
    long thought = both.had() + both.hadNot();
    Coverage alone =
        Trials.load(POLICY, STRATEGY, names.subList(0, 1), null).run(v -> {}).coverage();
    Coverage.Fired calm =
        alone.fired().stream()
            .filter(f -> f.name().equals("regime: calm"))
            .findFirst()
            .orElseThrow();
    assertThat(calm.had() + calm.hadNot()).isEqualTo(thought);
  }

  @Test
  void aNameNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> Trials.load(POLICY, STRATEGY, List.of("nobody"), null))
        .hasMessageContaining("no scenario nobody");
  }
}
