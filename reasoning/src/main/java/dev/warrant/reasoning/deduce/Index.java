package dev.warrant.reasoning.deduce;

import java.util.Arrays;

/// Finds the rows of a relation by some of their columns. Rows of one key are chained, newest
/// first. It takes in rows only when asked to, between rounds, so a chain never changes under a
/// reader.
final class Index {
  private final Relation relation;
  private final int[] columns;
  private int[] slots = new int[16];
  private int[] next = {};
  private int keys;
  private int covered;

  Index(Relation relation, int[] columns) {
    this.relation = relation;
    this.columns = columns;
  }

  /// Takes in all rows before `limit`.
  void cover(int limit) {
    if (covered >= limit) {
      return;
    }
    if (next.length < limit) {
      next = Arrays.copyOf(next, Math.max(limit, next.length + (next.length >> 1)));
    }
    long[] data = relation.data();
    int width = relation.width();
    for (int row = covered; row < limit; row++) {
      if (2 * keys >= slots.length) {
        grow(data, width);
      }
      int at = hash(data, row * width) & slots.length - 1;
      while (slots[at] != 0 && !same(data, (slots[at] - 1) * width, row * width)) {
        at = at + 1 & slots.length - 1;
      }
      next[row] = slots[at] - 1;
      keys += slots[at] == 0 ? 1 : 0;
      slots[at] = row + 1;
    }
    covered = limit;
  }

  private void grow(long[] data, int width) {
    int[] before = slots;
    slots = new int[4 * before.length];
    for (int head : before) {
      if (head != 0) {
        int at = hash(data, (head - 1) * width) & slots.length - 1;
        while (slots[at] != 0) {
          at = at + 1 & slots.length - 1;
        }
        slots[at] = head;
      }
    }
  }

  private int hash(long[] data, int offset) {
    long h = 0;
    for (int c : columns) {
      h = mixed(h, data[offset + c]);
    }
    return Relation.spread(h);
  }

  private static long mixed(long h, long value) {
    long m = (h ^ value) * 0xBF58476D1CE4E5B9L;
    return m ^ m >>> 29;
  }

  private boolean same(long[] data, int a, int b) {
    for (int c : columns) {
      if (data[a + c] != data[b + c]) {
        return false;
      }
    }
    return true;
  }

  /// The newest row whose columns hold these registers; -1 if there is none.
  int head(long[] registers, int[] keyRegisters) {
    long h = 0;
    for (int r : keyRegisters) {
      h = mixed(h, registers[r]);
    }
    long[] data = relation.data();
    int width = relation.width();
    int mask = slots.length - 1;
    for (int at = Relation.spread(h) & mask; slots[at] != 0; at = at + 1 & mask) {
      int offset = (slots[at] - 1) * width;
      boolean same = true;
      for (int i = 0; same && i < columns.length; i++) {
        same = data[offset + columns[i]] == registers[keyRegisters[i]];
      }
      if (same) {
        return slots[at] - 1;
      }
    }
    return -1;
  }

  /// For each row, the next older one of the same key; -1 at the end.
  int[] next() {
    return next;
  }
}
