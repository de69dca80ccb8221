package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;

/// A function or comparison that has no result for its values; whoever knows the place adds it.
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String expected;
  private final String maybe;

  /// What was found, what was expected, and advice or nothing.
  public ValueException(String found, String expected, String maybe) {
    super("found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
    this.maybe = maybe;
  }

  /// As an error at `place`.
  public RuleException at(Place place) {
    return new RuleError("deduce-value", place, found, expected, maybe).thrown();
  }
}
