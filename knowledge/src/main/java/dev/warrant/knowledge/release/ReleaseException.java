package dev.warrant.knowledge.release;

/// Thrown where something signed cannot be used: what was found, what was expected, a stable code
/// in brackets, and a line that starts with "Maybe" when there is advice.
public final class ReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /// With advice; `maybe` goes on after the word and may be empty.
  public ReleaseException(String code, String found, String expected, String maybe) {
    super(
        "found "
            + found
            + ", expected "
            + expected
            + " ["
            + code
            + "]"
            + (maybe.isEmpty() ? "" : "\nMaybe " + maybe));
    this.code = code;
  }

  /// Without advice.
  public ReleaseException(String code, String found, String expected) {
    this(code, found, expected, "");
  }

  /// The stable code.
  public String code() {
    return code;
  }
}
