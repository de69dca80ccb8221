package dev.warrant.sim.chaos;

import dev.warrant.knowledge.seam.Stopwatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, and says what was not reached if it never holds.
final class Await {
  private static final long LOOK_NANOS = 10_000_000L;
  private static final long NANOS = 1_000_000_000L;

  private Await() {}

  static void until(int seconds, String what, BooleanSupplier holds, Supplier<String> found) {
    long end = Stopwatch.ticks() + seconds * NANOS;
    while (!holds.getAsBoolean()) {
      if (Stopwatch.ticks() > end) {
        throw new AssertionError(
            "expected within " + seconds + " s: " + what + "\nfound: " + found.get());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
