package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What others wrote shows on a terminal and does nothing there.
final class VisibleTest {
  /// Through the stream in pieces of this many bytes, and byte by byte with 0.
  private static String shown(String text, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Visible visible = new Visible(out)) {
      for (int i = 0; i < bytes.length; i += Math.max(1, piece)) {
        if (piece == 0) {
          visible.write(bytes[i]);
        } else {
          visible.write(bytes, i, Math.min(piece, bytes.length - i));
        }
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String shown(String text) throws IOException {
    String whole = shown(text, Integer.MAX_VALUE);
    for (int piece = 0; piece < 8; piece++) {
      assertThat(shown(text, piece)).as("pieces of %d", piece).isEqualTo(whole);
    }
    return whole;
  }

  @Test
  void whatMovesColoursOrHidesIsShownByItsNumber() throws IOException {
    assertThat(shown("tampered\u001b[2K\rverified")).isEqualTo("tampered\\x1b[2K\\x0dverified");
    assertThat(shown("a\u009b31mb\u007f\u0000\u0008")).isEqualTo("a\\x9b31mb\\x7f\\x00\\x08");
    assertThat(shown("SELL \u202eYUB\u202c \u2066x\u2069\u200f"))
        .isEqualTo("SELL \\u202eYUB\\u202c \\u2066x\\u2069\\u200f");
  }

  @Test
  void everyOtherCharacterStaysAsItIs() throws IOException {
    String plain =
        "Maybe …\n\tå ü ¢  — “x” → ≤ 交易 🙂 \u200b\u2065\u206a\u20ac"; // their neighbours too
    assertThat(shown(plain)).isEqualTo(plain);
    StringBuilder all = new StringBuilder();
    IntStream.range(0xA0, 0x30FF).filter(c -> !turns(c)).forEach(all::appendCodePoint);
    assertThat(shown(all.toString())).isEqualTo(all.toString());
  }

  private static boolean turns(int code) {
    return Arrays.asList(0x200E, 0x200F).contains(code)
        || code >= 0x202A && code <= 0x202E
        || code >= 0x2066 && code <= 0x2069;
  }

  /// Bytes that are no UTF-8 come out as they went in, but for the control characters among them.
  @Test
  void brokenCharactersHideNothing() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Visible visible = new Visible(out)) {
      visible.write(
          new byte[] {(byte) 0xC2, 0x1b, (byte) 0xE2, (byte) 0x80, 0x1b, (byte) 0xE2, 'a'});
    }
    assertThat(out.toByteArray())
        .isEqualTo(
            new byte[] {
              (byte) 0xC2,
              '\\',
              'x',
              '1',
              'b',
              (byte) 0xE2,
              (byte) 0x80,
              '\\',
              'x',
              '1',
              'b',
              (byte) 0xE2,
              'a'
            });
  }
}
