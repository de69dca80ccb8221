package dev.warrant.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InForceTest {
  private static final Digest FIRST = Digest.sha256("first");
  private static final Digest SECOND = Digest.sha256("second");
  private static final Digest REST = Digest.sha256("rest");

  private final InForce inForce = new InForce();
  private long seq;

  private void hears(dev.warrant.knowledge.event.Event event) {
    inForce.input(new Stamped(++seq, seq * 1_000, event));
  }

  private static DeskEvent.Switched to(Digest policy, Digest tighterThan) {
    return new DeskEvent.Switched(policy, REST, REST, tighterThan, "because");
  }

  private void starts() {
    hears(new DeskEvent.Started(1, 0, 0, FIRST, REST, REST, List.of(), ""));
  }

  @Test
  void whatIsTighterComesAtOnce() {
    starts();
    hears(to(SECOND, FIRST));
    assertThat(inForce.packs().policy()).isEqualTo(SECOND);
    assertThat(inForce.stretches()).extracting(InForce.Stretch::seq).containsExactly(1L, 2L);
  }

  @Test
  void whatIsNotTighterComesFromTheDisk() {
    starts();
    hears(to(SECOND, Digest.ZERO));
    hears(new DeskEvent.Durable(1));
    assertThat(inForce.packs().policy()).isEqualTo(FIRST);
    hears(new DeskEvent.Durable(2));
    assertThat(inForce.packs().policy()).isEqualTo(SECOND);
    assertThat(inForce.stretches().getLast().began()).isEqualTo("switch: because");
  }

  @Test
  void aStartForgetsWhatWaited() {
    starts();
    hears(to(SECOND, Digest.ZERO));
    starts();
    hears(new DeskEvent.Durable(3));
    assertThat(inForce.packs().policy()).isEqualTo(FIRST);
  }
}
