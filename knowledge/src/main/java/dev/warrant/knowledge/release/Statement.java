package dev.warrant.knowledge.release;

import dev.warrant.knowledge.unit.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What one person says, as lines of text that can be read before they are signed: a head, and then
/// what the kind of statement asks for. The text is canonical: one statement has one text, and a
/// text that differs in a single byte is another statement or none.
///
/// ```
/// warrant statement 1
/// kind: approve
/// number: 7
/// previous: 3f0a…
/// at: 2026-11-20T13:04:50Z
/// by: alice
/// …
/// ```
///
/// @param number its place in the log, from 1
/// @param previous digest of the record before, [Digest#ZERO] for the first: who signs this signs
///   the whole history before it
/// @param at when it was made, in whole seconds
/// @param by whose statement it is
public record Statement(
    String kind, long number, Digest previous, Instant at, String by, List<Line> lines) {
  /// One line.
  public record Line(String name, String value) {
    public Line {
      check("name of a line", name, name.matches("[a-z][a-z-]{0,30}"));
      check("value of " + name, value, readable(value));
    }
  }

  private static final String HEAD = "warrant statement 1";
  private static final int LINES_MAX = 200;
  private static final int VALUE_MAX = 2_000;
  private static final String PERSON = "[a-z][a-z0-9.-]{0,39}";

  public Statement {
    lines = List.copyOf(lines);
    check("kind", kind, kind.matches("[a-z]{1,20}"));
    check("name of a person", by, isName(by));
    check("time", at.toString(), at.equals(at.truncatedTo(ChronoUnit.SECONDS)) && sane(at));
    check("number", Long.toString(number), number > 0);
    check("number of lines", Integer.toString(lines.size()), lines.size() <= LINES_MAX);
  }

  /// Whether this can be the name of a person: lower-case letters, digits, dots and dashes.
  public static boolean isName(String text) {
    return text.matches(PERSON);
  }

  /// Reads a statement.
  ///
  /// @throws ReleaseException if these are not the bytes of one
  public static Statement parse(byte[] utf8) {
    String text = decode(utf8);
    String[] parts = text.split("\n", -1);
    if (parts.length < 7 || !parts[0].equals(HEAD) || !parts[parts.length - 1].isEmpty()) {
      throw new ReleaseException(
          "statement-form",
          "\"" + SshWire.printable(parts[0]) + "\"",
          "\"" + HEAD + "\" and lines \"name: value\"");
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < parts.length - 1; i++) {
      int colon = parts[i].indexOf(": ");
      if (colon < 0) {
        throw new ReleaseException(
            "statement-form",
            "line " + (i + 1) + ": \"" + SshWire.printable(parts[i]) + "\"",
            "\"name: value\"");
      }
      lines.add(new Line(parts[i].substring(0, colon), parts[i].substring(colon + 2)));
    }
    Statement out = read(lines);
    if (!out.text().equals(text)) {
      throw new ReleaseException(
          "statement-form", "a statement in another form", "the form it is written in");
    }
    return out;
  }

  /// Its canonical text.
  public String text() {
    StringBuilder out = new StringBuilder(HEAD).append('\n');
    line(out, "kind", kind);
    line(out, "number", Long.toString(number));
    line(out, "previous", previous.hex());
    line(out, "at", at.toString());
    line(out, "by", by);
    lines.forEach(l -> line(out, l.name(), l.value()));
    return out.toString();
  }

  /// The bytes that are signed.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /// The value of the one line of this name.
  ///
  /// @throws ReleaseException if there is none, or more than one
  public String value(String name) {
    List<String> found = values(name);
    if (found.size() != 1) {
      throw new ReleaseException(
          "statement-line",
          found.size() + " lines \"" + name + "\" in " + kind + " " + number,
          "one");
    }
    return found.getFirst();
  }

  /// The values of all lines of this name, in order.
  public List<String> values(String name) {
    return lines.stream().filter(l -> l.name().equals(name)).map(Line::value).toList();
  }

  /// The digest in the one line of this name.
  public Digest digest(String name) {
    return digest(name, value(name));
  }

  /// Fails unless every line's name is one of these.
  public void only(List<String> names) {
    TreeSet<String> known = new TreeSet<>(names);
    for (Line line : lines) {
      if (!known.contains(line.name())) {
        throw new ReleaseException(
            "statement-line",
            "a line \"" + line.name() + "\" in " + kind + " " + number,
            "one of " + String.join(", ", names));
      }
    }
  }

  static Digest digest(String name, String value) {
    try {
      Digest out = Digest.parse(value);
      if (out.hex().equals(value)) {
        return out;
      }
    } catch (IllegalArgumentException e) {
      // Told below, the same way as capitals.
    }
    throw new ReleaseException(
        "statement-value", "\"" + value + "\" as " + name, "64 hexadecimal digits in lower case");
  }

  /// The time in a line, in whole seconds as statements carry it.
  ///
  /// @throws ReleaseException if it is none
  public static Instant time(String name, String value) {
    try {
      Instant out = Instant.parse(value);
      if (out.toString().equals(value) && sane(out)) {
        return out;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new ReleaseException(
        "statement-value", "\"" + value + "\" as " + name, "a time such as 2026-11-20T13:04:50Z");
  }

  private static Statement read(List<Line> lines) {
    List<String> head = List.of("kind", "number", "previous", "at", "by");
    for (int i = 0; i < head.size(); i++) {
      if (!lines.get(i).name().equals(head.get(i))) {
        throw new ReleaseException(
            "statement-form", "\"" + lines.get(i).name() + "\"", "\"" + head.get(i) + "\"");
      }
    }
    String number = lines.get(1).value();
    check("number", number, number.matches("[1-9][0-9]{0,8}"));
    return new Statement(
        lines.get(0).value(),
        Long.parseLong(number),
        digest("previous", lines.get(2).value()),
        time("at", lines.get(3).value()),
        lines.get(4).value(),
        lines.subList(head.size(), lines.size()));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new ReleaseException("statement-form", "bytes that are no text", "UTF-8");
    }
  }

  /// Years of four digits, so that text and order agree.
  private static boolean sane(Instant at) {
    return at.getEpochSecond() >= 0 && at.getEpochSecond() < 253_402_300_800L;
  }

  /// Text that shows what it says: no control or format characters, which can reorder or hide what
  /// a signer reads, and no halves of characters.
  private static boolean readable(String value) {
    return !value.isEmpty()
        && value.length() <= VALUE_MAX
        && value.strip().equals(value)
        && value.codePoints().allMatch(Statement::shows);
  }

  private static boolean shows(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private static void check(String what, String found, boolean fine) {
    if (!fine) {
      throw new ReleaseException(
          "statement-value",
          "\"" + SshWire.printable(found) + "\" as " + what,
          what.contains("person")
              ? "lower-case letters, digits, dots and dashes"
              : "one line of printable text, at most " + VALUE_MAX + " characters");
    }
  }
}
