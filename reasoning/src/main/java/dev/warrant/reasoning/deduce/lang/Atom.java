package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A predicate applied to terms, as written.
///
/// @param when its annotation `@…`, or null
public record Atom(String predicate, List<Term> args, @Nullable When when, Place at) {
  /// Keeps a copy.
  public Atom {
    args = List.copyOf(args);
  }

  /// When an atom holds.
  ///
  /// @param whole whether it is one term for the whole interval, as in `@T`
  /// @param terms that term; or the instant; or from and to; or from, to and when it was seen
  public record When(boolean whole, List<Term> terms) {
    /// Keeps a copy.
    public When {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return whole ? "@" + terms.getFirst() : "@" + terms;
    }
  }

  @Override
  public String toString() {
    String inside = args.stream().map(Term::toString).collect(Collectors.joining(", "));
    return predicate + "(" + inside + ")" + (when == null ? "" : when);
  }
}
