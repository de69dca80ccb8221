package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class GuardianTest {
  private static final long PATIENCE_NANOS = 240_000_000_000L;

  @Test
  void aWatchdogThatKeepsDyingPausesTheDeskOnce() throws Exception {
    List<Command> heard = new ArrayList<>();
    try (Guardian guardian = Guardian.keeping(List.of("sh", "-c", "exit 2"), heard::add)) {
      long until = Stopwatch.ticks() + PATIENCE_NANOS;
      while (heard.isEmpty() && Stopwatch.ticks() < until) {
        guardian.check();
        LockSupport.parkNanos(1_000_000L);
      }
      guardian.check();
      guardian.check();
    }
    assertThat(heard)
        .containsExactly(
            new Command(
                CommandKind.PAUSE,
                "watchdog:gone",
                "the watchdog ended 6 times; the watchdog ended with code 2"));
  }

  @Test
  void aWatchdogThatLivesIsLeftAlone() throws Exception {
    List<Command> heard = new ArrayList<>();
    try (Guardian guardian = Guardian.keeping(List.of("sleep", "600"), heard::add)) {
      for (int i = 0; i < 20; i++) {
        guardian.check();
      }
    }
    assertThat(heard).isEmpty();
  }
}
