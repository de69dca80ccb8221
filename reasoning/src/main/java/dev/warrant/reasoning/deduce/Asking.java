package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Value;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Relations whose rows are given when they are looked up, all rows of one first column at once.
/// Whoever looks finds them as if they had always been there, so nothing that is concluded depends
/// on when they came.
final class Asking {
  private record Asked(String name, TreeSet<Long> codes) {}

  private final TreeMap<Integer, Asked> predicates = new TreeMap<>();
  private final BiConsumer<String, Value> giver;
  private boolean giving;

  Asking(BiConsumer<String, Value> giver) {
    this.giver = giver;
  }

  void add(int predicate, String name) {
    predicates.put(predicate, new Asked(name, new TreeSet<>()));
  }

  /// Whether rows are being given.
  boolean giving() {
    return giving;
  }

  /// Sees to it that the rows with this first column are there.
  void first(Frame f, int predicate, long code) {
    Asked asked = predicates.get(predicate);
    if (asked != null && asked.codes.add(code)) {
      giving = true;
      giver.accept(asked.name, f.interner.value(code));
      giving = false;
      predicates.keySet().forEach(p -> f.end[p] = f.relations[p].size());
    }
  }

  /// Refuses to look at rows whose first column nobody named.
  void any(int predicate) {
    Asked asked = predicates.get(predicate);
    if (asked != null) {
      throw new IllegalStateException(
          "found a look at all rows of "
              + asked.name
              + ", expected one by its first column: its rows are given when they are asked for");
    }
  }

  /// Counts what was given among the given facts.
  void count(int[] given, Relation[] relations) {
    predicates.keySet().forEach(p -> given[p] = relations[p].size());
  }
}
