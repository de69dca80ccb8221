package dev.warrant.knowledge.tlog;

/// Who keeps the log of a run that is going on, and must never make its desk wait.
public interface Evidence extends AutoCloseable {
  /// All records of inputs up to this one are on disk. Called often and from any thread; returns at
  /// once.
  void durable(long through);

  /// What keeps the log from being signed; empty if nothing.
  String fault();

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
      public void close() {}
    };
  }
}
