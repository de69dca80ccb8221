package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Interpreter, guard and solver read the same orders alike: decision, first limit and margin. The
/// orders stand one step outside, on, and one step inside each limit, with all limits before it
/// kept. `-Dwarrant.readings=10000000 -Dwarrant.solved=10000` for the long run.
class ThreeReadingsTest {
  private static final int READ = Integer.getInteger("warrant.readings", 100_000);
  private static final int SOLVED = Integer.getInteger("warrant.solved", 250);
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));
  private static final GuardClaim CLAIM = GuardClaim.entry(PACK);

  /// An order at the edge of a limit.
  private record Edge(int number, int step, List<Long> values) {
    static Edge of(int number, int step, long[] slots) {
      return new Edge(number, step, Arrays.stream(slots).boxed().toList());
    }

    long[] slots() {
      return values.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private final CompiledGuard guard = GuardCompiler.compile(PACK);
  private final PolicyReading meaning = Readings.of(CLAIM);
  private final Edges edges = new Edges(CLAIM);
  private final SeededRandom random = new SeededRandom(20261120);

  @Test
  void threeReadingsAgreeAtTheEdgesOfEveryLimit() {
    List<Edge> starts = starts();
    int[][] counts = new int[CLAIM.limits().size() + 1][3];
    int solved = 0;
    for (int n = 0; n < READ; n++) {
      Edge start = starts.get(n % starts.size());
      long[] slots = n < starts.size() ? start.slots() : varied(start, starts);
      agree(start, slots);
      counts[start.number()][start.step() + 1]++;
      if (solved < SOLVED && n % Math.max(1, READ / SOLVED) == 0) {
        solve(starts.get(solved % starts.size()), slots);
        solve(starts.get(solved % starts.size()), starts.get(solved % starts.size()).slots());
        solved += 2;
      }
    }
    for (Limit limit : CLAIM.limits()) {
      System.out.println(
          "READ " + limit.id() + " at -1, 0, +1: " + Arrays.toString(counts[limit.number()]));
    }
    System.out.println("READ " + READ + " by interpreter and guard, " + solved + " by the solver");
  }

  private List<Edge> starts() {
    List<Edge> out = new ArrayList<>();
    for (Limit limit : CLAIM.limits()) {
      boolean flag = limit.require().op() == Cond.Op.EQ;
      for (int step = -1; step <= 1; step++) {
        long[] slots = edges.standing(limit.number(), step).orElse(null);
        if (slots != null) {
          out.add(Edge.of(limit.number(), step, slots));
        } else {
          // Only an equality has nobody further inside than on it.
          assertThat(flag && step == 1 || step != -1 && step != 0)
              .as("%s at %d", limit.id(), step)
              .isTrue();
        }
      }
    }
    return out;
  }

  /// The same order at the edge, other measures taken from orders at other edges where the limits
  /// before still admit.
  private long[] varied(Edge start, List<Edge> others) {
    Limit limit = CLAIM.limits().get(start.number() - 1);
    List<MeasureId> kept = LimitReader.reads(limit);
    long[] slots = start.slots();
    long[] other = others.get(random.nextInt(others.size())).slots();
    for (MeasureId id : MeasureId.values()) {
      if (id != MeasureId.ORDER_INCREASING && !kept.contains(id) && random.nextInt(4) == 0) {
        long value = other[Layout.index(id)];
        slots[Layout.index(id)] = random.nextInt(3) == 0 ? value + random.nextInt(3) - 1 : value;
      }
    }
    int code = guard.guard().check(slots);
    return code == 0 || code >= start.number() ? slots : start.slots();
  }

  private void agree(Edge edge, long[] slots) {
    Readings.OfSlots measures = new Readings.OfSlots(slots);
    int code = guard.guard().check(slots);
    if (meaning.code(measures) != code || edge.step() < 0 && code != edge.number()) {
      assertThat(code)
          .as(Arrays.toString(slots))
          .isEqualTo(meaning.code(measures))
          .isEqualTo(edge.number());
    }
    Limit limit = CLAIM.limits().get(edge.number() - 1);
    Reading.Judged judged = (Reading.Judged) meaning.read(limit, measures);
    if (judged.margin().signum() != edge.step()) {
      assertThat(judged.margin().signum()).as(limit.id()).isEqualTo(edge.step());
    }
    if (limit.require().op() != Cond.Op.EQ) {
      long margin = guard.margin(edge.number() - 1, slots);
      if (!Edges.floor(judged.margin()).equals(java.math.BigInteger.valueOf(margin))) {
        assertThat(margin).as(limit.id()).isEqualTo(judged.margin().numerator().longValueExact());
      }
    }
  }

  private void solve(Edge edge, long[] slots) {
    Limit limit = CLAIM.limits().get(edge.number() - 1);
    Edges.Read read = edges.read(slots, limit);
    Readings.OfSlots measures = new Readings.OfSlots(slots);
    assertThat(read.decision()).as(limit.id()).isEqualTo(meaning.code(measures));
    if (meaning.read(limit, measures) instanceof Reading.Judged judged) {
      assertThat(read.margin()).as(limit.id()).isEqualTo(judged.margin());
    }
  }
}
