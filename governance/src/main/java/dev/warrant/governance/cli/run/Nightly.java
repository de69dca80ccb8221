package dev.warrant.governance.cli.run;

import dev.warrant.governance.audit.reconcile.DayBook;
import dev.warrant.governance.audit.reconcile.Reconciled;
import dev.warrant.governance.cli.common.Mishaps;
import java.io.IOException;
import java.time.LocalDate;
import java.util.function.Consumer;

/// Closes each UTC day of a desk that runs, a minute after its end, on a thread of its own: the
/// venue is asked and the journal read beside the desk and never on its threads.
public final class Nightly implements AutoCloseable {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long AFTER_NANOS = 60_000_000_000L;
  private static final long END_MILLIS = 10_000;

  private final DayBook book;
  private final Consumer<String> tell;
  private long open;
  private Thread thread = Thread.ofPlatform().name("reconcile").unstarted(() -> {});

  /// @param nowNanos when the desk began
  /// @param tell gets one sentence for each day
  public Nightly(DayBook book, long nowNanos, Consumer<String> tell) {
    this.book = book;
    this.tell = tell;
    this.open = nowNanos / DAY_NANOS;
  }

  /// Looks at the clock; to be called now and then.
  public void look(long nowNanos) {
    long day = (nowNanos - AFTER_NANOS) / DAY_NANOS;
    if (day > open && !thread.isAlive()) {
      LocalDate over = LocalDate.ofEpochDay(open++);
      thread = Thread.ofPlatform().name("reconcile").daemon().start(() -> close(over));
    }
  }

  private void close(LocalDate day) {
    try {
      Reconciled done = book.close(day);
      tell.accept(done.sentence());
      done.differences().forEach(d -> tell.accept("  " + d.says()));
    } catch (IOException | RuntimeException e) {
      tell.accept(day + " is NOT RECONCILED: " + Mishaps.sentence(e));
    }
  }

  /// Waits for a day that is being closed.
  @Override
  public void close() {
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
