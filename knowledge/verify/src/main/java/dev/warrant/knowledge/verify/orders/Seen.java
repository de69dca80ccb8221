package dev.warrant.knowledge.verify.orders;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// The measures a guard is said to have seen (`SEEN`), or what they are found to have been.
final class Seen {
  private final StatedGuard guard;
  private final boolean[] present;
  private final long[] values;

  private Seen(StatedGuard guard, boolean[] present, long[] values) {
    this.guard = guard;
    this.present = present;
    this.values = values;
  }

  /// @throws Payload.Malformed if it is not one value for each measure the guard reads
  static Seen of(StatedGuard guard, List<Long> words, List<Long> values) {
    int n = guard.reads().size();
    if (values.size() != n || words.size() != (n + Long.SIZE - 1) / Long.SIZE) {
      throw new Payload.Malformed(
          values.size() + " measures seen, and the guard in force reads " + n);
    }
    boolean[] present = new boolean[n];
    for (int i = 0; i < n; i++) {
      present[i] = (words.get(i / Long.SIZE) >>> i % Long.SIZE & 1) != 0;
    }
    return new Seen(guard, present, values.stream().mapToLong(Long::longValue).toArray());
  }

  Seen copy() {
    return new Seen(guard, present.clone(), values.clone());
  }

  StatedGuard guard() {
    return guard;
  }

  /// The values by place; not to be changed by others.
  long[] values() {
    return values;
  }

  boolean present(int at) {
    return present[at];
  }

  /// Whether the measure at a place is there and in its range.
  boolean readable(int at) {
    StatedGuard.Scale scale = guard.reads().get(at);
    return present[at] && values[at] >= scale.min() && values[at] <= scale.max();
  }

  /// The value of a measure; 0 if the guard does not read it.
  long value(String measure) {
    int at = guard.place(measure);
    return at < 0 ? 0 : values[at];
  }

  void set(int at, OptionalLong value) {
    present[at] = value.isPresent();
    values[at] = value.orElse(0);
  }

  /// The digest of `ADMITTED`, hexadecimal: by 64, a word with a bit for each that is present, one
  /// with a bit for each that needs 64 bits, then the values in 32 or 64 bits, little-endian.
  String digest() {
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES * (values.length + 2 * (values.length / Long.SIZE + 1)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += Long.SIZE) {
      int to = Math.min(values.length, from + Long.SIZE);
      long is = 0;
      long wide = 0;
      for (int i = from; i < to; i++) {
        is |= (present[i] ? 1L : 0L) << i;
        wide |= (values[i] == (int) values[i] ? 0L : 1L) << i;
      }
      out.putLong(is).putLong(wide);
      for (int i = from; i < to; i++) {
        if (values[i] == (int) values[i]) {
          out.putInt((int) values[i]);
        } else {
          out.putLong(values[i]);
        }
      }
    }
    return HexFormat.of().formatHex(StatedGuard.sha256(Arrays.copyOf(out.array(), out.position())));
  }
}
