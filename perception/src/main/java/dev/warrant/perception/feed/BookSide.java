package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.Levels;
import java.util.Arrays;

/// One side of a book. Prices near the touch stand in a window of one slot a tick, with a bit set
/// for each that is taken, so that a change there costs the same wherever it is; the few far away
/// are kept sorted. The window moves when the best price leaves its middle. The best sixteen levels
/// are remembered until one of them changes.
final class BookSide {
  private static final int WINDOW = 1 << 15;
  private static final int ROOM = WINDOW / 4;
  private static final int TOP = 16;
  private static final long NONE = Long.MIN_VALUE;

  private final int sign;
  private final long[] near = new long[WINDOW];
  private final long[] taken = new long[WINDOW / 64];
  private final FarLevels far = new FarLevels();
  private final long[] topKeys = new long[TOP];
  private final long[] topLots = new long[TOP];
  private long base = NONE;
  private long best = NONE;
  private int nearSize;
  private int topSize;
  private boolean topStale = true;

  /// @param sign `+1` for bids (higher is better), `-1` for asks
  BookSide(int sign) {
    this.sign = sign;
  }

  void clear() {
    Arrays.fill(near, 0);
    Arrays.fill(taken, 0);
    far.clear();
    nearSize = 0;
    base = NONE;
    best = NONE;
    topStale = true;
  }

  int size() {
    return nearSize + far.size();
  }

  /// Price of the best level, 0 if there is none.
  long best() {
    return nearSize > 0 ? sign * best : far.size() > 0 ? sign * far.keyAt(0) : 0;
  }

  /// Lots of the best level, 0 if there is none.
  long bestLots() {
    return nearSize > 0 ? near[(int) (best - base)] : far.size() > 0 ? far.lotsAt(0) : 0;
  }

  long priceAt(int level) {
    if (level < TOP) {
      refresh();
      return level < topSize ? sign * topKeys[level] : 0;
    }
    return level < size() ? sign * keyAt(level) : 0;
  }

  long lotsAtLevel(int level) {
    if (level < TOP) {
      refresh();
      return level < topSize ? topLots[level] : 0;
    }
    return level < size() ? lots(keyAt(level)) : 0;
  }

  long lotsAt(long ticks) {
    return lots(sign * ticks);
  }

  /// Sets all levels; false if one of them is no level (price not positive, quantity negative).
  boolean apply(Levels levels) {
    for (int i = 0, n = levels.size(); i < n; i++) {
      long ticks = levels.ticks(i);
      long quantity = levels.lots(i);
      if (ticks <= 0 || quantity < 0) {
        return false;
      }
      long key = sign * ticks;
      if (key >= base && key < best) {
        behind(key, quantity);
      } else {
        set(ticks, quantity);
      }
    }
    return true;
  }

  /// Sets the quantity of a level in the window that is worse than the best one, as nearly all
  /// changes are. Whether it appears, changes or goes cannot be foreseen, so nothing here branches.
  private void behind(long key, long quantity) {
    int at = (int) (key - base);
    long before = near[at];
    near[at] = quantity;
    long is = -quantity >>> 63;
    long was = -before >>> 63;
    taken[at >> 6] = taken[at >> 6] & ~(1L << at) | is << at;
    nearSize += (int) (is - was);
    topStale |= topSize < TOP || key >= topKeys[TOP - 1];
  }

  /// Sets the quantity of one level; zero deletes it, and deleting what is absent is normal.
  void set(long ticks, long quantity) {
    long key = sign * ticks;
    topStale |= topSize < TOP || key >= topKeys[TOP - 1];
    if (quantity > 0 && (base == NONE || key >= base + WINDOW)) {
      recentre(key);
    }
    if (base == NONE || key >= base + WINDOW) {
      return;
    }
    if (key < base) {
      far.set(key, quantity);
    } else {
      setNear(key, quantity);
    }
    if (best == NONE && far.size() > 0) {
      recentre(far.keyAt(0));
    } else if (best != NONE && best < base + ROOM && far.size() > 0) {
      recentre(best);
    }
  }

  private void setNear(long key, long quantity) {
    int at = (int) (key - base);
    boolean was = near[at] != 0;
    near[at] = quantity;
    if (quantity != 0 && !was) {
      taken[at >> 6] |= 1L << at;
      nearSize++;
      best = Math.max(best, key);
    } else if (quantity == 0 && was) {
      taken[at >> 6] &= ~(1L << at);
      nearSize--;
      if (key == best) {
        best = below(key);
      }
    }
  }

  /// The next taken key below `key` within the window.
  private long below(long key) {
    int at = (int) (key - base) - 1;
    if (at < 0) {
      return NONE;
    }
    int word = at >> 6;
    long bits = taken[word] & (-1L >>> (63 - (at & 63)));
    while (bits == 0) {
      if (--word < 0) {
        return NONE;
      }
      bits = taken[word];
    }
    return base + (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
  }

  /// Moves the window so that `key` lies a quarter below its upper end.
  private void recentre(long key) {
    for (long k = lowest(); k != NONE; k = above(k)) {
      far.set(k, near[(int) (k - base)]);
    }
    Arrays.fill(near, 0);
    Arrays.fill(taken, 0);
    nearSize = 0;
    best = NONE;
    base = key - (WINDOW - ROOM);
    while (far.size() > 0 && far.keyAt(0) >= base) {
      long k = far.keyAt(0);
      long quantity = far.lotsAt(0);
      far.removeTop();
      setNear(k, quantity);
    }
  }

  private long lowest() {
    return base == NONE ? NONE : above(base - 1);
  }

  /// The next taken key above `key` within the window.
  private long above(long key) {
    int at = (int) (key - base) + 1;
    if (at >= WINDOW) {
      return NONE;
    }
    int word = at >> 6;
    long bits = taken[word] & (-1L << at);
    while (bits == 0) {
      if (++word == taken.length) {
        return NONE;
      }
      bits = taken[word];
    }
    return base + (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private long lots(long key) {
    if (base == NONE || key >= base + WINDOW) {
      return 0;
    }
    return key < base ? far.lots(key) : near[(int) (key - base)];
  }

  private long keyAt(int level) {
    if (level >= nearSize) {
      return far.keyAt(level - nearSize);
    }
    long key = best;
    for (int i = 0; i < level; i++) {
      key = below(key);
    }
    return key;
  }

  private void refresh() {
    if (!topStale) {
      return;
    }
    topSize = Math.min(TOP, size());
    long key = best;
    for (int i = 0; i < topSize; i++) {
      topKeys[i] = i < nearSize ? key : far.keyAt(i - nearSize);
      topLots[i] = lots(topKeys[i]);
      if (i < nearSize - 1) {
        key = below(key);
      }
    }
    topStale = false;
  }
}
