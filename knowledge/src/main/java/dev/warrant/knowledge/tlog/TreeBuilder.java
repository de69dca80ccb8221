package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// A growing tree of RFC 6962 that hands out full tiles as they fill, and keeps of each level only
/// the tile that is not yet full: 8 KiB a level, eight levels for 2^64 leaves. Not safe for use by
/// two threads.
public final class TreeBuilder {
  private static final int TILE_BYTES = TilePath.FULL * Digest.BYTES;

  private final TileSink sink;
  private final TreeHash hash = new TreeHash();
  private final List<Level> levels = new ArrayList<>();
  private final byte[] scratch = new byte[TILE_BYTES];
  private final byte[] upper = new byte[UpperNodes.BYTES];
  private long size;

  /// Whether a full tile waits for being handed out.
  private boolean full;

  private static final class Level {
    private final byte[] hashes = new byte[TILE_BYTES];
    private int width;
    private long index;
  }

  TreeBuilder(TileSink sink) {
    this.sink = sink;
  }

  /// Number of leaves.
  public long size() {
    return size;
  }

  /// Adds a leaf with this data.
  public void append(byte[] data, int from, int length) {
    handOutLate();
    Level level = level(0);
    hash.leaf(data, from, length, level.hashes, level.width * Digest.BYTES);
    added();
  }

  /// Adds a leaf by its hash.
  void append(Digest leaf) {
    handOutLate();
    Level level = level(0);
    leaf.write(level.hashes, level.width * Digest.BYTES);
    added();
  }

  private void added() {
    size++;
    if (++level(0).width == TilePath.FULL) {
      full = true;
      handOut();
    }
  }

  /// Hands out full tiles. If one cannot be taken it stays, and this is done again before anything
  /// else is.
  private void handOut() {
    for (int l = 0; l < levels.size(); l++) {
      Level level = levels.get(l);
      if (level.width == TilePath.FULL) {
        sink.tile(new TilePath(l, level.index, TilePath.FULL), level.hashes);
        System.arraycopy(level.hashes, 0, scratch, 0, TILE_BYTES);
        Level above = level(l + 1);
        fold(scratch, TilePath.FULL, above.hashes, above.width * Digest.BYTES);
        if (l == 0) {
          sink.upper(level.index, upper);
        }
        above.width++;
        level.width = 0;
        level.index++;
      }
    }
    full = false;
  }

  private void handOutLate() {
    if (full) {
      handOut();
    }
  }

  /// Hands out what is in tiles that are not full, such as the tiles that a checkpoint of this size
  /// needs beside the full ones.
  void partials(TileSink to) {
    handOutLate();
    for (int l = 0; l < levels.size(); l++) {
      Level level = levels.get(l);
      if (level.width > 0) {
        to.tile(new TilePath(l, level.index, level.width), level.hashes);
      }
    }
  }

  /// Root over all leaves; of no leaves, the hash of nothing.
  public Digest root() {
    byte[] out = new byte[2 * Digest.BYTES];
    boolean any = false;
    for (Level level : levels) {
      int end = level.width;
      for (int n = 1; n < TilePath.FULL; n <<= 1) {
        if ((level.width & n) != 0) {
          end -= n;
          System.arraycopy(level.hashes, end * Digest.BYTES, scratch, 0, n * Digest.BYTES);
          fold(scratch, n, out, 0);
          if (any) {
            hash.pair(out, 0, out, Digest.BYTES);
          } else {
            System.arraycopy(out, 0, out, Digest.BYTES, Digest.BYTES);
            any = true;
          }
        }
      }
    }
    return any ? Digest.read(out, Digest.BYTES) : TreeHash.empty();
  }

  /// Hashes `n` nodes, a power of two, down to the root over them; what is in `nodes` is lost.
  private void fold(byte[] nodes, int n, byte[] out, int at) {
    for (int left = n; left > 1; left >>= 1) {
      for (int i = 0; i < left / 2; i++) {
        hash.pair(nodes, 2 * i * Digest.BYTES, nodes, i * Digest.BYTES);
      }
      UpperNodes.gather(nodes, left / 2, upper);
    }
    System.arraycopy(nodes, 0, out, at, Digest.BYTES);
  }

  /// Continues a tree of `size` leaves from its tiles.
  ///
  /// @throws LogFault if one of them is not there
  void restore(long leaves, TileStore tiles) {
    levels.clear();
    full = false;
    size = leaves;
    long wide = leaves;
    for (int l = 0; wide > 0; l++) {
      Level level = level(l);
      level.index = wide >>> TilePath.HEIGHT;
      level.width = (int) (wide & TilePath.FULL - 1);
      if (level.width > 0) {
        byte[] stored = tiles.read(l, level.index, level.width);
        System.arraycopy(stored, 0, level.hashes, 0, level.width * Digest.BYTES);
      }
      wide >>>= TilePath.HEIGHT;
    }
  }

  private Level level(int l) {
    while (levels.size() <= l) {
      levels.add(new Level());
    }
    return levels.get(l);
  }
}
