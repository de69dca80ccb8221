package dev.warrant.knowledge.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A text and who signed it (C2SP signed-note): the text, an empty line, and one line for each
/// signature.
///
/// @param text ends with a newline
public record Note(String text, List<Line> lines) {
  /// Longer ones are not read.
  static final int BYTES_MAX = 1 << 20;

  /// More signatures are not read; sixteen have to be.
  static final int LINES_MAX = 100;

  private static final String MARK = "— ";

  /// One signature, by whomever.
  ///
  /// @param name of the key
  /// @param id of the key: not unique, only a hint
  /// @param signature what follows the id
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
  public record Line(String name, int id, byte[] signature) {
    public Line {
      if (!nameFits(name)) {
        throw LogFault.form("note", "key name \"" + name + "\"", "no spaces and no +");
      }
      signature = signature.clone();
    }

    @Override
    public byte[] signature() {
      return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line o
          && name.equals(o.name)
          && id == o.id
          && Arrays.equals(signature, o.signature);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * name.hashCode() + id) + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
      byte[] all = new byte[Integer.BYTES + signature.length];
      ByteBuffer.wrap(all).putInt(id).put(signature);
      return MARK + name + " " + Base64.getEncoder().encodeToString(all);
    }
  }

  public Note {
    if (text.isEmpty() || !text.endsWith("\n")) {
      throw LogFault.form("note", "a text without a newline at its end", "one");
    }
    lines = List.copyOf(lines);
  }

  /// The same note with one more signature.
  public Note with(Line line) {
    List<Line> all = new ArrayList<>(lines);
    all.add(line);
    return new Note(text, all);
  }

  /// The whole note, as it is stored.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(text).append('\n');
    lines.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /// Reads a note; who signed it is still to be checked.
  ///
  /// @throws LogFault if it is none
  public static Note parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw LogFault.form("note", bytes.length + " bytes", "at most " + BYTES_MAX);
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw LogFault.form("note", "bytes that are not UTF-8", "UTF-8");
    }
  }

  /// The same of text.
  public static Note parse(String note) {
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw LogFault.form("note", "a control character", "none but newlines");
    }
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n")) {
      throw LogFault.form("note", "no empty line before signatures", "text, empty line, lines");
    }
    String after = note.substring(split + 2);
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < after.length(); ) {
      int end = after.indexOf('\n', at);
      lines.add(line(after.substring(at, end)));
      at = end + 1;
    }
    if (lines.isEmpty() || lines.size() > LINES_MAX) {
      throw LogFault.form("note", lines.size() + " signatures", "1 to " + LINES_MAX);
    }
    return new Note(note.substring(0, split + 1), lines);
  }

  /// Reads one signature line, without its newline.
  public static Line line(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(MARK) || space < MARK.length()) {
      throw LogFault.form("note", "\"" + line + "\"", MARK + "NAME BASE64");
    }
    byte[] all = base64(line.substring(space + 1));
    if (all.length <= Integer.BYTES) {
      throw LogFault.form("note", all.length + " bytes of signature", "a key id and a signature");
    }
    return new Line(
        line.substring(MARK.length(), space),
        ByteBuffer.wrap(all).getInt(),
        Arrays.copyOfRange(all, Integer.BYTES, all.length));
  }

  /// Bytes of standard base64 in its one canonical form.
  static byte[] base64(String text) {
    try {
      byte[] out = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(out).equals(text)) {
        return out;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other text that is none.
    }
    throw LogFault.form("note", "\"" + text + "\"", "base64");
  }

  /// Whether a key may have this name.
  static boolean nameFits(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(c -> c == '+' || c < ' ' || Character.isSpaceChar(c) || c == 0x85);
  }
}
