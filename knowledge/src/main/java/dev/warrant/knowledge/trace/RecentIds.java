package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;
import java.util.Arrays;

/// Remembers the ids of the latest nodes: at least the last [#GENERATION], at most twice as many,
/// in bounded memory. What is remembered follows from the ids taken and nothing else, so that a
/// replay remembers the same.
final class RecentIds {
  /// How many ids one generation holds.
  static final int GENERATION = 1 << 17;

  private static final int SLOTS = 2 * GENERATION;
  private static final int WORDS = 4;

  private long[] young = new long[WORDS * SLOTS];
  private long[] old = new long[0];
  private int count;

  /// Takes an id.
  ///
  /// @return false if it is remembered already
  boolean add(Digest id) {
    if (old.length > 0 && find(old, id) >= 0) {
      return false;
    }
    int slot = find(young, id);
    if (slot >= 0) {
      return false;
    }
    put(-1 - slot, id);
    if (++count == GENERATION) {
      long[] spare = old.length > 0 ? old : new long[WORDS * SLOTS];
      old = young;
      young = spare;
      Arrays.fill(young, 0);
      count = 0;
    }
    return true;
  }

  /// Place of the id, or `-1 - place` where it would go. All zeros marks a free place: no SHA-256
  /// known to anybody is that.
  private static int find(long[] table, Digest id) {
    int slot = (int) (id.a() >>> 32) & SLOTS - 1;
    while (true) {
      int at = WORDS * slot;
      if (table[at] == id.a()
          && table[at + 1] == id.b()
          && table[at + 2] == id.c()
          && table[at + 3] == id.d()) {
        return slot;
      }
      if ((table[at] | table[at + 1] | table[at + 2] | table[at + 3]) == 0) {
        return -1 - slot;
      }
      slot = slot + 1 & SLOTS - 1;
    }
  }

  private void put(int slot, Digest id) {
    int at = WORDS * slot;
    young[at] = id.a();
    young[at + 1] = id.b();
    young[at + 2] = id.c();
    young[at + 3] = id.d();
  }
}
