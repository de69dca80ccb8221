package dev.warrant.perception.pattern;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;

/// A pattern file that cannot be used: where, what was found, and advice on a line of its own.
public final class PatternException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient RuleError error;

  PatternException(String file, int line, String found, String advice) {
    super(file + ":" + line + ": " + found + "\nMaybe " + advice);
    error =
        new RuleError(
            "pattern-refused",
            new Place(file, line, 1),
            found,
            "a statement that can be loaded",
            advice);
  }

  /// The same as an error of a rule file.
  public RuleError error() {
    return error;
  }
}
