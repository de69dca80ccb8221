package dev.warrant.knowledge.journal;

import java.io.IOException;

/// The bytes of one segment's file as memory: what is put is there for every later process, and on
/// disk once it is forced.
interface Pages {
  /// Puts `from[offset, offset + length)` at byte `at`.
  void put(long at, byte[] from, int offset, int length);

  /// Puts four bytes, little-endian.
  void putInt(long at, int value);

  /// Makes sure that a later put near byte `at`, which holds a zero still, does not have to wait.
  void touch(long at);

  /// Returns when bytes `from` to `to` are on disk.
  void force(long from, long to) throws IOException;

  /// Lets go of the file; doing so again changes nothing.
  void close();
}
