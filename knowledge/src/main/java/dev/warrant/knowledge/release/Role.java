package dev.warrant.knowledge.release;

import java.util.Locale;

/// What a person may do.
public enum Role {
  /// Writes limits; approves, tightens, freezes.
  RISK,
  /// Writes strategies and may propose; approves nothing.
  TRADER,
  /// Runs desks: activates what was approved, freezes.
  OPERATOR,
  /// Reads everything.
  AUDITOR,
  /// Signs the restricted list of the day; approves nothing.
  COMPLIANCE;

  /// In lower case, as people write it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of a word.
  ///
  /// @throws ReleaseException if there is no such role
  public static Role parse(String word) {
    for (Role role : values()) {
      if (role.text().equals(word)) {
        return role;
      }
    }
    throw new ReleaseException(
        "role-unknown",
        "\"" + SshWire.printable(word) + "\" as a role",
        "risk, trader, operator, auditor or compliance",
        word.equals("admin") ? "risk: nobody stands above two people of risk" : "");
  }
}
