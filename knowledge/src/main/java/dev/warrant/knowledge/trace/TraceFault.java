package dev.warrant.knowledge.trace;

/// The trace cannot be written or read, or is not what was written: says which file, where, what
/// was found and what was expected.
public final class TraceFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TraceFault(String message) {
    super(message);
  }

  TraceFault(String message, Throwable cause) {
    super(message, cause);
  }
}
