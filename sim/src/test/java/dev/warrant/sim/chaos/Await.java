package dev.warrant.sim.chaos;

import dev.warrant.knowledge.seam.Stopwatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, and says what was not reached if it never holds. How long it takes
/// decides nothing: patience is there so that a desk that hangs ends its test, and is far more than
/// a machine needs that is slow or has other things to do.
final class Await {
  private static final long LOOK_NANOS = 10_000_000L;
  private static final long PATIENCE_NANOS = 240_000_000_000L;

  private Await() {}

  static void until(String what, BooleanSupplier holds, Supplier<String> found) {
    long end = Stopwatch.ticks() + PATIENCE_NANOS;
    // Who was itself held up looks once more.
    boolean late = false;
    while (!holds.getAsBoolean()) {
      if (late) {
        throw new AssertionError("expected: " + what + "\nfound: " + found.get());
      }
      late = Stopwatch.ticks() > end;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
