package dev.warrant.reasoning.session;

/// Rule texts that do not compile or are not allowed. The message says where (`file:line`), what
/// was found and what was expected.
public final class RulesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A refusal with its full message.
  public RulesRefused(String message) {
    super(message);
  }
}
