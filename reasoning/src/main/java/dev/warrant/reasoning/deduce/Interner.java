package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gives every value one `long`, its *code*: equal values have equal codes. An integer of 63 bits
/// is its own code, shifted left by one; everything else is the number of its entry here, with the
/// lowest bit set. A program's constants lie in a parent that never changes; each database adds its
/// own.
final class Interner {
  private final @Nullable Interner parent;
  private final int base;
  private Value[] values;
  private int[] hashes;
  private int[] slots;
  private int size;

  Interner(@Nullable Interner parent) {
    this.parent = parent;
    base = parent == null ? 0 : parent.base + parent.size;
    values = new Value[16];
    hashes = new int[16];
    slots = new int[32];
  }

  /// Whether `code` is an integer in place.
  static boolean inline(long code) {
    return (code & 1) == 0;
  }

  /// The integer of an inline code.
  static long number(long code) {
    return code >> 1;
  }

  /// The code of an integer.
  long code(long number) {
    long code = number << 1;
    return code >> 1 == number ? code : entry(Value.number(number));
  }

  /// The code of a value.
  long code(Value value) {
    return value instanceof Value.Num n ? code(n.value()) : entry(value);
  }

  private long entry(Value value) {
    int hash = spread(value.hashCode());
    for (Interner up = parent; up != null; up = up.parent) {
      int found = up.find(value, hash);
      if (found >= 0) {
        return (long) (up.base + found) << 1 | 1;
      }
    }
    int found = find(value, hash);
    return (long) (base + (found >= 0 ? found : add(value, hash))) << 1 | 1;
  }

  private static int spread(int hash) {
    int h = hash * 0x9E3779B9;
    return h ^ h >>> 15;
  }

  private int find(Value value, int hash) {
    int mask = slots.length - 1;
    for (int at = hash & mask; slots[at] != 0; at = at + 1 & mask) {
      int entry = slots[at] - 1;
      if (hashes[entry] == hash && values[entry].equals(value)) {
        return entry;
      }
    }
    return -1;
  }

  private int add(Value value, int hash) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    if (2 * size >= slots.length) {
      slots = new int[2 * slots.length];
      for (int i = 0; i < size; i++) {
        place(i);
      }
    }
    values[size] = value;
    hashes[size] = hash;
    place(size);
    return size++;
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int at = hashes[entry] & mask;
    while (slots[at] != 0) {
      at = at + 1 & mask;
    }
    slots[at] = entry + 1;
  }

  /// The value of a code.
  Value value(long code) {
    return inline(code) ? Value.number(number(code)) : stored((int) (code >> 1));
  }

  private Value stored(int entry) {
    Interner in = this;
    while (entry < in.base && in.parent != null) {
      in = in.parent;
    }
    return in.values[entry - in.base];
  }
}
