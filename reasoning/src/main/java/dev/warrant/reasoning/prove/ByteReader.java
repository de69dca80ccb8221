package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;

/// Big-endian numbers, one after the other, from part of an array.
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private final String place;
  private int at;

  ByteReader(byte[] bytes, int from, int end, String place) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.place = place;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  int u1() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u2() {
    return u1() << 8 | u1();
  }

  int s4() {
    return u2() << 16 | u2();
  }

  long s8() {
    return (long) s4() << 32 | s4() & 0xFFFF_FFFFL;
  }

  /// A length, which must lie inside.
  int length() {
    int n = s4();
    need(n);
    return n;
  }

  /// A reader of the next `n` bytes, which are passed over.
  ByteReader part(int n, String of) {
    need(n);
    at += n;
    return new ByteReader(bytes, at - n, at, of);
  }

  /// Characters below 128, one byte each.
  String ascii(int n) {
    need(n);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < n; i++) {
      int c = u1();
      if (c == 0 || c >= 128) {
        throw new Refusal(Reason.CONSTANT_POOL, place, "a name with the byte " + c);
      }
      out.append((char) c);
    }
    return out.toString();
  }

  /// Nothing may be left.
  void done() {
    if (at != end) {
      throw new Refusal(Reason.LENGTH, place, end - at + " bytes too many");
    }
  }

  private void need(int n) {
    if (n < 0 || n > end - at) {
      throw new Refusal(Reason.LENGTH, place, "ends at byte " + end + ", " + n + " more expected");
    }
  }
}
