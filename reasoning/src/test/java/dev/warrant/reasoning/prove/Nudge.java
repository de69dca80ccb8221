package dev.warrant.reasoning.prove;

import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import java.util.TreeMap;

/// Limits like another one, but for a detail.
final class Nudge {
  private Nudge() {}

  /// Every parameter a tenth higher or lower.
  static Limit parameters(Limit l, boolean up) {
    TreeMap<String, Expr.Num> moved = new TreeMap<>();
    l.parameters()
        .forEach((name, value) ->
            moved.put(
                name, new Expr.Num(value.numerator() * (up ? 11 : 9), value.denominator() * 10)));
    return new Limit(
        l.number(),
        l.id(),
        l.layer(),
        l.binds(),
        l.says(),
        l.text(),
        l.when(),
        l.require(),
        moved,
        l.owner(),
        l.file());
  }
}
