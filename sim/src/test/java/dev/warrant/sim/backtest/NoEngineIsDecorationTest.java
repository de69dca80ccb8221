package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.execution.executor.Admission;
import dev.warrant.execution.guard.Guard;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.reasoning.deliberate.LimitsStage;
import dev.warrant.reasoning.deliberate.Stages;
import dev.warrant.reasoning.diagnose.Diagnostician;
import dev.warrant.reasoning.diagnose.Remedy;
import dev.warrant.reasoning.diagnose.Symptom;
import dev.warrant.reasoning.feasible.FeasibilityOracle;
import dev.warrant.reasoning.session.Deduction;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same market and seed with one engine removed or inverted: the desk must send other orders.
class NoEngineIsDecorationTest {
  private static final long SEED = 3;
  private static final long SECONDS = 45;
  private static final List<Heard.Sent> PLAIN = new ArrayList<>();

  @BeforeAll
  static void runAsShipped() {
    PLAIN.addAll(run(Lab.house()));
    assertThat(PLAIN).hasSizeGreaterThan(10);
  }

  private static List<Heard.Sent> run(Lab lab) {
    return run(lab, List.of());
  }

  /// Orders of one run; remedies arrive halfway.
  private static List<Heard.Sent> run(Lab lab, List<Remedy> remedies) {
    Heard heard = new Heard();
    try (SimDesk desk = lab.desk(Lab.market(SEED), SEED, heard, new TraceRoot())) {
      desk.run(Lab.START + SECONDS / 2 * Lab.SECOND);
      for (Remedy r : remedies) {
        desk.offer(new DeskEvent.Command(r.command(), "watchdog", r.diagnosis()));
      }
      desk.run(Lab.START + SECONDS * Lab.SECOND);
      desk.stop();
    }
    return heard.sent;
  }

  private static List<Heard.Sent> underWarrants(List<Heard.Sent> all) {
    return all.stream().filter(s -> s.purpose() == 'W').toList();
  }

  @Test
  void withoutEsperTheOrdersAreOthers() {
    Lab deaf =
        Lab.house()
            .with(instruments ->
                DeskRules.perception(
                    instruments, Patterns.none(), House.RULES.classifier(instruments)));
    assertThat(run(deaf)).isNotEqualTo(PLAIN);
  }

  @Test
  void withoutBeliefsThereIsNoOrder() {
    Lab blind =
        Lab.house()
            .with(instruments ->
                DeskRules.perception(instruments, House.RULES.patterns(), RegimeClassifier.none()));
    assertThat(underWarrants(run(blind))).isEmpty();
  }

  @Test
  void withInvertedBeliefsTheOrdersAreOthers() {
    Lab mistaken =
        Lab.house()
            .with(instruments ->
                DeskRules.perception(
                    instruments,
                    House.RULES.patterns(),
                    new Inverted(House.RULES.classifier(instruments))));
    assertThat(run(mistaken)).isNotEqualTo(PLAIN);
  }

  @Test
  void withoutDroolsThereIsNoOrder() {
    Stages s = House.stages();
    Stages mute =
        new Stages(
            facts -> new Deduction.Deduced(List.of(), List.of(), List.of()),
            s.proof(),
            s.feasible(),
            s.sizer());
    assertThat(underWarrants(run(Lab.house().with(House.deliberator(mute))))).isEmpty();
  }

  @Test
  void aTheoryThatProvesEverythingLetsOtherOrdersPass() {
    Stages s = House.stages();
    var anything =
        new dev.warrant.reasoning.strategy.Verdict.Proof(
            "anything", "sound", List.of(), List.of(), List.of());
    Stages credulous =
        new Stages(
            s.rules(),
            (facts, nanos, intents) ->
                intents.stream()
                    .<dev.warrant.reasoning.strategy.Verdict>map(
                        _ -> new dev.warrant.reasoning.strategy.Verdict.Proved(anything))
                    .toList(),
            s.feasible(),
            s.sizer());
    assertThat(run(Lab.house().with(House.deliberator(credulous)))).isNotEqualTo(PLAIN);
  }

  @Test
  void aSolverThatKnowsNothingOrTheContraryLeavesNoRoom() {
    for (Verdict always : List.of(Verdict.UNKNOWN, Verdict.UNSAT)) {
      Stages s = House.stages();
      LimitsStage lost =
          new LimitsStage(
              House.RULES.policy(), Instruments.standard(), 3, () -> new Oracle(always), () -> {});
      Stages unsure = new Stages(s.rules(), s.proof(), lost, s.sizer());
      assertThat(run(Lab.house().with(House.deliberator(unsure)))).isNotEqualTo(PLAIN);
    }
  }

