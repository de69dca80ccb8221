package dev.warrant.knowledge.verify;

import java.util.ArrayList;
import java.util.List;

/// A growing Merkle tree after RFC 6962 in tiles of 256 hashes: shows every tile that fills, and
/// knows its root at any time. Keeps one tile a level.
final class Tree {
  static final int WIDE = 256;

  /// Is shown full tiles.
  @FunctionalInterface
  interface Filled {
    void tile(int level, long index, byte[][] hashes);
  }

  /// The tile of a level that is not full yet.
  static final class Level {
    private byte[][] hashes = new byte[WIDE][];
    private int width;
    private long index;

    byte[][] hashes() {
      return hashes;
    }

    int width() {
      return width;
    }

    long index() {
      return index;
    }
  }

  private final Hashes hash = new Hashes();
  private final List<Level> levels = new ArrayList<>();
  private final Filled filled;
  private long size;

  Tree(Filled filled) {
    this.filled = filled;
  }

  void add(byte[] leaf) {
    size++;
    byte[] top = leaf;
    for (int l = 0; ; l++) {
      if (l == levels.size()) {
        levels.add(new Level());
      }
      Level level = levels.get(l);
      level.hashes[level.width++] = top;
      if (level.width < WIDE) {
        return;
      }
      filled.tile(l, level.index, level.hashes);
      top = root(level.hashes, 0, WIDE);
      level.width = 0;
      level.index++;
    }
  }

  long size() {
    return size;
  }

  List<Level> levels() {
    return levels;
  }

  byte[] root() {
    byte[] right = new byte[0];
    for (Level level : levels) {
      int end = level.width;
      for (int n = 1; n < WIDE; n <<= 1) {
        if ((level.width & n) != 0) {
          end -= n;
          byte[] left = root(level.hashes, end, n);
          right = right.length == 0 ? left : hash.node(left, right);
        }
      }
    }
    return right.length == 0 ? hash.nothing() : right;
  }

  private byte[] root(byte[][] hashes, int from, int n) {
    if (n == 1) {
      return hashes[from];
    }
    return hash.node(root(hashes, from, n / 2), root(hashes, from + n / 2, n / 2));
  }
}
