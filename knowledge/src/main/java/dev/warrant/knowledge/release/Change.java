package dev.warrant.knowledge.release;

import java.util.Locale;

/// What kind of change a proposal is.
public enum Change {
  /// A new version of the packs.
  RELEASE,
  /// Back to a version that was live, proved again for today's instruments.
  ROLLBACK,
  /// An expiring difference from the live version; always two people, and the same proof.
  OVERRIDE;

  /// In lower case, as it is written.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Change parse(String word) {
    for (Change c : values()) {
      if (c.text().equals(word)) {
        return c;
      }
    }
    throw new ReleaseException(
        "change-unknown",
        "\"" + SshWire.printable(word) + "\" as a change",
        "release, rollback or override");
  }
}