  @Test
  void naiveSizesAreOtherOrdersAndZeroSizesNone() {
    Stages s = House.stages();
    for (int level : new int[] {0, 1}) {
      Stages naive =
          new Stages(
              s.rules(),
              s.proof(),
              s.feasible(),
              p -> new Sizing.Sized(p.stakes().stream().map(_ -> level).toList(), 0));
      List<Heard.Sent> sent = run(Lab.house().with(House.deliberator(naive)));
      assertThat(sent).isNotEqualTo(PLAIN);
      assertThat(underWarrants(sent).isEmpty()).isEqualTo(level == 0);
    }
  }

  @Test
  void aGuardThatRefusesAllIsNoOrderAndOneThatAdmitsAllOtherOrders() {
    int size =
        House.RULES.policy().limits().stream()
            .filter(l -> l.id().equals("order-size"))
            .findFirst()
            .orElseThrow()
            .number();
    assertThat(underWarrants(run(guarded(slots -> size)))).isEmpty();
    assertThat(run(guarded(slots -> 0))).isNotEqualTo(PLAIN);
  }

  private static Lab guarded(Guard guard) {
    Admissions shipped = Uncertified.of(House.RULES);
    Admission orders = shipped.orders();
    return Lab.house()
        .with(
            Uncertified.of(
                new Admission(guard, orders.detail(), orders.objections()), shipped.exits()));
  }

  @Test
  void clipsDecidesTheCommandAndTheCommandTheOrders() {
    Map<Symptom, Long> sick = Map.of(Symptom.REJECT_RATE, 60L);
    SortedMap<String, String> files = House.RULES.policy().diagnosis();
    List<Remedy> remedies = examine(files, sick);
    assertThat(remedies).extracting(Remedy::diagnosis).containsExactly("reject-storm");
    SortedMap<String, String> inverted = new TreeMap<>();
    files.forEach((name, text) ->
        inverted.put(
            name, text.replace("(> ?a 33)", "(< ?a 33)").replace("(> ?b 33)", "(< ?b 33)")));
    assertThat(examine(inverted, sick)).isEmpty();
    assertThat(examine(new TreeMap<>(), sick)).isEmpty();
    assertThat(run(Lab.house(), remedies)).isNotEqualTo(PLAIN);
  }

  private static List<Remedy> examine(SortedMap<String, String> files, Map<Symptom, Long> sample) {
    try (Diagnostician expert = new Diagnostician(files)) {
      expert.examine(sample);
      return expert.examine(sample);
    }
  }

  /// Believes in the regime that is farthest from what the model says.
  private record Inverted(RegimeClassifier model) implements RegimeClassifier {
    @Override
    public List<String> inputs() {
      return model.inputs();
    }

    @Override
    public Fact.@Nullable Belief classify(int instrument, long seq, long nanos, double[] vector) {
      Fact.Belief b = model.classify(instrument, seq, nanos, vector);
      if (b == null) {
        return null;
      }
      Regime other = opposite(b.regime());
      return new Fact.Belief(instrument, seq, other, b.probabilityPpm(), b.sinceNanos(), b.model());
    }

    @Override
    public long driftPpm(int instrument) {
      return model.driftPpm(instrument);
    }

    @Override
    public long probabilityPpm(int instrument, Regime regime) {
      return model.probabilityPpm(instrument, opposite(regime));
    }

    private static Regime opposite(Regime regime) {
      Regime[] all = Regime.values();
      return all[all.length - 1 - regime.ordinal()];
    }
  }

  /// Answers every question the same way.
  private record Oracle(Verdict always) implements FeasibilityOracle {
    @Override
    public Questions about(
        Box whole,
        Map<MeasureId, Form> measures,
        Map<MeasureId, MeasureRange> ranges,
        List<Limit> limits) {
      return new Questions() {
        @Override
        public Verdict admissible(List<Box> boxes, List<Integer> which) {
          return always;
        }

        @Override
        public Verdict exception(Box admitted, List<Box> refused, List<Integer> which) {
          return always;
        }
      };
    }

    @Override
    public void close() {}
  }
}
