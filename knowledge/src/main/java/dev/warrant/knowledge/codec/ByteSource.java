package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;

/// Reads what [ByteSink] wrote, and only that: every read checks its bounds, and integers or text
/// that were not written in the shortest way are refused. Not safe for use by two threads.
public final class ByteSource {
  private static final byte[] NONE = new byte[0];

  /// The highest bit of each of eight bytes: none is set in eight characters below 128.
  private static final long HIGH_BITS = 0x8080808080808080L;

  private byte[] bytes = NONE;
  private int at;
  private int end;

  /// A source over nothing; [#over] gives it bytes.
  public ByteSource() {}

  /// A source over `bytes[from, to)`.
  public ByteSource(byte[] bytes, int from, int to) {
    over(bytes, from, to);
  }

  /// Reads `bytes[from, to)` from now on.
  public void over(byte[] newBytes, int from, int to) {
    if (from < 0 || to < from || to > newBytes.length) {
      throw new CodecException(
          "range " + from + ".." + to + " lies outside " + newBytes.length + " bytes");
    }
    bytes = newBytes;
    at = from;
    end = to;
  }

  /// Bytes left.
  public int remaining() {
    return end - at;
  }

  /// Fails unless every byte was read.
  public void finish() {
    if (at != end) {
      throw wrong("the end", remaining() + " more bytes");
    }
  }

  /// One byte, 0 to 255.
  public int u8() {
    need(1);
    return bytes[at++] & 0xff;
  }

  /// One byte, 1 or 0.
  public boolean bool() {
    int b = u8();
    if (b > 1) {
      throw wrong("0 or 1", Integer.toString(b));
    }
    return b == 1;
  }

  /// Four bytes, little-endian.
  public int fixed32() {
    need(4);
    int v = (int) ByteSink.INT_LE.get(bytes, at);
    at += 4;
    return v;
  }

  /// Eight bytes, little-endian.
  public long fixed64() {
    need(8);
    long v = (long) ByteSink.LONG_LE.get(bytes, at);
    at += 8;
    return v;
  }

  /// A variable-length integer.
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (b == 0 && shift > 0 || shift == 63 && b > 1) {
          throw wrong("a number in its shortest form", "a longer one");
        }
        return value;
      }
    }
    throw wrong("a number of at most 10 bytes", "an eleventh");
  }

  /// A variable-length integer of either sign.
  public long zigzag() {
    long n = varint();
    return n >>> 1 ^ -(n & 1);
  }

  /// The same, if it fits an `int`.
  public int zigzag32() {
    long n = zigzag();
    if (n != (int) n) {
      throw wrong("a number of 32 bits", Long.toString(n));
    }
    return (int) n;
  }

  /// A count of things that take at least `bytesEach` bytes each, so that no count can ask for more
  /// memory than the bytes that are there.
  public int count(int bytesEach) {
    long n = varint();
    if (n < 0 || n > remaining() / bytesEach) {
      throw wrong("at most " + remaining() / bytesEach + " elements", Long.toUnsignedString(n));
    }
    return (int) n;
  }

  /// The 32 bytes of a digest.
  public Digest digest() {
    need(Digest.BYTES);
    Digest d = Digest.read(bytes, at);
    at += Digest.BYTES;
    return d;
  }

  /// Text.
  public String text() {
    int length = count(1);
    int stop = at + length;
    if (plain(stop)) {
      String out = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      at = stop;
      return out;
    }
    char[] units = new char[length];
    int n = 0;
    while (at < stop) {
      units[n++] = unit(stop);
    }
    return new String(units, 0, n);
  }

  /// Whether all characters up to `stop` are below 128.
  private boolean plain(int stop) {
    int i = at;
    for (; i + Long.BYTES <= stop; i += Long.BYTES) {
      if (((long) ByteSink.LONG_LE.get(bytes, i) & HIGH_BITS) != 0) {
        return false;
      }
    }
    while (i < stop && bytes[i] >= 0) {
      i++;
    }
    return i == stop;
  }

  private char unit(int stop) {
    int first = bytes[at++] & 0xff;
    if (first < 0x80) {
      return (char) first;
    }
    if (first >= 0xc2 && first < 0xe0) {
      return (char) ((first & 0x1f) << 6 | continuation(stop));
    }
    if (first >= 0xe0 && first < 0xf0) {
      int c = (first & 0x0f) << 12 | continuation(stop) << 6 | continuation(stop);
      if (c >= 0x800) {
        return (char) c;
      }
    }
    throw wrong("text", "byte " + first);
  }

  private int continuation(int stop) {
    if (at < stop && (bytes[at] & 0xc0) == 0x80) {
      return bytes[at++] & 0x3f;
    }
    throw wrong("a continuation of a character", at < stop ? "byte " + (bytes[at] & 0xff) : "end");
  }

  private void need(int n) {
    if (n > end - at) {
      throw wrong(n + " more bytes", remaining() + "");
    }
  }

  private CodecException wrong(String expected, String found) {
    return new CodecException("byte " + at + ": expected " + expected + ", found " + found);
  }
}
