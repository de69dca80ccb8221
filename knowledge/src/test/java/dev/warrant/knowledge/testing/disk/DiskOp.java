package dev.warrant.knowledge.testing.disk;

/// What somebody is about to do to a [MemoryDisk].
///
/// @param path which file or folder
/// @param bytes how many are to be written; 0 if it is no write
public record DiskOp(Kind kind, String path, int bytes) {
  /// What kind of thing.
  public enum Kind {
    /// A file gets another name, or a new one appears.
    NAME,
    /// A file's name or a folder goes.
    REMOVE,
    /// Bytes through a channel.
    WRITE,
    /// Bytes into mapped pages: no error is possible.
    PUT,
    /// A file becomes shorter.
    CUT,
    /// A file is forced.
    FORCE,
    /// The names in a folder are forced.
    FORCE_NAMES
  }

  /// Whether it needs room that a full disk does not have.
  public boolean needsRoom() {
    return kind == Kind.WRITE || kind == Kind.NAME;
  }

  /// Whether it is a promise that a failing disk cannot make.
  public boolean forces() {
    return kind == Kind.FORCE || kind == Kind.FORCE_NAMES;
  }
}
