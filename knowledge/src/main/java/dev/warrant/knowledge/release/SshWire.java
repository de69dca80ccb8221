package dev.warrant.knowledge.release;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The wire encoding of SSH (RFC 4251 §5): big-endian `uint32`, and strings as length and bytes.
public final class SshWire {
  private final byte[] bytes;
  private final String what;
  private int at;

  /// Reads `bytes`.
  ///
  /// @param what names them in errors
  public SshWire(byte[] bytes, String what) {
    this.bytes = bytes.clone();
    this.what = what;
  }

  /// As many bytes as asked for.
  ///
  /// @throws ReleaseException if there are fewer
  public byte[] raw(int n) {
    if (n < 0 || n > bytes.length - at) {
      throw new ReleaseException(
          "ssh-short", what + " with " + (bytes.length - at) + " bytes left", n + " more bytes");
    }
    at += n;
    return Arrays.copyOfRange(bytes, at - n, at);
  }

  /// Four bytes, big-endian.
  public int uint32() {
    return ByteBuffer.wrap(raw(4)).getInt();
  }

  /// A string of bytes.
  public byte[] string() {
    return raw(uint32());
  }

  /// A string that must be exactly this one.
  public void expect(String expected) {
    String found = new String(string(), StandardCharsets.UTF_8);
    if (!found.equals(expected)) {
      throw new ReleaseException(
          "ssh-field", what + " with \"" + printable(found) + "\"", "\"" + expected + "\"");
    }
  }

  /// Fails unless all was read.
  public void finish() {
    if (at != bytes.length) {
      throw new ReleaseException(
          "ssh-long", what + " with " + (bytes.length - at) + " bytes after its end", "its end");
    }
  }

  /// What `text` shows when it may hold anything.
  static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(80).forEach(c -> out.appendCodePoint(c < 0x20 || c > 0x7e ? '?' : c));
    return out.toString();
  }

  /// Appends a string of bytes.
  public static void string(ByteArrayOutputStream to, byte[] bytes) {
    to.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    to.writeBytes(bytes);
  }

  /// Appends a string of ASCII text.
  public static void string(ByteArrayOutputStream to, String text) {
    string(to, text.getBytes(StandardCharsets.US_ASCII));
  }
}
