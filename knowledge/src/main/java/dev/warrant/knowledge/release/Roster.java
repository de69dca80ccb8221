package dev.warrant.knowledge.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who counts, at one moment. Made from a verified log of people, never by hand where it decides.
///
/// @param people in order of name
public record Roster(List<Person> people) {
  /// A key and its holder.
  public record Holder(Person person, HeldKey held) {}

  public Roster {
    people = List.copyOf(people);
  }

  /// The holder of a key, revoked or not; null if nobody ever held it.
  public @Nullable Holder holder(VerifyKey key) {
    for (Person person : people) {
      for (HeldKey held : person.keys()) {
        if (held.key().equals(key)) {
          return new Holder(person, held);
        }
      }
    }
    return null;
  }

  /// The person of a name, or null.
  public @Nullable Person person(String name) {
    return people.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /// How many people with a key in force have this role.
  public long active(Role role) {
    return people.stream().filter(p -> p.is(role) && p.active()).count();
  }
}
