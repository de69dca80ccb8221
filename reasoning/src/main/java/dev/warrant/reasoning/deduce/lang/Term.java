package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A term as written: variable, constant or function call.
public sealed interface Term {
  /// The variable that stands for the instant of evaluation.
  String NOW = "now";

  /// The variable that matches anything and is never the same twice.
  String WILD = "_";

  /// Where it is written.
  Place at();

  /// A variable; {@link #WILD} and {@link #NOW} are special.
  record Var(String name, Place at) implements Term {
    /// Whether this is `_`.
    public boolean wild() {
      return name.equals(WILD);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// A constant.
  record Const(Value value, Place at) implements Term {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /// A function applied to terms. Lists, maps and structs in brackets are calls too.
  record Call(String function, List<Term> args, Place at) implements Term {
    /// Keeps a copy.
    public Call {
      args = List.copyOf(args);
    }

    @Override
    public String toString() {
      return args.stream()
          .map(Term::toString)
          .collect(Collectors.joining(", ", function + "(", ")"));
    }
  }

  /// Tells `seen` every named variable of this term but `now`, left to right.
  default void variables(Consumer<Var> seen) {
    switch (this) {
      case Var v -> {
        if (!v.wild() && !v.name.equals(NOW)) {
          seen.accept(v);
        }
      }
      case Const c -> {}
      case Call c -> c.args.forEach(a -> a.variables(seen));
    }
  }
}
