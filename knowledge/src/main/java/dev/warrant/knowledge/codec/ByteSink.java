package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.unit.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing byte array that is written from front to back and used again and again. Not safe for
/// use by two threads.
///
/// Variable-length integers are unsigned LEB128 in the fewest bytes; signed ones are zigzag-coded
/// first (`n << 1 ^ n >> 63`). Text is its byte count and then every UTF-16 unit by itself in one
/// to three bytes (CESU-8, Unicode Technical Report 26), so that text with unpaired surrogates
/// keeps its content too.
public final class ByteSink {
  static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int VARINT_BYTES_MAX = 10;

  private byte[] bytes;
  private int size;

  /// A sink with room for `capacity` bytes before it grows.
  public ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 64)];
  }

  /// The bytes behind this sink; valid up to [#size] and until the next write.
  public byte[] array() {
    return bytes;
  }

  /// Number of bytes written.
  public int size() {
    return size;
  }

  /// Starts again, leaving the first `reserved` bytes for the caller to fill.
  public void restart(int reserved) {
    restart(0, reserved);
  }

  /// Goes on after the first `from` bytes, which stay as they are, leaving the next `reserved`
  /// bytes for the caller to fill.
  public void restart(int from, int reserved) {
    size = from;
    room(reserved);
    size = from + reserved;
  }

  /// A copy of what was written.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// One byte.
  public void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /// One byte, 1 or 0.
  public void bool(boolean value) {
    u8(value ? 1 : 0);
  }

  /// Four bytes, little-endian.
  public void fixed32(int value) {
    room(4);
    INT_LE.set(bytes, size, value);
    size += 4;
  }

  /// Eight bytes, little-endian.
  public void fixed64(long value) {
    room(8);
    LONG_LE.set(bytes, size, value);
    size += 8;
  }

  /// A variable-length integer, short for small values that are not negative.
  public void varint(long value) {
    room(VARINT_BYTES_MAX);
    size = varint(bytes, size, value);
  }

  /// Writes `value` at `at`, where there is room for ten bytes, and returns where it ends. The
  /// lengths of numbers in a row cannot be foreseen, so that a mispredicted branch for each would
  /// cost more than all the rest: those of up to four bytes are written without one.
  private static int varint(byte[] to, int at, long value) {
    if (value >>> 28 == 0) {
      int v = (int) value;
      int more = (38 - Integer.numberOfLeadingZeros(v | 1)) / 7 - 1;
      int spread = v & 0x7f | (v & 0x3f80) << 1 | (v & 0x1fc000) << 2 | (v & 0xfe00000) << 3;
      INT_LE.set(to, at, spread | (int) ((1L << 8 * more) - 1) & 0x80808080);
      return at + more + 1;
    }
    long rest = value;
    int end = at;
    while ((rest & ~0x7fL) != 0) {
      to[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[end++] = (byte) rest;
    return end;
  }

  /// The levels of one side: each price as its difference from the one before, and its quantity.
  void levels(Levels levels) {
    int n = levels.size();
    room(Math.multiplyExact(n, 2 * VARINT_BYTES_MAX));
    byte[] to = bytes;
    int at = size;
    long before = 0;
    for (int i = 0; i < n; i++) {
      long price = levels.ticks(i);
      long step = price - before;
      at = varint(to, at, step << 1 ^ step >> 63);
      at = varint(to, at, levels.lots(i));
      before = price;
    }
    size = at;
  }

  /// A variable-length integer, short for small values of either sign.
  public void zigzag(long value) {
    varint(value << 1 ^ value >> 63);
  }

  /// The 32 bytes of a digest.
  public void digest(Digest value) {
    room(Digest.BYTES);
    value.write(bytes, size);
    size += Digest.BYTES;
  }

  /// Bytes as they are.
  public void raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /// Text.
  public void text(String value) {
    int units = value.length();
    int length = units;
    for (int i = 0; i < units; i++) {
      char c = value.charAt(i);
      length += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
    }
    varint(length);
    room(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < units; i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        to[at++] = (byte) c;
      } else if (c < 0x800) {
        to[at++] = (byte) (0xc0 | c >> 6);
        to[at++] = (byte) (0x80 | c & 0x3f);
      } else {
        to[at++] = (byte) (0xe0 | c >> 12);
        to[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        to[at++] = (byte) (0x80 | c & 0x3f);
      }
    }
    size = at;
  }

  private void room(int more) {
    int need = Math.addExact(size, more);
    if (need > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(need, (int) Math.min(2L * bytes.length, 1 << 30)));
    }
  }
}
