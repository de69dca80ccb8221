package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.Levels;
import java.util.Arrays;

/// One side of a book: parallel arrays sorted so that the best level comes last, which keeps the
/// busy end cheap to shift. A search gallops away from the touch, so its cost grows with the
/// logarithm of the distance.
final class BookSide {
  /// Most levels kept; beyond it the farthest are forgotten.
  static final int LEVELS_MAX = 1 << 15;

  private static final int LEVELS_START = 1 << 12;

  private final int sign;
  private long[] keys = new long[LEVELS_START];
  private long[] lots = new long[LEVELS_START];
  private int size;

  /// @param sign `+1` for bids (higher is better), `-1` for asks
  BookSide(int sign) {
    this.sign = sign;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  long priceAt(int level) {
    return level < size ? sign * keys[size - 1 - level] : 0;
  }

  long lotsAtLevel(int level) {
    return level < size ? lots[size - 1 - level] : 0;
  }

  long lotsAt(long ticks) {
    int at = find(sign * ticks);
    return at < size && keys[at] == sign * ticks ? lots[at] : 0;
  }

  /// Sets all levels; false if one of them is no level (price not positive, quantity negative).
  boolean apply(Levels levels) {
    for (int i = 0, n = levels.size(); i < n; i++) {
      long ticks = levels.ticks(i);
      long quantity = levels.lots(i);
      if (ticks <= 0 || quantity < 0) {
        return false;
      }
      set(ticks, quantity);
    }
    return true;
  }

  /// Sets the quantity of one level; zero deletes it, and deleting what is absent is normal.
  void set(long ticks, long quantity) {
    long key = sign * ticks;
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
