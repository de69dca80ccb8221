package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.trace.TraceNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceHeadsTest {
  private static final long MS = 1_000_000;

  private final Recorded out = new Recorded();
  private final TraceHeads heads = new TraceHeads(out);
  private int nodes;

  private void grow() {
    out.node(TraceNode.of(TraceNode.Kind.FACT, "", "fact " + nodes++, List.of()));
  }

  private List<Long> sizes() {
    return out.derived.stream().map(d -> ((Derived.TraceHead) d).size()).toList();
  }

  @Test
  void aTraceThatGrowsIsUnderARecordASecondLater() {
    heads.start(0);
    grow();
    for (int ms = 0; ms < 1_000; ms += 20) {
      heads.onTime(ms * MS);
    }
    assertThat(out.derived).isEmpty();
    heads.onTime(1_000 * MS);
    assertThat(out.derived)
        .containsExactly(new Derived.TraceHead(1, out.inputHead(), out.traceRoot()));
    for (int ms = 1_020; ms <= 4_000; ms += 20) {
      grow();
      heads.onTime(ms * MS);
    }
    assertThat(sizes()).containsExactly(1L, 51L, 101L, 151L);
  }

  @Test
  void aTraceThatDoesNotGrowIsNotToldAgainAndWhatThenGrowsAtOnce() {
    heads.start(0);
    grow();
    heads.onTime(1_000 * MS);
    heads.onTime(9_000 * MS);
    heads.grown(9_000 * MS);
    assertThat(sizes()).containsExactly(1L);
    grow();
    heads.onTime(9_020 * MS);
    assertThat(sizes()).containsExactly(1L, 2L);
  }

  @Test
  void aSwitchIsToldHoweverShortAgoTheLastHeadWasAndASnapshotInAnyCase() {
    heads.start(0);
    grow();
    heads.grown(5 * MS);
    grow();
    heads.grown(6 * MS);
    heads.now(7 * MS);
    assertThat(sizes()).containsExactly(1L, 2L, 2L);
    grow();
    heads.onTime(1_006 * MS);
    assertThat(sizes()).hasSize(3);
    heads.onTime(1_007 * MS);
    assertThat(sizes()).containsExactly(1L, 2L, 2L, 3L);
  }

  @Test
  void whatTheHeadOfAStopVouchesForIsOnTheDiskBeforeIt() {
    heads.start(0);
    grow();
    heads.now(5 * MS);
    assertThat(out.forced).isZero();
    grow();
    heads.last(6 * MS);
    assertThat(out.forced).isEqualTo(2);
    assertThat(sizes()).containsExactly(1L, 2L);
  }

  @Test
  void aTraceThatTheDiskRefusesHasNoHeadOfAStop() {
    TraceHeads refused =
        new TraceHeads(
            new Recorded() {
              @Override
              public void traceForced() {
                throw new IllegalStateException("no space");
              }

              @Override
              public void derived(Derived d) {
                out.derived(d);
              }
            });
    assertThatThrownBy(() -> refused.last(MS)).hasMessage("no space");
    assertThat(out.derived).isEmpty();
  }
}
