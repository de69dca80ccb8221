package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Clause;
import dev.warrant.reasoning.deduce.lang.Functions;
import dev.warrant.reasoning.deduce.lang.Groups;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Valuation;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a grouping gives for the rows of one group.
final class GroupValues {
  private GroupValues() {}

  /// Keys and lets.
  static SortedMap<String, Value> of(Rule.Grouping g, List<List<Value>> rows, long now) {
    TreeMap<String, Value> out = new TreeMap<>();
    out.put(Term.NOW, Value.number(now));
    g.keys().forEach(k -> out.put(g.columns().get(k), rows.getFirst().get(k)));
    for (Clause.Let let : g.lets()) {
      out.put(let.variable().name(), let(g, let, rows, out));
    }
    return out;
  }

  private static Value let(
      Rule.Grouping g, Clause.Let let, List<List<Value>> rows, SortedMap<String, Value> known) {
    if (!(let.term() instanceof Term.Call c) || !Functions.reducer(c.function())) {
      return Objects.requireNonNull(Valuation.of(let.term(), known));
    }
    List<Value> values = new ArrayList<>();
    for (List<Value> row : rows) {
      TreeMap<String, Value> at = new TreeMap<>();
      at.put(Term.NOW, Objects.requireNonNull(known.get(Term.NOW)));
      for (int i = 0; i < row.size(); i++) {
        at.put(g.columns().get(i), row.get(i));
      }
      c.args().forEach(a -> values.add(Objects.requireNonNull(Valuation.of(a, at))));
    }
    values.sort(null);
    return Groups.reduce(c.function(), rows.size(), values);
  }
}
