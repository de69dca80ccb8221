package dev.warrant.knowledge.journal;

/// The journal cannot do what it was asked; the desk must stop increasing exposure, and halt when
/// the kind is [Kind#SYNC].
public final class JournalFault extends RuntimeException {
  /// What failed.
  public enum Kind {
    /// No room or no permission to write. Nothing was appended; the same call may work later.
    WRITE,
    /// The disk did not confirm. What it holds is unknown; this writer accepts nothing any more.
    SYNC,
    /// Another writer has the folder.
    LOCKED,
    /// The record does not fit a segment.
    TOO_LARGE,
    /// The writer was closed.
    CLOSED,
    /// What was settled cannot be read back, or is not there.
    READ
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  JournalFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  JournalFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /// The same fault met again by a later call.
  JournalFault again() {
    return new JournalFault(kind, String.valueOf(getMessage()), this);
  }

  /// What failed.
  public Kind kind() {
    return kind;
  }
}
