package dev.warrant.execution.ledger;

import java.util.Arrays;

/// Remembers trade ids so that a fill counts once. Two generations of a hash table of longs: when
/// the younger is full the older is forgotten, so at least [#MEMORY] and at most twice as many ids
/// are remembered, in O(1) and without allocating.
final class TradeIds {
  /// Ids remembered at least.
  static final int MEMORY = 8192;

  private static final int SLOTS = MEMORY * 4;

  private long[] young = new long[SLOTS];
  private long[] old = new long[SLOTS];
  private int size;

  /// @param id not zero
  /// @return false if it was seen before
  boolean add(long id) {
    if (contains(old, id) || contains(young, id)) {
      return false;
    }
    if (size == MEMORY) {
      long[] spare = old;
      old = young;
      Arrays.fill(spare, 0);
      young = spare;
      size = 0;
    }
    young[slot(young, id)] = id;
    size++;
    return true;
  }

  private static boolean contains(long[] table, long id) {
    return table[slot(table, id)] == id;
  }

  private static int slot(long[] table, long id) {
    int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 49) & (SLOTS - 1);
    while (table[at] != 0 && table[at] != id) {
      at = (at + 1) & (SLOTS - 1);
    }
    return at;
  }
}
