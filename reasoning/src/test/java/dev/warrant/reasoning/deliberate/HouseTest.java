package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped policy and strategy packs together, on the real engines.
class HouseTest {
  private static final PolicyPack POLICY =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".."), "rules/packs/house-policy"));
  private static final LimitsStage LIMITS =
      LimitsStage.withSolver(POLICY, Cuts.INSTRUMENTS, 3, 2_000_000);
  private static final Stages ENGINES = stages();

  private static Stages stages() {
    Stages s = Desk.stages();
    return new Stages(s.rules(), s.proof(), s.joint(), LIMITS, s.sizer());
  }

  @AfterAll
  static void close() {
    LIMITS.close();
  }

  private static Cuts calm() {
    Cuts cuts = Cuts.calm();
    for (int i = 0; i < 2; i++) {
      measure(cuts, i, "belief.probability", i == 0 ? 620_000 : 580_000);
      measure(cuts, i, "market.liquidationDistance", 1_000_000);
      measure(cuts, i, "market.spread", 10);
      measure(cuts, i, "market.spreadNormal", 1000);
    }
    return cuts;
  }

  private static void measure(Cuts cuts, int i, String name, long value) {
    cuts.with(new Fact.Measure(i, 150, name, value));
  }

  @Test
  void theHouseTradesACalmMarketInsideItsLimits() {
    Deliberation d = Desk.deliberator(ENGINES).deliberate(calm().cut());
    assertThat(d.objections()).isEmpty();
    assertThat(d.warrants()).hasSize(4);
    for (Warrant w : d.warrants()) {
      long perLot = Cuts.INSTRUMENTS.get(w.instrument()).notionalE8(w.maxPrice(), 1);
      assertThat(w.tactic().clipLots() * perLot).isLessThan(3_010_00000000L);
    }
    assertThat(d.nodes()).anyMatch(n -> n.kind() == TraceNode.Kind.INTERVAL);
    assertThat(d.engines().get(Engine.Z3.ordinal())).isEqualTo(4);
  }

  @Test
  void aLimitWithoutRoomObjectsInTheOfficersWordsAndTheLiveWarrantStands() {
    Deliberation before = Desk.deliberator(ENGINES).deliberate(calm().cut());
    Cuts unsure = calm().live(before.warrants());
    measure(unsure, 0, "belief.probability", 400_000);
    Deliberation d = Desk.deliberator(ENGINES).deliberate(unsure.cut());
    Objection o = d.objections().get(0);
    assertThat(o.stage()).isEqualTo(Stage.FEASIBLE);
    assertThat(o.rule()).isEqualTo("belief-probability");
    assertThat(o.says()).contains("40");
    assertThat(d.withdrawn()).isEmpty();
    TraceNode node =
        d.nodes().stream().filter(n -> n.rule().equals("belief-probability")).findFirst().get();
    assertThat(node.children()).isNotEmpty();
  }

  @Test
  void equalCutsGiveEqualResultsWithTheSolverToo() {
    Deliberation first = Desk.deliberator(ENGINES).deliberate(calm().cut());
    for (int i = 0; i < 5; i++) {
      assertThat(Desk.deliberator(ENGINES).deliberate(calm().cut())).isEqualTo(first);
    }
  }

  @Test
  void aSolverWithoutFuelLeavesNoRoom() {
    LimitsStage dry = LimitsStage.withSolver(POLICY, Cuts.INSTRUMENTS, 3, 1);
    try (dry) {
      Stages s = new Stages(ENGINES.rules(), ENGINES.proof(), dry, ENGINES.sizer());
      Deliberation d = Desk.deliberator(s).deliberate(calm().cut());
      assertThat(d.warrants()).isEmpty();
      assertThat(d.objections()).allMatch(o -> o.stage() == Stage.FEASIBLE);
    }
  }

  @Test
  void twoThousandDeliberationsDoNotGrowTheHeap() {
    DeskDeliberator desk = Desk.deliberator(Desk.stages());
    desk.warmUp(calm().cut(), 500);
    long before = used();
    desk.warmUp(calm().cut(), 2000);
    assertThat(used() - before).isLessThan(24L << 20);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime r = Runtime.getRuntime();
    return r.totalMemory() - r.freeMemory();
  }

  /// Prints how long a deliberation takes; decides nothing, because a shared machine's clock does
  /// not.
  @Test
  void timesAreReported(@TempDir Path folder) {
    Stages upTo =
        new Stages(
            ENGINES.rules(),
            ENGINES.proof(),
            ENGINES.feasible(),
            p -> new Sizing.Sized(p.stakes().stream().map(s -> 1).toList(), 0));
    String facts = "MEASURE facts " + calm().cut().facts().size();
    System.out.println(facts + ", up to intervals: " + micros(Desk.deliberator(upTo)));
    System.out.println(facts + ", with sizing: " + micros(Desk.deliberator(ENGINES)));
    for (String start : List.of("cold", "warm")) {
      long t = Stopwatch.ticks();
      DeskDeliberator desk =
          DeskDeliberator.open(
              Desk.PACK, POLICY.digest(), Cuts.MODEL, Cuts.INSTRUMENTS, LIMITS, folder);
      desk.deliberate(calm().cut());
      long millis = (Stopwatch.ticks() - t) / 1_000_000;
      System.out.println("MEASURE " + start + " rules, open and first: " + millis + " ms");
    }
    assertThat(Files.isDirectory(folder)).isTrue();
  }

  private static String micros(DeskDeliberator desk) {
    desk.warmUp(calm().cut(), 100);
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      long t = Stopwatch.ticks();
      desk.deliberate(calm().cut());
      nanos[i] = Stopwatch.ticks() - t;
    }
    Arrays.sort(nanos);
    return "p50 " + nanos[100] / 1000 + " us, p99 " + nanos[198] / 1000 + " us";
  }
}
