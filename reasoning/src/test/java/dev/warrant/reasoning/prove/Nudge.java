package dev.warrant.reasoning.prove;

import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Lookup;
import java.util.List;
import java.util.TreeMap;

/// Limits like another one, but for a detail.
final class Nudge {
  private Nudge() {}

  private static Expr.Num moved(Expr.Num value, boolean up) {
    return new Expr.Num(value.numerator() * (up ? 11 : 9), value.denominator() * 10);
  }

  /// Every parameter and every value of a table a tenth higher or lower.
  static Limit parameters(Limit l, boolean up) {
    TreeMap<String, Expr.Num> moved = new TreeMap<>();
    l.parameters().forEach((name, value) -> moved.put(name, moved(value, up)));
    TreeMap<String, Lookup> tables = new TreeMap<>();
    l.tables()
        .forEach((name, one) -> {
          List<Expr.Num> values = one.values().stream().map(v -> moved(v, up)).toList();
          tables.put(name, new Lookup(one.table(), one.output(), values));
        });
    return new Limit(
        l.number(),
        l.id(),
        l.layer(),
        l.binds(),
        l.says(),
        l.shown(),
        l.text(),
        l.when(),
        l.require(),
        moved,
        tables,
        l.owner(),
        l.file());
  }
}
