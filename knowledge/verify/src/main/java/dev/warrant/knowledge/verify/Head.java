package dev.warrant.knowledge.verify;

import java.util.List;

/// A checkpoint after C2SP tlog-checkpoint that the log's key was found to have signed.
///
/// @param source where it was read
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
record Head(String source, long size, byte[] root, SignedNote note) {
  /// Its extension lines.
  List<String> extensions() {
    List<String> lines = List.of(note.text().split("\n", -1));
    return lines.subList(3, lines.size() - 1);
  }

  /// Reads a checkpoint of this origin that the key signed.
  static Head of(String source, SignedNote note, String origin, TrustedKey key) throws Unfit {
    String[] lines = note.text().split("\n", -1);
    if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new Unfit("no checkpoint");
    }
    byte[] root = TrustedKey.base64(lines[2]);
    if (root.length != Hashes.BYTES) {
      throw new Unfit("a root of " + root.length + " bytes");
    }
    if (!lines[0].equals(origin)) {
      throw new Unfit("a checkpoint of \"" + lines[0] + "\", expected \"" + origin + "\"");
    }
    if (!key.signed(note)) {
      throw new Unfit("a checkpoint that " + key.name() + " did not sign");
    }
    return new Head(source, Long.parseLong(lines[1]), root, note);
  }
}
