package dev.warrant.sim.exchange;

import java.util.Arrays;

/// A map from order ids to slots without boxing: open addressing, linear probing, and deletion by
/// shifting back (Knuth, TAOCP 3, 6.4 algorithm R), so that no tombstones pile up.
final class IdMap {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[1024];
  private int[] slots = new int[1024];
  private int size;

  IdMap() {
    Arrays.fill(slots, -1);
  }

  /// The slot of `key`, or -1.
  int get(long key) {
    int mask = slots.length - 1;
    int i = home(key, mask);
    while (slots[i] >= 0) {
      if (keys[i] == key) {
        return slots[i];
      }
      i = i + 1 & mask;
    }
    return -1;
  }

  /// Adds a key that is not there.
  void put(long key, int slot) {
    if (2 * ++size > slots.length) {
      grow();
    }
    insert(key, slot);
  }

  /// Removes a key; a key that is not there is ignored.
  void remove(long key) {
    int mask = slots.length - 1;
    int i = home(key, mask);
    while (slots[i] >= 0 && keys[i] != key) {
      i = i + 1 & mask;
    }
    if (slots[i] < 0) {
      return;
    }
    size--;
    int hole = i;
    int j = i + 1 & mask;
    while (slots[j] >= 0) {
      int distance = j - home(keys[j], mask) & mask;
      if (distance >= (j - hole & mask)) {
        keys[hole] = keys[j];
        slots[hole] = slots[j];
        hole = j;
      }
      j = j + 1 & mask;
    }
    slots[hole] = -1;
  }

  private void insert(long key, int slot) {
    int mask = slots.length - 1;
    int i = home(key, mask);
    while (slots[i] >= 0) {
      i = i + 1 & mask;
    }
    keys[i] = key;
    slots[i] = slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[2 * oldKeys.length];
    slots = new int[2 * oldSlots.length];
    Arrays.fill(slots, -1);
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] >= 0) {
        insert(oldKeys[i], oldSlots[i]);
      }
    }
  }

  private static int home(long key, int mask) {
    return (int) (key * GOLDEN >>> 32) & mask;
  }
}
