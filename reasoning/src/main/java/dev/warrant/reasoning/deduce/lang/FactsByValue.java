package dev.warrant.reasoning.deduce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The facts of a source by one known argument, so that trying "every fact" need not mean all of
/// them. Fills itself as it is asked.
public final class FactsByValue {
  private record Column(String predicate, int column) implements Comparable<Column> {
    @Override
    public int compareTo(Column other) {
      int p = predicate.compareTo(other.predicate);
      return p != 0 ? p : Integer.compare(column, other.column);
    }
  }

  private final FactSource facts;
  private final TreeMap<Column, TreeMap<Value, List<Fact>>> columns = new TreeMap<>();

  /// An index over `facts`, which must not change.
  public FactsByValue(FactSource facts) {
    this.facts = facts;
  }

  /// Facts of a predicate among which are all that match `args` under `values`; in order.
  public List<Fact> candidates(String predicate, List<Term> args, SortedMap<String, Value> values) {
    for (int i = 0; i < args.size(); i++) {
      Value known = args.get(i) instanceof Term.Call ? null : Valuation.of(args.get(i), values);
      if (known != null) {
        return column(new Column(predicate, i)).getOrDefault(known, List.of());
      }
    }
    return facts.facts(predicate);
  }

  private TreeMap<Value, List<Fact>> column(Column column) {
    return columns.computeIfAbsent(
        column,
        c -> {
          TreeMap<Value, List<Fact>> out = new TreeMap<>();
          for (Fact f : facts.facts(c.predicate)) {
            out.computeIfAbsent(f.values().get(c.column), v -> new ArrayList<>()).add(f);
          }
          return out;
        });
  }
}
