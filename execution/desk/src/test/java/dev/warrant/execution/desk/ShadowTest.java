package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.reasoning.prove.Witness;
import dev.warrant.rules.pack.ParameterEdits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShadowTest {
  private static final Path PACKS =
      Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs");
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder = Path.of("");

  private final List<Derived> told = new ArrayList<>();
  private final Counters counters = new Counters();
  private final Recorder recorder =
      new Recorder() {
        @Override
        public void derived(Derived derived) {
          told.add(derived);
        }

        @Override
        public void node(TraceNode node) {}

        @Override
        public Digest inputHead() {
          return Digest.ZERO;
        }

        @Override
        public long traceSize() {
          return 0;
        }

        @Override
        public Digest traceRoot() {
          return Digest.ZERO;
        }
      };

  private static DeskRules load(Path policy) {
    return DeskRules.load(policy, PACKS.resolve("house-strategy"), PACKS);
  }

  private DeskRules smaller() {
    Path house = PACKS.resolve("house-policy");
    ParameterEdits.write(
        house,
        folder.resolve("small"),
        List.of(new ParameterEdits.Edit(ParameterEdits.spot(house, "order-size", "max"), "2000")));
    return load(folder.resolve("small"));
  }

  /// An order that the first admits and the second refuses, as the guard sees it.
  private static long[] slots(DeskRules admits, DeskRules refuses) {
    Witness w = PolicyDiff.compare(refuses.policy(), admits.policy()).looser().getFirst();
    long[] slots = new long[Layout.LENGTH];
    w.measures()
        .forEach((MeasureId id, Long value) -> {
          slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
          slots[MeasureBoard.slot(id)] = value;
        });
    assertThat(admits.guards().orders().guard().check(slots)).isZero();
    assertThat(refuses.guards().orders().guard().check(slots)).isPositive();
    return slots;
  }

  @Test
  void bothWaysOfDisagreeingAreCountedAndToldOnceASecond() {
    DeskRules house = load(PACKS.resolve("house-policy"));
    DeskRules small = smaller();
    long[] order = slots(house, small);
    Shadow shadow = new Shadow(small, Admissions.silent(house.guards()), 2, recorder, counters);
    shadow.orders().judged(0, order, 1, Side.BUY, 0);
    shadow.orders();
    assertThat(told).hasSize(1);
    Derived.Disagreed first = (Derived.Disagreed) told.getFirst();
    assertThat(first.admitted()).isTrue();
    assertThat(first.objection().rule()).isEqualTo("order-size");
    assertThat(first.objection().instrument()).isEqualTo(1);

    Shadow wide = new Shadow(house, Admissions.silent(small.guards()), 2, recorder, counters);
    var listener = wide.orders();
    int code = small.guards().orders().guard().check(order);
    listener.judged(code, order, 0, Side.SELL, 0);
    listener.judged(code, order, 0, Side.SELL, SECOND / 2);
    listener.judged(code, order, 0, Side.SELL, SECOND + 1);
    assertThat(told).hasSize(3);
    assertThat(((Derived.Disagreed) told.getLast()).admitted()).isFalse();
    assertThat(counters.shadow())
        .isEqualTo(new Counters.Beside(house.policy().digest().hex(), 3, 0, 3));
  }

  @Test
  void whoAgreesSaysNothingAndTheGuardInForceMayChange() {
    DeskRules house = load(PACKS.resolve("house-policy"));
    DeskRules small = smaller();
    long[] order = slots(house, small);
    Shadow shadow = new Shadow(small, Admissions.silent(house.guards()), 2, recorder, counters);
    shadow.under(Admissions.silent(small.guards()));
    int code = small.guards().orders().guard().check(order);
    shadow.orders().judged(code, order, 0, Side.BUY, 0);
    assertThat(told).isEmpty();
    assertThat(counters.shadow())
        .isEqualTo(new Counters.Beside(small.policy().digest().hex(), 1, 0, 0));
  }
}
