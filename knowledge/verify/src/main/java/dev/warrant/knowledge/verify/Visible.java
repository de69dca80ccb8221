package dev.warrant.knowledge.verify;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A stream to a terminal on which text that others wrote (a venue, a forger of a log) only shows:
/// what would move the cursor, colour, hide or reverse appears by its number, as `\x1b`. These are
/// the control characters but for line feed and tab (ISO 6429, C0, DEL and C1) and those that turn
/// the direction of text (Unicode Standard Annex 9, "explicit directional").
///
/// It takes UTF-8, of which ASCII is a part.
public final class Visible extends FilterOutputStream {
  private static final int C1_LEAD = 0xC2;
  private static final int PUNCTUATION_LEAD = 0xE2;

  /// Bytes of a character that may have to be shown by its number.
  private final byte[] held = new byte[2];

  private int holding;

  /// @param out to where it goes
  public Visible(OutputStream out) {
    super(out);
  }

  /// From now on standard output and errors are such streams.
  public static void install() {
    System.setOut(new Over(System.out));
    System.setErr(new Over(System.err));
  }

  /// The stream below one of these, for what is drawn on purpose; any other is returned as it is.
  public static PrintStream below(PrintStream stream) {
    return stream instanceof Over over ? over.raw : stream;
  }

  private static final class Over extends PrintStream {
    private final PrintStream raw;

    Over(PrintStream raw) {
      super(new Visible(raw), false, raw.charset());
      this.raw = raw;
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int done = from;
    for (int i = from; i < from + length; i++) {
      int b = bytes[i] & 0xFF;
      if (holding > 0 || b == C1_LEAD || b == PUNCTUATION_LEAD || control(b)) {
        out.write(bytes, done, i - done);
        write(b);
        done = i + 1;
      }
    }
    out.write(bytes, done, from + length - done);
  }

  @Override
  public void write(int value) throws IOException {
    int b = value & 0xFF;
    if (holding == 1 && first() == PUNCTUATION_LEAD && (b == 0x80 || b == 0x81)) {
      hold(b);
      return;
    }
    if (holding > 0) {
      character(b);
    } else if (b == C1_LEAD || b == PUNCTUATION_LEAD) {
      hold(b);
    } else if (control(b)) {
      number("\\x%02x", b);
    } else {
      out.write(b);
    }
  }

  /// The last byte of a character that was held back.
  private void character(int last) throws IOException {
    int code = first() == C1_LEAD ? last : 0x2000 | (held[1] & 0x3F) << 6 | last & 0x3F;
    boolean whole = (last & 0xC0) == 0x80;
    int count = holding;
    holding = 0;
    if (whole && count == 1 && first() == C1_LEAD && code < 0xA0) {
      number("\\x%02x", code);
    } else if (whole && count == 2 && turns(code)) {
      number("\\u%04x", code);
    } else {
      out.write(held, 0, count);
      if (whole) {
        out.write(last);
      } else {
        write(last);
      }
    }
  }

  private int first() {
    return held[0] & 0xFF;
  }

  private void hold(int b) {
    held[holding++] = (byte) b;
  }

  private static boolean control(int b) {
    return b < ' ' && b != '\n' && b != '\t' || b == 0x7F;
  }

  private static boolean turns(int code) {
    return code == 0x200E
        || code == 0x200F
        || code >= 0x202A && code <= 0x202E
        || code >= 0x2066 && code <= 0x2069;
  }

  private void number(String format, int code) throws IOException {
    out.write(String.format(Locale.ROOT, format, code).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
