package dev.warrant.sim.market;

import java.io.Serial;
import java.nio.charset.StandardCharsets;

/// Reads JSON tokens from a line of bytes into integers, without objects and without floating
/// point. The byte at the end of the line must be a newline: every loop stops there by itself.
final class LineCursor {
  private static final long[] POW10 = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };
  private static final int MAX_DIGITS = 18;

  private byte[] buf = new byte[] {'\n'};
  private int start;
  private int pos;
  private int end;
  private int textFrom;
  private int textTo;

  /// What made a line unreadable; the reader adds file and line.
  static final class Malformed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  void reset(byte[] bytes, int from, int to) {
    buf = bytes;
    start = from;
    pos = from;
    end = to;
  }

  /// The next byte that is not white space; a newline at the end.
  byte peek() {
    byte c = buf[pos];
    while ((c == ' ' || c == '\t' || c == '\r') && pos < end) {
      c = buf[++pos];
    }
    return c;
  }

  boolean take(char c) {
    if (peek() != c || pos >= end) {
      return false;
    }
    pos++;
    return true;
  }

  void expect(char c) {
    if (!take(c)) {
      throw bad("'" + c + "'");
    }
  }

  void expectEnd() {
    if (peek() != '\n' || pos < end) {
      throw bad("the end of the line");
    }
  }

  /// An unsigned integer.
  long integer() {
    peek();
    long v = 0;
    int digits = 0;
    for (int d = buf[pos] - '0'; d >= 0 && d <= 9; d = buf[++pos] - '0') {
      v = v * 10 + d;
      digits++;
    }
    if (digits == 0 || digits > MAX_DIGITS + 1 || v < 0) {
      throw bad("an integer");
    }
    return v;
  }

  /// A decimal, in quotes or bare, in units of 1e-8.
  long decimalE8() {
    boolean quoted = take('"');
    boolean negative = take('-');
    long v = 0;
    int digits = 0;
    int point = -1;
    while (true) {
      byte c = buf[pos];
      if (c >= '0' && c <= '9') {
        v = v * 10 + (c - '0');
        digits++;
      } else if (c == '.' && point < 0) {
        point = digits;
      } else {
        break;
      }
      pos++;
    }
    int decimals = point < 0 ? 0 : digits - point;
    if (digits == 0 || digits > MAX_DIGITS || decimals > 8) {
      throw bad("a decimal number of at most 8 decimals");
    }
    if (quoted) {
      expect('"');
    }
    long scale = POW10[8 - decimals];
    if (Math.multiplyHigh(v, scale) != 0 || v * scale < 0) {
      throw bad("a decimal number below 9e10");
    }
    return negative ? -(v * scale) : v * scale;
  }

  /// Reads a string; its bytes are then seen by `textIs`, `textLength` and `textAt`.
  void string() {
    expect('"');
    textFrom = pos;
    while (buf[pos] != '"') {
      if (buf[pos] == '\\') {
        pos++;
      }
      if (pos >= end) {
        throw bad("the end of a string");
      }
      pos++;
    }
    textTo = pos++;
  }

  int textLength() {
    return textTo - textFrom;
  }

  byte textAt(int i) {
    return buf[textFrom + i];
  }

  boolean textIs(byte[] ascii) {
    if (textTo - textFrom != ascii.length) {
      return false;
    }
    for (int i = 0; i < ascii.length; i++) {
      if (buf[textFrom + i] != ascii[i]) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return new String(buf, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
  }

  boolean bool() {
    boolean yes = peek() == 't';
    word(yes ? "true" : "false");
    return yes;
  }

  private void word(String w) {
    for (int i = 0; i < w.length(); i++) {
      expect(w.charAt(i));
    }
  }

  /// Skips any value.
  void skip() {
    switch (peek()) {
      case '"' -> string();
      case '{', '[' -> skipNested();
      case 't', 'f' -> bool();
      case 'n' -> word("null");
      default -> {
        take('-');
        integer();
        if (take('.')) {
          integer();
        }
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte c = peek();
      if (c == '"') {
        string();
      } else {
        if (pos >= end) {
          throw bad("'}' or ']'");
        }
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        pos++;
      }
    } while (depth > 0);
  }

  /// An error at this place of the line.
  Malformed bad(String expected) {
    int to = Math.min(end, pos + 24);
    String found = new String(buf, pos, Math.max(0, to - pos), StandardCharsets.UTF_8);
    return new Malformed(
        "found \"" + found + "\" at column " + (pos - start + 1) + ", expected " + expected);
  }
}
