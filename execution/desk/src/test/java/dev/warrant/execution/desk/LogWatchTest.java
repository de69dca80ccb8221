package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.tlog.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a log that is late is told to the desk, and when it is not.
class LogWatchTest {
  private static final long LATE = LogWatch.BOUND_NANOS + 1;

  /// A log of which a test says how late it is.
  private static final class Told implements Evidence {
    private long unsigned;
    private String fault = "";

    @Override
    public void durable(long through) {}

    @Override
    public String fault() {
      return fault;
    }

    @Override
    public long unsignedNanos() {
      return unsigned;
    }

    @Override
    public void close() {}
  }

  private final Told log = new Told();
  private final LogWatch watch = new LogWatch(log);
  private final List<DeskEvent.LogState> told = new ArrayList<>();

  private void look(long unsigned, int times) {
    log.unsigned = unsigned;
    for (int i = 0; i < times; i++) {
      watch.look(told::add);
    }
  }

  @Test
  void aLogThatIsLateForFiveLooksIsToldOnceAndSoIsItsReturn() {
    log.fault = "log: No space left on device\nMaybe the disk is full";
    look(LATE, 4);
    assertThat(told).isEmpty();
    look(LATE, 40);
    look(LogWatch.BOUND_NANOS, 40);
    assertThat(told)
        .containsExactly(
            new DeskEvent.LogState(
                false, "nothing was signed for 2.0 s: log: No space left on device"),
            new DeskEvent.LogState(true, "a signed head follows the journal again"));
  }

  @Test
  void aDeskThatWasItselfHeldUpDoesNotTakeItsLogForLost() {
    for (int i = 0; i < 10; i++) {
      look(LATE, 4);
      look(0, 1);
    }
    assertThat(told).isEmpty();
    assertThat(watch.fault()).isEmpty();
  }

  @Test
  void aLogWhoseDiskNeitherTakesNorRefusesIsAFaultToo() {
    look(3 * LATE, 5);
    assertThat(watch.fault()).isEqualTo(told.getFirst().says()).contains("does not answer");
    look(0, 1);
    assertThat(watch.fault()).isEmpty();
  }
}
