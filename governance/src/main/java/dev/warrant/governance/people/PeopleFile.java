package dev.warrant.governance.people;

import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.unit.Digest;

/// `people.txt`: who counts, for reading and for review of changes. It follows from the log and
/// decides nothing; one that says something else than the log is an error.
public final class PeopleFile {
  /// Its name in the release folder.
  public static final String NAME = "people.txt";

  private PeopleFile() {}

  /// First words of the file after a record.
  public static String head(long number, Digest head) {
    return "# People after record " + number + " " + head.hex() + "\n";
  }

  /// The whole file.
  public static String text(Roster roster, long number, Digest head) {
    StringBuilder out = new StringBuilder(head(number, head));
    out.append("# Follows from the signed statements in log/; do not edit.\n");
    for (Person p : roster.people()) {
      out.append("- name: ").append(p.name()).append('\n');
      out.append("  roles: ").append(PersonLine.text(p.roles())).append('\n');
      out.append("  keys:\n");
      p.keys().forEach(k -> key(out, k));
    }
    return out.toString();
  }

  private static void key(StringBuilder out, HeldKey k) {
    out.append("  - key: ").append(k.key().text()).append('\n');
    out.append("    fingerprint: ").append(k.key().fingerprint()).append('\n');
    out.append("    from: ").append(k.from()).append('\n');
    if (k.demo()) {
      out.append("    demo: not independent, simulator only\n");
    }
    HeldKey.Revoked revoked = k.revoked();
    if (revoked != null) {
      out.append("    revoked: ").append(revoked.at()).append(", ").append(revoked.why());
      out.append('\n');
    }
  }
}
