package dev.warrant.reasoning.deduce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Terms under given values of variables.
public final class Valuation {
  private Valuation() {}

  /// The value of `term`; null if a variable of it has none.
  ///
  /// @throws ValueException if a function has no value
  public static @Nullable Value of(Term term, SortedMap<String, Value> values) {
    return switch (term) {
      case Term.Const c -> c.value();
      case Term.Var v -> values.get(v.name());
      case Term.Call c -> {
        List<Value> args = all(c.args(), values);
        yield args == null ? null : Functions.apply(c.function(), args);
      }
    };
  }

  /// The values of all terms; null if one has none.
  public static @Nullable List<Value> all(List<Term> terms, SortedMap<String, Value> values) {
    List<Value> out = new ArrayList<>();
    for (Term t : terms) {
      Value v = of(t, values);
      if (v == null) {
        return null;
      }
      out.add(v);
    }
    return out;
  }

  /// Matches arguments with a row, adding values of variables that have none yet.
  ///
  /// @return whether they match; `values` may have grown even if not
  public static boolean match(List<Term> args, List<Value> row, SortedMap<String, Value> values) {
    for (int i = 0; i < args.size(); i++) {
      Value v = row.get(i);
      if (args.get(i) instanceof Term.Var x) {
        if (x.wild()) {
          continue;
        }
        Value before = values.putIfAbsent(x.name(), v);
        if (before != null && !before.equals(v)) {
          return false;
        }
      } else if (!v.equals(of(args.get(i), values))) {
        return false;
      }
    }
    return true;
  }
}
