package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;

/// One condition of a rule in plain form: annotations and windows have become columns and tests.
/// Arguments of atoms are variables and constants only. Variables that the plain form adds start
/// with {@link #HIDDEN}.
public sealed interface Condition {
  /// First character of variables that nobody wrote.
  char HIDDEN = '~';

  /// First characters of those that stand for a computed value.
  String COMPUTED = "~=";

  /// Whether looking at it can end in an error: a function, or an order of what is no number. Such
  /// a condition waits for all written before it, so that a guard written first guards.
  default boolean canFail() {
    return switch (this) {
      case Match m -> false;
      case Never n -> n.tests.stream().anyMatch(Condition::canFail);
      case Test t -> t.op.ordered() || t.left instanceof Term.Call || t.right instanceof Term.Call;
      case Built b -> true;
      case Cover c -> true;
    };
  }

  /// Whether a variable of a negated atom is its own: a column of time that nobody named.
  static boolean own(Term.Var v) {
    return v.name().charAt(0) == HIDDEN && !v.name().startsWith(COMPUTED);
  }

  /// Where it is written.
  Place at();

  /// Some row of the predicate matches.
  record Match(String predicate, List<Term> args, Place at) implements Condition {
    /// Keeps a copy.
    public Match {
      args = List.copyOf(args);
    }
  }

  /// No row of the predicate matches and passes the tests. Hidden variables in it are its own.
  record Never(String predicate, List<Term> args, List<Test> tests, Place at) implements Condition {
    /// Keeps copies.
    public Never {
      args = List.copyOf(args);
      tests = List.copyOf(tests);
    }
  }

  /// Two terms compare so; an equality with an unbound variable on one side binds it.
  record Test(Comparison op, Term left, Term right, Place at) implements Condition {}

  /// A built-in predicate.
  record Built(boolean negated, String name, List<Term> args, Place at) implements Condition {
    /// Keeps a copy.
    public Built {
      args = List.copyOf(args);
    }
  }

  /// The rows that match cover every instant from `low` to `high` between them. Of a bitemporal
  /// predicate only rows count that were seen by `known`.
  ///
  /// @param args without the columns of time
  record Cover(
      boolean negated, String predicate, List<Term> args, Term low, Term high, Term known, Place at)
      implements Condition {
    /// Keeps a copy.
    public Cover {
      args = List.copyOf(args);
    }
  }
}
