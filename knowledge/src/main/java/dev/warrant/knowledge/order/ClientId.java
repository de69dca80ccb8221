package dev.warrant.knowledge.order;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The desk's id of an order: recovery epoch, warrant and ordinal, as at most 32 alphanumerics, so
/// that every id that may exist can be listed after a crash.
///
/// @param purpose `W` under a warrant, `X` under the exit warrant, `S` protective stop
/// @param warrant the warrant's id; the instrument's index for `X` and `S`
public record ClientId(char purpose, int epoch, long warrant, int ordinal) {
  private static final int LENGTH = 22;
  private static final int BASE = 36;

  /// `purpose`, then epoch, warrant and ordinal in base 36, padded to fixed width.
  public String text() {
    byte[] out = new byte[LENGTH];
    out[0] = (byte) purpose;
    pad(out, 1, 6, epoch);
    pad(out, 6, 16, warrant);
    pad(out, 16, LENGTH, ordinal);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  /// Reads [#text] back.
  ///
  /// @throws IllegalArgumentException if the text is no id of ours
  public static ClientId parse(String text) {
    if (!isOurs(text)) {
      throw new IllegalArgumentException("not a client id of this desk: \"" + text + "\"");
    }
    return new ClientId(
        text.charAt(0),
        Integer.parseInt(text.substring(1, 6), 36),
        Long.parseLong(text.substring(6, 16), 36),
        Integer.parseInt(text.substring(16, 22), 36));
  }

  /// Whether the text has the form of a desk's id.
  public static boolean isOurs(String text) {
    if (text.length() != LENGTH || "WXS".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static void pad(byte[] out, int from, int to, long n) {
    long rest = n;
    int at = to;
    for (; at > from && rest != 0; rest /= BASE) {
      int digit = (int) (rest % BASE);
      out[--at] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
    Arrays.fill(out, from, at, (byte) '0');
    if (n < 0 || rest != 0) {
      throw new IllegalArgumentException(n + " does not fit " + (to - from) + " base-36 digits");
    }
  }
}
