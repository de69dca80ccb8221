package dev.warrant.rules.text;

/// Thrown where the text of a pack cannot be used; nothing of the pack is loaded then.
public final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RuleError error;

  /// Wraps `error`, whose text becomes the message.
  public RuleException(RuleError error) {
    super(error.text());
    this.error = error;
  }

  /// What is wrong, where.
  public RuleError error() {
    return error;
  }
}
