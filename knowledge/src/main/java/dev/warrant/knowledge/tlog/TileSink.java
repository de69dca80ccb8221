package dev.warrant.knowledge.tlog;

/// Takes tiles as they come to be.
interface TileSink {
  /// Takes a tile.
  ///
  /// @param hashes its hashes one after the other, `32 · width` bytes from the start; not to be
  ///   kept
  void tile(TilePath path, byte[] hashes);

  /// Takes the upper nodes within a full tile of leaves, see [UpperNodes]; most have no use for
  /// them.
  ///
  /// @param nodes not to be kept
  default void upper(long index, byte[] nodes) {}
}
