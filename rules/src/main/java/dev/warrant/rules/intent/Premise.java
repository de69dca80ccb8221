package dev.warrant.rules.intent;

import dev.warrant.rules.text.Place;
import java.util.List;

/// A pattern on the left side of a rule.
///
/// @param kind whether there must be such a fact
/// @param type simple name of the fact's type
/// @param fact the variable the fact is bound to; empty if to none
/// @param tests all of which it must pass
public record Premise(Kind kind, String type, String fact, List<Test> tests, Place place) {
  /// Whether facts are matched, asked for, or must not be.
  public enum Kind {
    /// There is one, and each that there is makes a match of its own.
    HAS,
    /// There is at least one.
    EXISTS,
    /// There is none.
    LACKS
  }

  /// A constraint: a component bound to a variable, a condition, or both.
  ///
  /// @param bound the variable; empty if there is none
  /// @param field the component bound to it
  /// @param holds what must hold; true if it only binds
  public record Test(String bound, String field, Formula holds, Place place) {}

  public Premise {
    tests = List.copyOf(tests);
  }
}
