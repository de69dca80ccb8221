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
/// @param shown how a value of its sides is written, as in the holes: `money:-4`; a count also says
///   of what, as in `count:0:orders`
/// @param text the requirement as written, in FEEL
/// @param when the condition under which it binds; [Cond.Always] if none
/// @param require the comparison
/// @param parameters exact values by name, in the scale of the unit they are compared with
/// @param tables parameters that a decision table gives their value, by name
/// @param owner who may change it
/// @param file where it was read, as `file:line`
public record Limit(
    int number,
    String id,
    Layer layer,
    Binds binds,
    String says,
    String shown,
    String text,
    Cond when,
    Cond.Compare require,
    SortedMap<String, Expr.Num> parameters,
    SortedMap<String, Lookup> tables,
    String owner,
    String file) {
  public Limit {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /// A limit whose sides are plain numbers and that reads no table.
  public Limit(
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
    this(
        number,
        id,
        layer,
        binds,
        says,
        "number:0",
        text,
        when,
        require,
        parameters,
        new TreeMap<>(),
        owner,
        file);
  }

  /// The same at another place in the guard's order.
  public Limit at(int place) {
    return new Limit(
        place, id, layer, binds, says, shown, text, when, require, parameters, tables, owner, file);
  }

  /// Whether it compares quotients, whose whole parts say little: their margins are told in parts
  /// per million of a side's unit.
  public boolean ratio() {
    return require.left() instanceof Expr.Div || require.right() instanceof Expr.Div;
  }
}
