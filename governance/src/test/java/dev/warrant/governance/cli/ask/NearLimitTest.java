package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.Reading;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders near a limit, told from the record, and held against the run played again with somebody
/// who listens to what the guards are asked.
final class NearLimitTest {
  @TempDir private static Path folder = Path.of("");
  private static int copies;

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", "0.003", "--seed", "3", "--run", run());
    assertThat(said.code()).as(said.err()).isZero();
  }

  private static String run() {
    return folder.resolve("asked").toString();
  }

  private static Said ask(String run, String within, String... more) {
    List<String> args = new ArrayList<>(List.of("near-limit", "--within", within, "--run", run));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  private static JsonNode json(String run, String within, int code) throws IOException {
    Said said = ask(run, within, "--json");
    assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
    return new ObjectMapper().readTree(said.out());
  }

  /// What a run that is played again says of every limit that has a margin and bound.
  private static TreeSet<String> rebuilt(long withinPpm) {
    RunFolder run = new RunFolder(Path.of(run()));
    DeskRules rules = Packs.of(run);
    List<long[]> asked = new ArrayList<>();
    List<CompiledGuard> guards = new ArrayList<>();
    CompiledGuard.Hearing hears =
        (guard, code, slots) -> {
          if (code == 0) {
            guards.add(guard);
            asked.add(slots);
          }
        };
    DeskRules heard =
        new DeskRules(
            rules.policy(),
            rules.strategy(),
            rules.model(),
            new Guards(
                rules.guards().orders().heardBy(hears), rules.guards().exits().heardBy(hears)),
            rules.lineage());
    TreeSet<String> out = new TreeSet<>();
    try (Replayer replayer = new Replayer(heard, null, _ -> {})) {
      replayer.conclusions(
          run.journal(),
          Long.MAX_VALUE,
          (_, derived) -> {
            if (derived instanceof Derived.Ordered(var order)) {
              SlotMeasures measures = new SlotMeasures(asked.getLast());
              guards.getLast().limits().stream()
                  .filter(limit -> !limit.owner().equals("warrant"))
                  .map(limit -> LimitReader.read(limit, measures))
                  .forEach(reading -> row(order.clientId(), reading, withinPpm, out));
            }
          });
    }
    return out;
  }

  @Test
  void askedWhileTheRunGrowsItTellsWhatTheWholeJournalTells() throws IOException {
    Path grows = folder.resolve("grows");
    Packs.copy(Path.of(run()).resolve("packs"), grows.resolve("packs"));
    List<Integer> orders = new ArrayList<>();
    long[] records = {0};
    try (Journal copy = JournalWriter.open(grows.resolve("journal"), "grows")) {
      JournalReader.read(
          Path.of(run()).resolve("journal"),
          entry -> {
            switch (entry) {
              case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
              case Entry.Concluded c -> copy.derived(c.derived());
            }
            if (++records[0] % 700 == 0) {
              copy.settle();
              String quick = told(grows);
              assertThat(quick).isEqualTo(told(grows, "--whole"));
              orders.add(quick.split("\"marginPpm\"", -1).length - 1);
            }
          });
    }
    assertThat(orders).hasSizeGreaterThan(3).isSorted();
    assertThat(orders.getLast()).isGreaterThan(orders.getFirst());
    assertThat(ask(grows.toString(), "60%").out())
        .contains(
            "excerpt of inputs 1 to " + JournalReader.tail(grows.resolve("journal")).lastSeq());
  }

  /// Everything but what it was read from.
  private static String told(Path run, String... more) {
    List<String> args = new ArrayList<>(List.of("--json"));
    args.addAll(List.of(more));
    return ask(run.toString(), "60%", args.toArray(String[]::new))
        .out()
        .split("\"readFrom\"", 2)[0];
  }

  private static void row(String order, Reading reading, long withinPpm, TreeSet<String> out) {
    if (!(reading instanceof Reading.Judged judged)) {
      return;
    }
    Cond.Op op = judged.limit().require().op();
    Rational most =
        judged.lhs().abs().compareTo(judged.rhs().abs()) < 0
            ? judged.rhs().abs()
            : judged.lhs().abs();
    if (op != Cond.Op.EQ && op != Cond.Op.NE && most.signum() > 0) {
      long part = judged.margin().over(most).times(Rational.tenTo(6)).saturated(RoundingMode.FLOOR);
      if (part <= withinPpm) {
        out.add(
            "%s %s %d %d %d %d"
                .formatted(
                    order,
                    judged.limit().id(),
                    part,
                    judged.slack(),
                    judged.value(),
                    judged.bound()));
      }
    }
  }

  private static TreeSet<String> told(JsonNode answer) {
    TreeSet<String> out = new TreeSet<>();
    for (JsonNode near : answer.path("orderLimits")) {
      out.add(
          "%s %s %d %d %d %d"
              .formatted(
                  near.path("order").asText(),
                  near.path("limit").asText(),
                  near.path("marginPpm").asLong(),
                  near.path("margin").asLong(),
                  near.path("value").asLong(),
                  near.path("bound").asLong()));
    }
    return out;
  }

  @Test
  void theRecordTellsOfEveryLimitWhatTheRunPlayedAgainTells() throws IOException {
    TreeSet<String> all = told(json(run(), "100%", 0));
    assertThat(all).isEqualTo(rebuilt(1_000_000)).hasSizeGreaterThan(100);
    // Limits whose bound moves with the equity, with another measure, with a table.
    for (String moving : List.of("gross-exposure", "spread", "regime-leverage", "worst-position")) {
      assertThat(all).as(moving).anyMatch(row -> row.contains(" " + moving + " "));
    }
    assertThat(told(json(run(), "20%", 0))).isEqualTo(rebuilt(200_000)).isNotEmpty();
  }

  @Test
  void theNearestIsFirstAndTheClosestOfEachOrderIsTheRecordedOne() throws IOException {
    JsonNode answer = json(run(), "100%", 0);
    long before = -1;
    int closest = 0;
    for (JsonNode near : answer.path("orderLimits")) {
      assertThat(near.path("marginPpm").asLong()).isBetween(before, 1_000_000L);
      before = near.path("marginPpm").asLong();
      closest += near.path("closest").asBoolean() ? 1 : 0;
    }
    assertThat(answer.path("near").asInt()).isEqualTo(answer.path("orders").asInt());
    assertThat(closest).isEqualTo(answer.path("orders").asInt());
    assertThat(answer.path("notTold")).isEmpty();
    assertThat(ask(run(), "20%").out())
        .contains("were admitted within 20.00 % of a limit; times by the desk's simulated clock");
    Said wrong = ask(run(), "lots");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("found \"lots\"", "Maybe 5% or 0.05");
  }

  /// The run with its conclusions changed; checksums and chains are made again.
  private static String forged(UnaryOperator<Derived> conclusions) throws IOException {
    Path run = folder.resolve("copy" + copies++);
    Packs.copy(Path.of(run(), "packs"), run.resolve("packs"));
    try (Journal copy = JournalWriter.open(run.resolve("journal"), "copy")) {
      JournalReader.read(
          Path.of(run(), "journal"),
          entry -> {
            switch (entry) {
              case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
              case Entry.Concluded c -> copy.derived(conclusions.apply(c.derived()));
            }
          });
    }
    return run.toString();
  }

  @Test
  void ofAnOrderWhoseMeasuresAreNotThereOrNotItsOwnNothingIsToldAndItIsNamed() throws IOException {
    String order = json(run(), "100%", 0).path("orderLimits").path(0).path("order").asText();
    Derived.Withdrawn instead = new Derived.Withdrawn(1, 0, "not there");
    JsonNode missing =
        json(
            forged(d -> d instanceof Derived.Seen s && s.clientId().equals(order) ? instead : d),
            "100%",
            0);
    assertThat(missing.path("notTold").path("the desk died before it wrote what its guard saw"))
        .hasSize(1)
        .first()
        .hasToString("\"" + order + "\"");
    assertThat(told(missing)).isNotEmpty().noneMatch(row -> row.startsWith(order));

    String changed = forged(d -> d instanceof Derived.Seen s ? plusOne(s, order) : d);
    assertThat(told(json(changed, "100%", 1))).noneMatch(row -> row.startsWith(order));
    assertThat(ask(changed, "100%").out())
        .contains("ALARM: " + order, "the measures recorded are not those its admission names");

    JsonNode older = json(forged(d -> d instanceof Derived.Seen ? instead : d), "100%", 0);
    assertThat(older.path("orderLimits")).isEmpty();
    assertThat(older.path("notTold").toString()).contains("is from before", order);

    String loose = forged(d -> d instanceof Derived.LimitsInForce l ? fewer(l) : d);
    assertThat(ask(loose, "100%").out())
        .contains("ALARM: " + order + " is not told: the limits stated are not those of policy");
  }

  private static Derived.Seen plusOne(Derived.Seen s, String order) {
    List<Long> values = new ArrayList<>(s.values());
    values.set(0, values.getFirst() + (s.clientId().equals(order) ? 1 : 0));
    return new Derived.Seen(s.clientId(), s.present(), values);
  }

  private static Derived.LimitsInForce fewer(Derived.LimitsInForce l) {
    return new Derived.LimitsInForce(
        l.guard(), l.policy(), l.reads(), l.limits().subList(1, l.limits().size()));
  }
}
