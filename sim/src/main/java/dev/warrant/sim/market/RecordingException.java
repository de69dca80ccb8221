package dev.warrant.sim.market;

import java.io.Serial;
import java.nio.file.Path;

/// A recording that cannot be used: unreadable, malformed, with a gap, or of the wrong symbol. The
/// message starts with `file:line`; line 0 means the file as a whole.
public final class RecordingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;

  RecordingException(Path file, long line, String what) {
    super(file + (line == 0 ? "" : ":" + line) + ": " + what);
    this.file = file.toString();
    this.line = line;
  }

  RecordingException(Path file, long line, String what, Throwable cause) {
    this(file, line, what);
    initCause(cause);
  }

  /// The file at fault.
  public String file() {
    return file;
  }

  /// The line at fault, from 1, or 0 for the file as a whole.
  public long line() {
    return line;
  }
}
