package dev.warrant.reasoning.strategy;

/// A theory that cannot be used. The message says where (`file:line`), what was found and what was
/// expected.
public final class TheoryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A refusal with its full message.
  public TheoryRefused(String message) {
    super(message);
  }
}
