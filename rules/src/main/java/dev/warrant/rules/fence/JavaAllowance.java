package dev.warrant.rules.fence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What byte code made of rules may name.
///
/// @param packages prefixes of class names, such as `dev/warrant/knowledge/fact/`, all members of
///   which are allowed
/// @param never names of members that are allowed nowhere but in the classes' own code
/// @param members allowed member names by class; `*` for all; an empty set allows the name of the
///   class but none of its members
public record JavaAllowance(
    List<String> packages, Set<String> never, SortedMap<String, Set<String>> members) {
  public JavaAllowance {
    packages = List.copyOf(packages);
    never = Collections.unmodifiableSet(new TreeSet<>(never));
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /// Whether the class may be named.
  boolean names(String type) {
    return members.containsKey(type) || packages.stream().anyMatch(type::startsWith);
  }

  /// Whether the member may be named.
  boolean allows(String owner, String member) {
    if (never.contains(member)) {
      return false;
    }
    Set<String> some = members.get(owner);
    if (some != null) {
      return some.contains("*") || some.contains(member);
    }
    return packages.stream().anyMatch(owner::startsWith);
  }

  /// Collects an allowance.
  static final class Builder {
    private final List<String> packages = new ArrayList<>();
    private final Set<String> never = new TreeSet<>();
    private final SortedMap<String, Set<String>> members = new TreeMap<>();

    /// Allows everything in a package.
    Builder inside(String prefix) {
      packages.add(prefix);
      return this;
    }

    /// Allows a class and these members of it.
    Builder type(String name, String... allowed) {
      members.put(name, new TreeSet<>(List.of(allowed)));
      return this;
    }

    /// Allows these members in no class, whatever else is said.
    Builder never(String... names) {
      never.addAll(List.of(names));
      return this;
    }

    JavaAllowance build() {
      return new JavaAllowance(packages, never, members);
    }
  }
}
