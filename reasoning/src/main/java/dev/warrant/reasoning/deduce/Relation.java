package dev.warrant.reasoning.deduce;

import java.util.Arrays;

/// The rows of one predicate, in the order in which they were found, each once. Rows never change
/// and never leave, so a range of row numbers is a snapshot: that is how rounds see "new" and
/// "old".
///
/// Beside each concluded row lies the first way it was found: the rule, and a row number for each
/// positive atom. Those rows were there before, so following them always ends.
final class Relation {
  private static final int[] NONE = {};
  private static final int VALUES_MOST = 1 << 30;

  private final int width;
  private long[] data = new long[0];
  private int[] slots = NONE;
  private int[] why = NONE;
  private int[] reasons = NONE;
  private int reasonsEnd;
  private int size;

  Relation(int width) {
    this.width = width;
  }

  int size() {
    return size;
  }

  int width() {
    return width;
  }

  /// All rows, one after the other; read what lies before a known size.
  long[] data() {
    return data;
  }

  static int spread(long h) {
    long mixed = h * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ mixed >>> 32);
  }

  private int hash(long[] from, int offset) {
    long h = 0;
    for (int i = 0; i < width; i++) {
      h = (h ^ from[offset + i]) * 0xBF58476D1CE4E5B9L;
      h ^= h >>> 29;
    }
    return spread(h);
  }

  /// The number of the row that begins with `row`; -1 if it is not here.
  int find(long[] row) {
    if (size == 0) {
      return -1;
    }
    int mask = slots.length - 1;
    for (int at = hash(row, 0) & mask; slots[at] != 0; at = at + 1 & mask) {
      if (same(row, slots[at] - 1)) {
        return slots[at] - 1;
      }
    }
    return -1;
  }

  private boolean same(long[] row, int other) {
    int offset = other * width;
    for (int i = 0; i < width; i++) {
      if (data[offset + i] != row[i]) {
        return false;
      }
    }
    return true;
  }

  /// Adds a row that nothing concluded.
  ///
  /// @return whether it was not here yet
  boolean add(long[] row) {
    return add(row, -1, NONE, 0);
  }

  /// Adds a row that `rule` concluded from the first `count` of `premises`.
  ///
  /// @return whether it was not here yet
  boolean add(long[] row, int rule, int[] premises, int count) {
    if (2 * size >= slots.length) {
      growSlots();
    }
    int mask = slots.length - 1;
    int at = hash(row, 0) & mask;
    while (slots[at] != 0) {
      if (same(row, slots[at] - 1)) {
        return false;
      }
      at = at + 1 & mask;
    }
    if ((size + 1) * width > data.length || size == why.length) {
      growRows();
    }
    System.arraycopy(row, 0, data, size * width, width);
    why[size] = rule < 0 ? -1 : reason(rule, premises, count);
    slots[at] = ++size;
    return true;
  }

  private int reason(int rule, int[] premises, int count) {
    if (reasonsEnd + count + 1 > reasons.length) {
      reasons = Arrays.copyOf(reasons, Math.max(16, grown(reasonsEnd + count + 1)));
    }
    int start = reasonsEnd;
    reasons[start] = rule;
    System.arraycopy(premises, 0, reasons, start + 1, count);
    reasonsEnd += count + 1;
    return start;
  }

  private static int grown(int least) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, least + (long) (least >> 1));
  }

  private void growRows() {
    int wide = Math.max(1, width);
    if (size + 1L > VALUES_MOST / wide) {
      throw new IllegalStateException(
          "found a relation of more than "
              + VALUES_MOST / wide
              + " rows, expected fewer\nMaybe load less, or run with less fuel");
    }
    int rows = Math.min(VALUES_MOST / wide, Math.max(8, grown(size + 1)));
    data = Arrays.copyOf(data, rows * wide);
    why = Arrays.copyOf(why, rows);
  }

  private void growSlots() {
    slots = new int[Math.max(16, 2 * slots.length)];
    int mask = slots.length - 1;
    for (int row = 0; row < size; row++) {
      int at = hash(data, row * width) & mask;
      while (slots[at] != 0) {
        at = at + 1 & mask;
      }
      slots[at] = row + 1;
    }
  }

  /// The rule that concluded a row; -1 if none did.
  int rule(int row) {
    return why[row] < 0 ? -1 : reasons[why[row]];
  }

  /// The row that stood for the positive atom `atom` of that rule.
  int premise(int row, int atom) {
    return reasons[why[row] + 1 + atom];
  }
}
