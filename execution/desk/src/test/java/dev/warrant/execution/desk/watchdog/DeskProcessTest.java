package dev.warrant.execution.desk.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.Stopwatch;
import java.io.BufferedReader;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class DeskProcessTest {
  private static final long PATIENCE_NANOS = 240_000_000_000L;

  @Test
  void aProcessThatWasKilledAndThatItsParentForgetsIsDead() throws Exception {
    // The shell starts a child, tells its number, and becomes a process that never asks for it.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
    try (BufferedReader said = parent.inputReader()) {
      long pid = Long.parseLong(said.readLine());
      ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
      DeskProcess desk = new DeskProcess(pid);
      assertThat(desk.lives()).isTrue();
      assertThat(handle.destroyForcibly()).isTrue();
      long until = Stopwatch.ticks() + PATIENCE_NANOS;
      while (desk.lives() && Stopwatch.ticks() < until) {
        LockSupport.parkNanos(1_000_000L);
      }
      assertThat(desk.lives()).isFalse();
      assertThat(handle.isAlive()).as("it is still in the table of processes").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aStoppedProcessLivesAndOneThatWasNeverThereDoesNot() throws Exception {
    Process desk = new ProcessBuilder("sleep", "600").start();
    try {
      DeskProcess seen = new DeskProcess(desk.pid());
      // The shell's own: a machine may have no other.
      assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + desk.pid()).start().waitFor())
          .isZero();
      assertThat(seen.lives()).isTrue();
    } finally {
      desk.destroyForcibly();
    }
    assertThat(new DeskProcess(Long.MAX_VALUE >> 33).lives()).isFalse();
  }
}
