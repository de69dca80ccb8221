package dev.warrant.knowledge.release;

/// How the orders a policy admits compare with those of another.
public enum Verdict {
  EQUIVALENT,
  TIGHTER,
  LOOSER,
  INCOMPARABLE,
  /// Not proved; counts as looser.
  UNKNOWN;

  /// Whether one person may decide.
  public boolean noLooser() {
    return this == EQUIVALENT || this == TIGHTER;
  }

  /// The verdict of a word.
  ///
  /// @throws ReleaseException if there is no such verdict
  public static Verdict parse(String word) {
    for (Verdict v : values()) {
      if (v.name().equals(word)) {
        return v;
      }
    }
    throw new ReleaseException(
        "verdict-unknown",
        "\"" + SshWire.printable(word) + "\" as a verdict",
        "EQUIVALENT, TIGHTER, LOOSER, INCOMPARABLE or UNKNOWN");
  }
}
