package dev.warrant.perception.pattern;

/// A pattern file that cannot be used: where, what was found, and advice on a line of its own.
public final class PatternException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PatternException(String file, int line, String found, String advice) {
    super(file + ":" + line + ": " + found + "\nMaybe " + advice);
  }
}
