package dev.warrant.knowledge.unit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 digest as four big-endian words, so that equality and ordering need no array.
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
  /// All zero bits: the digest of nothing, used as the start of a chain.
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// Number of bytes in a digest.
  public static final int BYTES = 32;

  /// The SHA-256 digest of `bytes`.
  public static Digest sha256(byte[] bytes) {
    return read(newSha256().digest(bytes), 0);
  }

  /// The SHA-256 digest of the UTF-8 bytes of `text`.
  public static Digest sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A fresh SHA-256 engine.
  ///
  /// @throws IllegalStateException if the JVM has no SHA-256, which no conforming JVM lacks
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /// The digest whose 32 bytes start at `offset`.
  public static Digest read(byte[] bytes, int offset) {
    return new Digest(
        word(bytes, offset),
        word(bytes, offset + 8),
        word(bytes, offset + 16),
        word(bytes, offset + 24));
  }

  /// The digest written as 64 hexadecimal digits.
  ///
  /// @throws IllegalArgumentException if `hex` is not 64 hexadecimal digits
  public static Digest parse(String hex) {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("a digest has 64 hexadecimal digits, found " + hex);
    }
    return read(HexFormat.of().parseHex(hex), 0);
  }

  /// The 32 bytes, big-endian.
  public byte[] bytes() {
    byte[] out = new byte[BYTES];
    write(out, 0);
    return out;
  }

  /// Writes the 32 bytes at `offset`.
  public void write(byte[] out, int offset) {
    put(out, offset, a);
    put(out, offset + 8, b);
    put(out, offset + 16, c);
    put(out, offset + 24, d);
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /// The first twelve hexadecimal digits, for people.
  public String brief() {
    return hex().substring(0, 12);
  }

  @Override
  public int compareTo(Digest o) {
    int r = Long.compareUnsigned(a, o.a);
    if (r == 0) {
      r = Long.compareUnsigned(b, o.b);
    }
    if (r == 0) {
      r = Long.compareUnsigned(c, o.c);
    }
    return r == 0 ? Long.compareUnsigned(d, o.d) : r;
  }

  @Override
  public String toString() {
    return hex();
  }

  private static long word(byte[] in, int at) {
    return (long) LONG_BE.get(in, at);
  }

  private static void put(byte[] out, int at, long v) {
    LONG_BE.set(out, at, v);
  }
}
