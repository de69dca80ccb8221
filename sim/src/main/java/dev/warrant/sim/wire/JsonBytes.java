package dev.warrant.sim.wire;

import dev.warrant.knowledge.unit.E8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer for hand-written JSON of ASCII text; reused from message to message.
final class JsonBytes {
  private byte[] bytes = new byte[4096];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// Cuts the text back to a size it had before.
  void size(int shorter) {
    size = shorter;
  }

  JsonBytes clear() {
    size = 0;
    return this;
  }

  /// Appends ASCII text as it is.
  JsonBytes raw(String ascii) {
    int n = ascii.length();
    room(n);
    for (int i = 0; i < n; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  JsonBytes raw(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonBytes raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  JsonBytes number(long value) {
    if (value < 0) {
      raw('-');
      return digits(-value, 1);
    }
    return digits(value, 1);
  }

  /// Appends a quoted decimal: `steps * step` with `decimals` digits after the point.
  JsonBytes decimal(long steps, @E8 long stepE8, int decimals) {
    return decimal(Math.multiplyExact(steps, stepE8), decimals);
  }

  /// Appends a quoted decimal of 1e-8 units, cut to `decimals` digits after the point.
  JsonBytes decimal(@E8 long valueE8, int decimals) {
    raw('"');
    long abs = Math.abs(valueE8);
    if (valueE8 < 0) {
      raw('-');
    }
    digits(abs / 100_000_000L, 1);
    if (decimals > 0) {
      raw('.');
      long fraction = abs % 100_000_000L;
      for (int i = decimals; i < 8; i++) {
        fraction /= 10;
      }
      digits(fraction, decimals);
    }
    return raw('"');
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.US_ASCII);
  }

  private JsonBytes digits(long value, int least) {
    int n = least;
    for (long v = value; v >= power(n); n++) {
      if (n == 19) {
        break;
      }
    }
    room(n);
    long v = value;
    for (int i = size + n - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + v % 10);
      v /= 10;
    }
    size += n;
    return this;
  }

  private static long power(int n) {
    long p = 1;
    for (int i = 0; i < n && i < 18; i++) {
      p *= 10;
    }
    return p;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
