package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.journal.JournalWriter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Brings the journal to disk every few milliseconds and tells the desk, and who keeps its log, how
/// far it got.
final class Flusher implements AutoCloseable {
  private static final long EVERY_NANOS = 5_000_000L;

  private final JournalWriter journal;
  private final Inbox inbox;
  private final Consumer<JournalFault> failed;
  private final LongConsumer durable;
  private final Thread thread;
  private volatile boolean stopped;

  Flusher(JournalWriter journal, Inbox inbox, Consumer<JournalFault> failed, LongConsumer durable) {
    this.journal = journal;
    this.inbox = inbox;
    this.failed = failed;
    this.durable = durable;
    thread = Thread.ofPlatform().name("flusher").daemon().start(this::flush);
  }

  private void flush() {
    long told = 0;
    while (!stopped) {
      try {
        long through = journal.force();
        durable.accept(through);
        // The mark is an input itself; telling of nothing but marks would never end.
        if (through > told + 1) {
          told = through;
          inbox.offer(new DeskEvent.Durable(through));
        }
      } catch (JournalFault e) {
        failed.accept(e);
        return;
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    Threads.join(thread, 2_000);
  }
}
