package dev.warrant.execution.venue;

import dev.warrant.knowledge.seam.Clock;

/// A clock that can call back; real in the live desk, virtual in a backtest.
public interface Scheduler extends Clock {
  /// Runs `task` once after `delayNanos`, on the scheduler's own thread.
  void after(long delayNanos, Runnable task);
}
