package dev.warrant.reasoning.deduce.lang;

import java.util.function.Consumer;

/// The variables of conditions.
public final class Variables {
  private Variables() {}

  /// Tells `seen` every named variable that `literal` can bind or needs, left to right; those of
  /// negated conditions too.
  public static void of(Literal literal, Consumer<Term.Var> seen) {
    switch (literal) {
      case Literal.Holds h -> of(h.atom(), seen);
      case Literal.Compare c -> {
        c.left().variables(seen);
        c.right().variables(seen);
      }
      case Literal.Builtin b -> b.args().forEach(t -> t.variables(seen));
      case Literal.Window w -> {
        w.near().variables(seen);
        w.far().variables(seen);
        if (w.anchor() != null) {
          w.anchor().variables(seen);
        }
        of(w.atom(), seen);
      }
    }
  }

  /// The same for an atom.
  public static void of(Atom atom, Consumer<Term.Var> seen) {
    atom.args().forEach(t -> t.variables(seen));
    if (atom.when() != null) {
      atom.when().terms().forEach(t -> t.variables(seen));
    }
  }
}
