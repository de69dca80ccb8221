package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The head of a log: how many leaves, and the root over them (C2SP tlog-checkpoint). Signed, it is
/// the text of a [Note].
///
/// @param origin which log
/// @param extensions further lines, none of them empty; ours have none
public record Checkpoint(String origin, long size, Digest root, List<String> extensions) {
  private static final int LINES_MIN = 3;

  public Checkpoint {
    extensions = List.copyOf(extensions);
    boolean odd =
        origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0 || extensions.contains("");
    if (odd) {
      throw LogFault.form("checkpoint", "origin \"" + origin + "\", size " + size, "both");
    }
  }

  /// A checkpoint without extensions.
  public static Checkpoint of(String origin, long size, Digest root) {
    return new Checkpoint(origin, size, root, List.of());
  }

  /// The text that is signed.
  public String text() {
    StringBuilder out = new StringBuilder(origin).append('\n').append(size).append('\n');
    out.append(Base64.getEncoder().encodeToString(root.bytes())).append('\n');
    extensions.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /// Reads the text of a checkpoint.
  ///
  /// @throws LogFault if it is none
  public static Checkpoint parse(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (!lines.removeLast().isEmpty() || lines.size() < LINES_MIN) {
      throw LogFault.form("checkpoint", lines.size() + " lines", "origin, size and root");
    }
    byte[] root = Note.base64(lines.get(2));
    if (root.length != Digest.BYTES) {
      throw LogFault.form("checkpoint", root.length + " bytes of root", "32");
    }
    return new Checkpoint(
        lines.get(0),
        number(lines.get(1)),
        Digest.read(root, 0),
        lines.subList(LINES_MIN, lines.size()));
  }

  /// A decimal number without leading zeros.
  static long number(String text) {
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw LogFault.form("checkpoint", "\"" + text + "\"", "a number");
    }
    return Long.parseLong(text);
  }
}
