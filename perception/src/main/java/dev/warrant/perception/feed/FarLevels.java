package dev.warrant.perception.feed;

import java.util.Arrays;

/// Price levels in parallel arrays sorted by key, the highest last. A search gallops down from the
/// top, so it is cheap near it; an insertion shifts what lies above.
final class FarLevels {
  /// Most levels kept; beyond it the lowest are forgotten.
  static final int LEVELS_MAX = 1 << 15;

  private static final int LEVELS_START = 1 << 12;

  private long[] keys = new long[LEVELS_START];
  private long[] lots = new long[LEVELS_START];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /// Key of the `n`-th level from the top.
  long keyAt(int n) {
    return keys[size - 1 - n];
  }

  /// Lots of the `n`-th level from the top.
  long lotsAt(int n) {
    return lots[size - 1 - n];
  }

  /// Lots at a key, 0 if there is no such level.
  long lots(long key) {
    int at = find(key);
    return at < size && keys[at] == key ? lots[at] : 0;
  }

  /// Takes the top level away.
  void removeTop() {
    size--;
  }

  /// Sets the quantity of one level; zero deletes it, and deleting what is absent is normal.
  void set(long key, long quantity) {
    int at = find(key);
    boolean found = at < size && keys[at] == key;
    if (quantity == 0) {
      if (found) {
        remove(at);
      }
    } else if (found) {
      lots[at] = quantity;
    } else {
      insert(at, key, quantity);
    }
  }

  /// Index of the first key that is not below `key`.
  private int find(long key) {
    long[] k = keys;
    int high = size;
    int low = size - 1;
    for (int step = 1; low >= 0 && k[low] >= key; step <<= 1) {
      high = low;
      low -= step;
    }
    low = Math.max(low, -1) + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (k[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void remove(int at) {
    int tail = size - at - 1;
    System.arraycopy(keys, at + 1, keys, at, tail);
    System.arraycopy(lots, at + 1, lots, at, tail);
    size--;
  }

  private void insert(int at, long key, long quantity) {
    if (size == LEVELS_MAX) {
      if (at > 0) {
        replaceWorst(at - 1, key, quantity);
      }
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      lots = Arrays.copyOf(lots, 2 * size);
    }
    int tail = size - at;
    System.arraycopy(keys, at, keys, at + 1, tail);
    System.arraycopy(lots, at, lots, at + 1, tail);
    keys[at] = key;
    lots[at] = quantity;
    size++;
  }

  private void replaceWorst(int at, long key, long quantity) {
    System.arraycopy(keys, 1, keys, 0, at);
    System.arraycopy(lots, 1, lots, 0, at);
    keys[at] = key;
    lots[at] = quantity;
  }
}
