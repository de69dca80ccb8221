package dev.warrant.rules.limit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One limit as its author wrote it: a single comparison over measures that every order it binds
/// must satisfy.
///
/// @param number place in the guard's order (by layer, then id), from 1
/// @param says sentence with `{measure}`, `{lhs}`, `{rhs}` and `{distance}` holes; parameters
///   already stand in it as written, and a hole may say how it is shown, as `{lhs:money:-4}`
/// @param text the requirement as written, in FEEL
/// @param when the condition under which it binds; [Cond.Always] if none
/// @param require the comparison
/// @param parameters exact values by name, in the scale of the unit they are compared with
/// @param owner who may change it
/// @param file where it was read, as `file:line`
public record Limit(
    int number,
    String id,
    Layer layer,
    Binds binds,
    String says,
    String text,
    Cond when,
    Cond.Compare require,
    SortedMap<String, Expr.Num> parameters,
    String owner,
    String file) {
  public Limit {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }
}
