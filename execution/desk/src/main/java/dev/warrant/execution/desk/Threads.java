package dev.warrant.execution.desk;

/// Waiting for threads to end.
final class Threads {
  private Threads() {}

  /// Waits for `thread` to end, but not longer than `millis`. An interrupt ends the wait and is
  /// kept.
  static void join(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
