package dev.warrant.knowledge.tlog;

/// Takes tiles as they come to be.
@FunctionalInterface
interface TileSink {
  /// Takes a tile.
  ///
  /// @param hashes its hashes one after the other, `32 · width` bytes from the start; not to be
  ///   kept
  void tile(TilePath path, byte[] hashes);
}
