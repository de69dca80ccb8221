package dev.warrant.knowledge.codec;

/// Bytes that are not the canonical form of any value, or a value that has none. The message says
/// what was found, what was expected and at which byte.
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An error with its message.
  public CodecException(String message) {
    super(message);
  }

  /// An error that a value's own checks raised.
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
