package dev.warrant.knowledge.release;

import java.util.EnumSet;
import java.util.List;

/// Somebody with roles and keys.
///
/// @param roles in order, each once
/// @param keys in the order enrolled; signatures of several keys of one person are one person's
public record Person(String name, List<Role> roles, List<HeldKey> keys) {
  public Person {
    roles = List.copyOf(roles);
    keys = List.copyOf(keys);
    if (!Statement.isName(name)) {
      throw new ReleaseException(
          "person-name",
          "\"" + SshWire.printable(name) + "\"",
          "lower-case letters, digits, dots and dashes");
    }
    if (!List.copyOf(roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles))
        .equals(roles)) {
      throw new ReleaseException("person-roles", roles + " of " + name, "roles in order, once");
    }
  }

  /// Whether the person has this role.
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /// Whether any key of the person counts.
  public boolean active() {
    return keys.stream().anyMatch(HeldKey::inForce);
  }
}
