package dev.warrant.knowledge.verify.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// Reads a payload from front to back, by `docs/journal-format.md`.
final class Payload {
  private static final int DIGEST = 32;

  private final byte[] b;
  private final int from;
  private final int end;
  private int at;

  /// The bytes are not what the format says.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  Payload(byte[] b, int from, int end) {
    this.b = b;
    this.from = from;
    this.end = end;
    this.at = from;
  }

  int u8() {
    if (at >= end) {
      throw new Malformed("a payload that ends after " + (end - from) + " bytes");
    }
    return b[at++] & 0xff;
  }

  boolean bool() {
    return u8() != 0;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number of more than ten bytes");
  }

  long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  int number() {
    return Math.toIntExact(signed());
  }

  long fixed64() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) u8() << shift;
    }
    return value;
  }

  /// Text in CESU-8: every UTF-16 unit by itself in one to three bytes.
  String text() {
    long length = unsigned();
    if (length < 0 || length > end - at) {
      throw new Malformed("text of " + length + " bytes");
    }
    int stop = at + (int) length;
    StringBuilder out = new StringBuilder();
    while (at < stop) {
      int c = u8();
      if (c >= 0xe0) {
        c = (c & 0x0f) << 12 | (u8() & 0x3f) << 6 | u8() & 0x3f;
      } else if (c >= 0xc0) {
        c = (c & 0x1f) << 6 | u8() & 0x3f;
      }
      out.append((char) c);
    }
    return out.toString();
  }

  String digest() {
    if (end - at < DIGEST) {
      throw new Malformed("a digest that is cut off");
    }
    at += DIGEST;
    return HexFormat.of().formatHex(b, at - DIGEST, at);
  }

  <T> List<T> list(Function<Payload, T> element) {
    long n = unsigned();
    if (n < 0 || n > end - at) {
      throw new Malformed("a list of " + n);
    }
    List<T> out = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      out.add(element.apply(this));
    }
    return out;
  }

  /// All of it.
  byte[] bytes() {
    return Arrays.copyOfRange(b, from, end);
  }

  void finish() {
    if (at != end) {
      throw new Malformed((end - at) + " bytes after the payload");
    }
  }
}
