package dev.warrant.knowledge.tlog;

/// Who keeps the log of a run that is going on, and must never make its desk wait.
public interface Evidence extends AutoCloseable {
  /// All records of inputs up to this one are on disk. Called often and from any thread; returns at
  /// once.
  void durable(long through);

  /// What keeps the log from being signed; empty if nothing.
  String fault();

  /// For how long something that is on disk has been under no signed head, in nanoseconds; 0 if all
  /// is. Returns at once, also while the log's own disk does not.
  long unsignedNanos();

  /// Takes in and signs the rest. The journal was closed before.
  @Override
  void close();

  /// Keeps nothing.
  static Evidence none() {
    return new Evidence() {
      @Override
      public void durable(long through) {}

      @Override
      public String fault() {
        return "";
      }

      @Override
      public long unsignedNanos() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
