package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A note after C2SP signed-note: a text and signatures, none of them believed yet.
record SignedNote(String text, List<Line> lines) {
  private static final int BYTES_MAX = 1 << 20;
  private static final int LINES_MAX = 100;
  private static final String MARK = "— ";

  /// One signature, by whomever.
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
  record Line(String name, int id, byte[] signature) {}

  /// Reads one from a file.
  static SignedNote read(Path file) throws IOException, Unfit {
    return parse(Bounded.beginning(file, BYTES_MAX + 1));
  }

  static SignedNote parse(byte[] bytes) throws Unfit {
    if (bytes.length > BYTES_MAX) {
      throw new Unfit("a note of more than " + BYTES_MAX + " bytes");
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new Unfit("a note that is not UTF-8");
    }
  }

  static SignedNote parse(String note) throws Unfit {
    int split = note.lastIndexOf("\n\n");
    boolean odd = note.chars().anyMatch(c -> c < ' ' && c != '\n');
    if (split < 0 || odd || !note.endsWith("\n")) {
      throw new Unfit("no signed note");
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(split + 2).split("\n")) {
      lines.add(line(line));
    }
    if (lines.size() > LINES_MAX) {
      throw new Unfit("a note with " + lines.size() + " signatures");
    }
    return new SignedNote(note.substring(0, split + 1), List.copyOf(lines));
  }

  private static Line line(String line) throws Unfit {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(MARK) || space <= MARK.length()) {
      throw new Unfit("\"" + line + "\" is no signature line");
    }
    byte[] all = TrustedKey.base64(line.substring(space + 1));
    if (all.length <= Integer.BYTES) {
      throw new Unfit("a signature of " + all.length + " bytes");
    }
    return new Line(
        line.substring(MARK.length(), space),
        ByteBuffer.wrap(all).getInt(),
        Arrays.copyOfRange(all, Integer.BYTES, all.length));
  }
}
