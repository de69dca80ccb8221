package dev.warrant.knowledge.testing.disk;

/// What is left of a [MemoryDisk] after everything stopped.
public enum Crash {
  /// The process died: all it wrote is there.
  CLEAN,

  /// Power went: what was not forced is there in the order it was written up to some moment, and
  /// the last write in part.
  TORN,

  /// Power went: of what was not forced, each sector of a file has any of the contents it had in
  /// the meantime, and of the changes to a folder any number is there, in order.
  REORDERED,

  /// Power went: nothing is there but what was forced.
  LOST
}
