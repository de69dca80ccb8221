package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Arrays;

/// One side of an aggregated book: prices in a sorted array with the best at the end, because that
/// is where nearly all changes happen.
final class DepthSide {
  private final int sign;
  private long[] keys = new long[1024];
  private long[] lots = new long[1024];
  private int size;

  DepthSide(Side side) {
    sign = side.sign();
  }

  /// Sets the quantity at a price (zero deletes) and returns what was there.
  @Lots
  long set(@Ticks long price, @Lots long quantity) {
    int at = find(sign * price);
    if (at >= 0) {
      long before = lots[at];
      if (quantity > 0) {
        lots[at] = quantity;
      } else {
        shift(at + 1, at);
        size--;
      }
      return before;
    }
    if (quantity > 0) {
      insert(-at - 1, sign * price, quantity);
    }
    return 0;
  }

  private void insert(int at, long key, long quantity) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      lots = Arrays.copyOf(lots, size * 2);
    }
    shift(at, at + 1);
    keys[at] = key;
    lots[at] = quantity;
    size++;
  }

  private void shift(int from, int to) {
    System.arraycopy(keys, from, keys, to, size - from);
    System.arraycopy(lots, from, lots, to, size - from);
  }

  private int find(long key) {
    // The best level is asked for most.
    if (size > 0 && keys[size - 1] == key) {
      return size - 1;
    }
    return Arrays.binarySearch(keys, 0, size, key);
  }

  int size() {
    return size;
  }

  /// Price of the `i`-th best level, from 0.
  @Ticks
  long price(int i) {
    return sign * keys[size - 1 - i];
  }

  /// Quantity of the `i`-th best level.
  @Lots
  long lots(int i) {
    return lots[size - 1 - i];
  }

  @Lots
  long lotsAt(@Ticks long price) {
    int at = find(sign * price);
    return at >= 0 ? lots[at] : 0;
  }

  /// How many levels are at least as good as `price`: the place of the first that is worse.
  int placeAfter(@Ticks long price) {
    int at = find(sign * price);
    return at >= 0 ? size - at : size + at + 1;
  }

  void clear() {
    size = 0;
  }

  /// The best `max` levels.
  Levels top(int max) {
    int n = Math.min(max, size);
    long[] pairs = new long[2 * n];
    for (int i = 0; i < n; i++) {
      pairs[2 * i] = price(i);
      pairs[2 * i + 1] = lots(i);
    }
    return Levels.of(pairs);
  }

  /// What turns this side into `to`: absolute quantities, zero for what must go.
  Levels changesTo(DepthSide to) {
    long[] pairs = new long[2 * (size + to.size)];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (to.lotsAt(price(i)) == 0) {
        pairs[n] = price(i);
        n += 2;
      }
    }
    for (int i = 0; i < to.size; i++) {
      if (lotsAt(to.price(i)) != to.lots(i)) {
        pairs[n] = to.price(i);
        pairs[n + 1] = to.lots(i);
        n += 2;
      }
    }
    return Levels.of(Arrays.copyOf(pairs, n));
  }
}
