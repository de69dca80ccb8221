package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.codec.Kind;

/// What a single record proves about records before it.
final class Marks {
  private Marks() {}

  /// Whether the whole record at `at` says that something after `seq` and its first `ordinal`
  /// conclusions was already on disk.
  static boolean covers(byte[] b, int at, long seq, int ordinal) {
    if (b[at + R_CLASS] == CLASS_CLOSE) {
      return Bytes.getLong(b, at + R_SEQ) >= seq;
    }
    if (b[at + R_CLASS] != CLASS_INPUT
        || b[at + R_KIND] != Kind.DURABLE.tag()
        || Bytes.getInt(b, at + R_LENGTH) != RECORD_BYTES + Long.BYTES) {
      return false;
    }
    long through = Bytes.getLong(b, at + RECORD_BYTES);
    int covered = Bytes.getInt(b, at + R_ORDINAL);
    return through > seq || through == seq && (covered == ORDINAL_UNKNOWN || covered > ordinal);
  }
}
