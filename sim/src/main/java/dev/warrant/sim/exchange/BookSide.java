package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Arrays;

/// The price levels of one side in a sorted array with the best price last, so that work near the
/// touch, which is nearly all work, moves few entries. Keys are `sign * price`: a greater key is a
/// better price on either side.
final class BookSide {
  private final int sign;
  private long[] keys = new long[256];
  private long[] totals = new long[256];
  private int[] heads = new int[256];
  private int[] tails = new int[256];
  private int size;

  /// @param sign `+1` for bids, `-1` for asks
  BookSide(int sign) {
    this.sign = sign;
  }

  int size() {
    return size;
  }

  /// Position of the best level; -1 if the side is empty.
  int best() {
    return size - 1;
  }

  @Ticks
  long price(int at) {
    return sign * keys[at];
  }

  @Lots
  long total(int at) {
    return totals[at];
  }

  void addTotal(int at, @Lots long delta) {
    totals[at] += delta;
  }

  int head(int at) {
    return heads[at];
  }

  void head(int at, int order) {
    heads[at] = order;
  }

  int tail(int at) {
    return tails[at];
  }

  void tail(int at, int order) {
    tails[at] = order;
  }

  /// Where the level of `price` is, or `-1 - p` if it would have to go to `p`.
  int find(@Ticks long price) {
    long key = sign * price;
    int n = size;
    for (int i = n - 1, low = Math.max(0, n - 4); i >= low; i--) {
      if (keys[i] == key) {
        return i;
      }
      if (keys[i] < key) {
        return -2 - i;
      }
    }
    return Arrays.binarySearch(keys, 0, n, key);
  }

  /// Opens an empty level at `at`.
  void insert(int at, @Ticks long price) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      totals = Arrays.copyOf(totals, 2 * size);
      heads = Arrays.copyOf(heads, 2 * size);
      tails = Arrays.copyOf(tails, 2 * size);
    }
    shift(at, at + 1, size - at);
    size++;
    keys[at] = sign * price;
    totals[at] = 0;
    heads[at] = -1;
    tails[at] = -1;
  }

  /// Closes the level at `at`.
  void remove(int at) {
    shift(at + 1, at, size - at - 1);
    size--;
  }

  /// Whether a level at `price` is at least as good as `worst` for somebody who takes from here.
  boolean reaches(@Ticks long price, @Ticks long worst) {
    return sign * price >= sign * worst;
  }

  private void shift(int from, int to, int count) {
    if (count > 0) {
      System.arraycopy(keys, from, keys, to, count);
      System.arraycopy(totals, from, totals, to, count);
      System.arraycopy(heads, from, heads, to, count);
      System.arraycopy(tails, from, tails, to, count);
    }
  }
}
