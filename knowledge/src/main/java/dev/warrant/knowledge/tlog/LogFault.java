package dev.warrant.knowledge.tlog;

/// The log cannot be kept, read or continued: says what was found, what was expected and where.
public final class LogFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What went wrong.
  public enum Kind {
    /// The disk does not take it or give it; trying again may help.
    DISK,
    /// A key, checkpoint, proof or tile is not in its form.
    FORM,
    /// What was signed before and what is there now cannot both be true; nothing is signed any
    /// more.
    FORK
  }

  LogFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  LogFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }

  static LogFault form(String what, String found, String expected) {
    return new LogFault(Kind.FORM, what + ": found " + found + ", expected " + expected);
  }
}
