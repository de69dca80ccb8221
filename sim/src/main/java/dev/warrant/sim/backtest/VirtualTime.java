package dev.warrant.sim.backtest;

import dev.warrant.execution.venue.Scheduler;
import java.util.PriorityQueue;

/// A clock that stands still until it is moved, and calls what is due on the way: in order of time,
/// then of asking. One thread only.
public final class VirtualTime implements Scheduler {
  private record Task(long nanos, long order, Runnable run) implements Comparable<Task> {
    @Override
    public int compareTo(Task o) {
      int byTime = Long.compare(nanos, o.nanos);
      return byTime == 0 ? Long.compare(order, o.order) : byTime;
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long asked;

  /// A clock that shows `startNanos`.
  public VirtualTime(long startNanos) {
    now = startNanos;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void after(long delayNanos, Runnable task) {
    tasks.add(new Task(now + Math.max(0, delayNanos), asked++, task));
  }

  /// When something is next due, `Long.MAX_VALUE` if nothing is.
  public long nextNanos() {
    Task first = tasks.peek();
    return first == null ? Long.MAX_VALUE : first.nanos;
  }

  /// Moves the clock forward to `nanos`; what is due meanwhile must have been called before.
  public void moveTo(long nanos) {
    now = Math.max(now, nanos);
  }

  /// Calls the first task that is due now.
  ///
  /// @return false if none is
  public boolean runOne() {
    Task first = tasks.peek();
    if (first == null || first.nanos > now) {
      return false;
    }
    tasks.remove();
    first.run.run();
    return true;
  }
}
