package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One condition of a body, as written.
public sealed interface Literal {
  /// Where it is written.
  Place at();

  /// An atom holds, or does not.
  record Holds(boolean negated, Atom atom) implements Literal {
    @Override
    public Place at() {
      return atom.at();
    }
  }

  /// Two terms compare so.
  record Compare(Comparison op, Term left, Term right, Place at) implements Literal {}

  /// A built-in predicate such as `:match_cons`.
  record Builtin(boolean negated, String name, List<Term> args, Place at) implements Literal {
    /// Keeps a copy.
    public Builtin {
      args = List.copyOf(args);
    }
  }

  /// An atom holds somewhere in a window, or all through it.
  ///
  /// @param always all through it
  /// @param future the window lies ahead of the anchor
  /// @param near distance of the nearer end
  /// @param far distance of the further end
  /// @param anchor the instant it is measured from; null for `now`
  record Window(
      boolean negated,
      boolean always,
      boolean future,
      Term near,
      Term far,
      @Nullable Term anchor,
      Atom atom)
      implements Literal {
    @Override
    public Place at() {
      return atom.at();
    }
  }
}
