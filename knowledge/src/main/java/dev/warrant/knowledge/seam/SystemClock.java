package dev.warrant.knowledge.seam;

import java.time.Instant;

/// The machine's clock, anchored once so that it never steps back.
final class SystemClock implements Clock {
  private final long anchorNanos;
  private final long anchorTicks;

  SystemClock() {
    Instant now = Instant.now();
    anchorNanos =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    anchorTicks = System.nanoTime();
  }

  @Override
  public long nanos() {
    return anchorNanos + (System.nanoTime() - anchorTicks);
  }
}
