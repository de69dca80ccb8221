package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.governance.audit.Aftermath;
import dev.warrant.governance.audit.GuardAgain;
import dev.warrant.governance.audit.GuardSaw;
import dev.warrant.governance.audit.RunPolicies;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.ask.Lever;
import dev.warrant.reasoning.ask.Move;
import dev.warrant.reasoning.ask.Setting;
import dev.warrant.reasoning.ask.Step;
import dev.warrant.reasoning.ask.WhyNot;
import dev.warrant.reasoning.ask.WhyRefused;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every order that the guards of a run refused: the least change that is told is held against all
/// lesser ones, each put to the compiled guard. `-Dwarrant.refusals.hours` makes the run longer.
final class GuardAgainTest {
  private static final String HOURS = System.getProperty("warrant.refusals.hours", "0.013");

  @TempDir private static Path folder = Path.of("");
  private static final List<Aftermath.RefusedOrder> REFUSED = new ArrayList<>();
  private static RunPolicies policies = new RunPolicies(new RunFolder(Path.of("")));
  private static List<Instrument> instruments = List.of();

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", HOURS, "--seed", "3", "--run", path());
    assertThat(said.code()).as(said.err()).isZero();
    RunRecord record = RunRecord.read(run());
    instruments = record.instruments();
    policies = new RunPolicies(run());
    gather();
  }

  private static String path() {
    return folder.resolve("asked").toString();
  }

  /// The run was under one.
  private static PolicyPack policy() {
    return policies.pack(Objects.requireNonNull(REFUSED.getFirst().asked()).policy());
  }

  private static RunFolder run() {
    return new RunFolder(Path.of(path()));
  }

  /// Refusals with what stands right behind them.
  private static void gather() {
    TreeMap<String, Derived.LimitsInForce> stated = new TreeMap<>();
    Aftermath.RefusedOrder[] last = new Aftermath.RefusedOrder[1];
    JournalReader.read(
        run().journal(),
        entry -> {
          if (!(entry instanceof Entry.Concluded c)) {
            return;
          }
          if (c.derived() instanceof Derived.LimitsInForce l) {
            stated.put(l.guard(), l);
          }
          Aftermath.RefusedOrder before = last[0];
          last[0] = null;
          if (c.derived() instanceof Derived.Refused(Refusal r)
              && r.objection().stage() == Stage.GUARD) {
            String guard = r.objection().subject().startsWith("W") ? "entry" : "exit";
            last[0] = new Aftermath.RefusedOrder(c.seq(), c.nanos(), r, null, stated.get(guard));
          } else if (before != null) {
            assertThat(c.derived()).isInstanceOf(Derived.Seen.class);
            REFUSED.add(
                new Aftermath.RefusedOrder(
                    before.seq(),
                    before.nanos(),
                    before.refusal(),
                    (Derived.Seen) c.derived(),
                    before.asked()));
          }
        });
  }

  /// The compiled guard: the place of the limit that refuses, or none.
  private record Oracle(CompiledGuard guard, Objection said) {
    private static long[] slots(Map<MeasureId, Long> measures) {
      MeasureBoard board = new MeasureBoard(1);
      measures.forEach((id, value) -> board.set(0, id, value));
      return board.slots(0);
    }

    Optional<Objection> objection(Map<MeasureId, Long> measures) {
      long[] slots = slots(measures);
      int code = guard.guard().check(slots);
      return code == 0
          ? Optional.empty()
          : Optional.of(
              guard.objection(code, slots, said.instrument(), said.side(), said.subject()));
    }

    int place(Map<MeasureId, Long> measures) {
      int code = guard.guard().check(slots(measures));
      if (code >= 0) {
        return code == 0 ? Integer.MAX_VALUE : code;
      }
      String id = objection(measures).orElseThrow().rule();
      return guard.limits().stream()
          .filter(l -> l.id().equals(id))
          .findFirst()
          .orElseThrow()
          .number();
    }
  }

  private static Map<MeasureId, Long> with(Map<MeasureId, Long> saw, Lever lever, long to) {
    Map<MeasureId, Long> out = new EnumMap<>(saw);
    out.put(Objects.requireNonNull(MeasureNames.find(lever.name())), to);
    return out;
  }

  private static Map<MeasureId, Long> after(Map<MeasureId, Long> saw, Move move) {
    Map<MeasureId, Long> out = saw;
    for (Setting s : move.settings()) {
      out = with(out, s.lever(), s.to());
    }
    return out;
  }

  /// No change of one input that is less passes the limit.
  private static void least(Oracle oracle, Map<MeasureId, Long> saw, Step step, int place) {
    Move move = step.move().orElseThrow();
    assertThat(oracle.place(after(saw, move))).as(move.sets().toString()).isGreaterThan(place);
    assertThat(move.settings()).hasSize(1);
    for (Lever lever : step.open()) {
      Rational unit = lever.cost(lever.value() + 1);
      long most = move.cost().over(unit).saturated(RoundingMode.CEILING);
      for (long change = 1; change <= most; change++) {
        for (long to : new long[] {lever.value() - change, lever.value() + change}) {
          boolean less = lever.cost(to).compareTo(move.cost()) < 0;
          if (less && to >= lever.low() && to <= lever.high()) {
            assertThat(oracle.place(with(saw, lever, to)))
                .as("%s to %d", lever.full(), to)
                .isLessThanOrEqualTo(place);
          }
        }
      }
    }
  }

  @Test
  void everyRefusalOfARunIsAnsweredAndNoLesserChangePassesItsLimit() {
    TreeMap<String, Integer> kinds = new TreeMap<>();
    for (Aftermath.RefusedOrder order : REFUSED) {
      Objection said = order.refusal().objection();
      Instrument instrument = instruments.get(said.instrument());
      GuardAgain again = GuardAgain.of(policies, policy(), instrument, order, WhyNot.FUEL);
      assertThat(again.off()).isEmpty();
      Oracle oracle = new Oracle(policies.guard(policy().digest(), said.subject()), said);
      Map<MeasureId, Long> saw =
          new GuardSaw(Objects.requireNonNull(order.asked()), Objects.requireNonNull(order.seen()))
              .measures();
      int before = 0;
      for (Step step : again.steps()) {
        int place = oracle.place(saw);
        Limit limit = oracle.guard().limits().get(place - 1);
        assertThat(step.stage()).isEqualTo(Stage.GUARD);
        assertThat(step.obstacles()).hasSize(1);
        assertThat(step.obstacles().getFirst().rule()).isEqualTo(limit.id());
        assertThat(place).isGreaterThan(before);
        before = place;
        kinds.merge(limit.id(), 1, Integer::sum);
        if (step.move().isPresent()) {
          least(oracle, saw, step, place);
          saw = after(saw, step.move().get());
        } else {
          // Only where nothing that the limit reads is a number.
          assertThat(LimitReader.reads(limit)).allMatch(id -> id.unit() == MeasureId.Unit.NUMBER);
          assertThat(step.without()).startsWith("no number decides it");
        }
      }
      assertThat(again.through()).isEqualTo(oracle.place(saw) == Integer.MAX_VALUE);
    }
    System.err.println("refusals of the guard by limit: " + kinds);
    assertThat(kinds).containsKeys("spread", "stop-required", "belief-probability");
  }

  private static Said said(Aftermath.RefusedOrder order, String... more) {
    Objection o = order.refusal().objection();
    String intent = o.side() + " " + instruments.get(o.instrument()).symbol();
    List<String> args = new ArrayList<>(List.of("why-not", "--run", path()));
    args.addAll(List.of("--at", Moments.instant(order.nanos()), "--intent", intent));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  /// A refusal by a number, and what the command says of it.
  private static Aftermath.RefusedOrder numeric() {
    return REFUSED.stream()
        .filter(o -> o.refusal().objection().rule().equals("belief-probability"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCommandAnswersInTheShapeOfTheOtherStages() throws IOException {
    Aftermath.RefusedOrder order = numeric();
    Said said = said(order, "--json");
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(said.out());
    JsonNode of = order(answer, order);
    JsonNode step = of.path("refusals").path(0);
    assertThat(step.path("stage").asText()).isEqualTo("GUARD");
    assertThat(step.path("obstacles").path(0).path("rule").asText())
        .isEqualTo("belief-probability");
    assertThat(step.path("change").path("inputs").path(0).path("would").asText()).isEqualTo("45 %");
    assertThat(of.path("through").asBoolean()).isTrue();
    if (answer.path("outcome").asText().equals("ORDER_REFUSED")) {
      assertThat(answer.path("refusals")).isEqualTo(of.path("refusals"));
    }
    assertThat(said(order, "--depth", "long").out())
        .contains(
            "refused by the guard",
            "-> 45 %",
            "tried: with it the guard, asked again, refuses no more by this limit",
            "looks at the limit",
            "open to change: BTCUSDT.belief.probability",
            "With that the guard would have admitted the order.",
            "and the guard to the recorded refusal.");
  }

  private static JsonNode order(JsonNode answer, Aftermath.RefusedOrder order) {
    for (JsonNode one : answer.path("orderRefusals")) {
      if (one.path("input").asLong() == order.seq()) {
        return one;
      }
    }
    throw new AssertionError("not told: " + order);
  }

  private static GuardAgain again(
      Aftermath.RefusedOrder order,
      Derived.@Nullable Seen seen,
      Derived.@Nullable LimitsInForce asked) {
    Aftermath.RefusedOrder other =
        new Aftermath.RefusedOrder(order.seq(), order.nanos(), order.refusal(), seen, asked);
    Instrument instrument = instruments.get(order.refusal().objection().instrument());
    return GuardAgain.of(policies, policy(), instrument, other, WhyNot.FUEL);
  }

  @Test
  void whatTheGuardIsSaidToHaveSeenMustLeadToTheRecordedRefusal() {
    Aftermath.RefusedOrder order = numeric();
    Derived.Seen saw = Objects.requireNonNull(order.seen());
    Derived.LimitsInForce asked = Objects.requireNonNull(order.asked());
    int at =
        asked.reads().stream().map(Derived.Scale::measure).toList().indexOf("belief.probability");
    for (long value : new long[] {saw.values().get(at) - 1, 450_000}) {
      List<Long> values = new ArrayList<>(saw.values());
      values.set(at, value);
      Derived.Seen other = new Derived.Seen(saw.clientId(), saw.present(), values);
      GuardAgain again = again(order, other, asked);
      assertThat(again.off())
          .startsWith("asked again about what it is recorded to have seen, the guard ")
          .contains(value == 450_000 ? "admits the order" : "says: The model is only");
      assertThat(again.steps()).hasSize(1);
      assertThat(again.steps().getFirst().move()).isEmpty();
    }
    List<Long> fewer = saw.values().subList(1, saw.values().size());
    assertThat(again(order, new Derived.Seen(saw.clientId(), saw.present(), fewer), asked).off())
        .contains("is not what it reads");
    Derived.LimitsInForce loose =
        new Derived.LimitsInForce(
            asked.guard(),
            asked.policy(),
            asked.reads(),
            asked.limits().subList(1, asked.limits().size()));
    assertThat(again(order, saw, loose).off()).startsWith("the limits stated are not those of");
    // Stated before what was read of the journal: the policy of the moment speaks.
    assertThat(again(order, saw, null).through()).isTrue();
  }

  @Test
  void whereItIsNotRecordedWhatTheGuardSawOrNoLimitRefusedThatIsSaid() {
    Aftermath.RefusedOrder order = numeric();
    GuardAgain older = again(order, null, order.asked());
    assertThat(older.off()).isEmpty();
    assertThat(older.steps().getFirst().without())
        .isEqualTo("what the guard saw is not recorded: the run is from before that was written");
    Objection own =
        new Objection(Stage.SAFETY, "mode-reduce", 0, Side.BUY, "W1", "", 1, 0, 1, "only");
    Aftermath.RefusedOrder reduce =
        new Aftermath.RefusedOrder(order.seq(), 0, new Refusal(own, 1, 1), null, null);
    assertThat(again(reduce, null, null).steps().getFirst().without())
        .isEqualTo("no number decides it: it is the executor's own rule");
    GuardAgain dry = GuardAgain.of(policies, policy(), instruments.getFirst(), order, 0);
    assertThat(dry.steps().getFirst().without()).startsWith("the search ran out of fuel");
  }

  /// Measures of an admitted order of which one or two are anything in their range, until the limit
  /// is the first to refuse; null if it never is.
  private static @Nullable Map<MeasureId, Long> refusedBy(
      Limit limit, Map<MeasureId, Long> admitted, Oracle oracle, SeededRandom r) {
    List<MeasureId> reads = LimitReader.reads(limit);
    for (int i = 0; i < 3000; i++) {
      Map<MeasureId, Long> saw = new EnumMap<>(admitted);
      for (int k = 0; k <= i % 2; k++) {
        MeasureId id = reads.get(r.nextInt(reads.size()));
        MeasureRange range =
            policy().measures().stream().filter(m -> m.measure() == id).findFirst().orElseThrow();
        long near = saw.getOrDefault(id, 0L);
        long by = (1L << r.nextInt(45)) * (r.nextInt(2) == 0 ? 1 : -1) + r.nextInt(99);
        saw.put(id, Math.clamp(near + by, range.min(), range.max()));
      }
      if (oracle.place(saw) == limit.number()) {
        return saw;
      }
    }
    return null;
  }

  @Test
  void everyLimitOfTheHouseThatReadsANumberIsAnsweredLongBeforeTheFuelIsOut() {
    SeededRandom r = new SeededRandom(84);
    RunRecord.Sent order = RunRecord.seen(run(), false).orders().getFirst();
    Map<MeasureId, Long> admitted = Objects.requireNonNull(order.saw()).measures();
    Objection said = numeric().refusal().objection();
    Oracle oracle = new Oracle(policies.guard(policy().digest(), said.subject()), said);
    assertThat(oracle.place(admitted)).isEqualTo(Integer.MAX_VALUE);
    int answered = 0;
    List<String> never = new ArrayList<>();
    for (Limit limit : oracle.guard().limits()) {
      if (LimitReader.reads(limit).stream().anyMatch(m -> m.unit() != MeasureId.Unit.NUMBER)) {
        Map<MeasureId, Long> saw = refusedBy(limit, admitted, oracle, r);
        if (saw == null) {
          never.add(limit.id());
          continue;
        }
        Step step =
            new WhyRefused(
                    policy(),
                    oracle.guard().limits(),
                    instruments.getFirst(),
                    oracle::objection,
                    WhyNot.FUEL)
                .ask(saw)
                .steps()
                .getFirst();
        assertThat(step.move()).as(limit.id() + saw + step.without()).isPresent();
        Move move = step.move().orElseThrow();
        assertThat(oracle.place(after(saw, move))).as(limit.id()).isGreaterThan(limit.number());
        for (Setting s : move.settings()) {
          long nearer = s.to() - Long.signum(s.to() - s.lever().value());
          Map<MeasureId, Long> less = with(after(saw, move), s.lever(), nearer);
          assertThat(oracle.place(less)).as(limit.id()).isLessThanOrEqualTo(limit.number());
        }
        assertThat(step.tried()).as(limit.id()).isLessThan(20_000);
        answered++;
      }
    }
    System.err.println("answered " + answered + ", never the first to refuse: " + never);
    assertThat(answered).isGreaterThan(30);
  }
}
