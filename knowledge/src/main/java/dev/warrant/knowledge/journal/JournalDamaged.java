package dev.warrant.knowledge.journal;

import java.nio.file.Path;

/// A journal is not what was written: names the first bad place, what was found there and what was
/// expected.
public final class JournalDamaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final long seq;

  JournalDamaged(Path file, long offset, long seq, String problem, String advice) {
    super(
        file
            + " at byte "
            + offset
            + ", after sequence number "
            + seq
            + ": "
            + problem
            + "\nMaybe "
            + advice);
    this.file = file.toString();
    this.offset = offset;
    this.seq = seq;
  }

  /// The damaged segment.
  public String file() {
    return file;
  }

  /// First bad byte, or the start of the first bad record.
  public long offset() {
    return offset;
  }

  /// The last input read before the damage; 0 if none.
  public long seq() {
    return seq;
  }
}
