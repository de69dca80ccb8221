package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.event.DeskEvent;
import java.util.concurrent.locks.LockSupport;

/// Looks for the restricted list every two seconds, on a thread of its own, and tells the desk when
/// it finds another than before: a new day's, or none any more.
final class RestrictedWatch implements AutoCloseable {
  private static final long LOOK_NANOS = 2_000_000_000L;

  private final RestrictedLists lists;
  private final Inbox inbox;
  private final Thread thread;
  private DeskEvent.Restricted told;
  private volatile boolean closed;

  /// @param inbox is told at once what there is now
  RestrictedWatch(RestrictedLists lists, Inbox inbox) {
    this.lists = lists;
    this.inbox = inbox;
    told = lists.now();
    inbox.offer(told);
    thread = Thread.ofPlatform().name("restricted").daemon().start(this::watch);
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_NANOS);
      look();
    }
  }

  /// Looks now.
  synchronized void look() {
    DeskEvent.Restricted found = lists.now();
    if (!found.equals(told)) {
      told = found;
      inbox.offer(found);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
