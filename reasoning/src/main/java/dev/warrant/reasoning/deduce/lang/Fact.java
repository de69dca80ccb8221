package dev.warrant.reasoning.deduce.lang;

import java.util.List;
import java.util.stream.Collectors;

/// A ground atom.
///
/// @param values its arguments, columns of time last
/// @param times how many of them are columns of time: 0, 2 (from, to) or 3 (and when it was seen)
public record Fact(String predicate, List<Value> values, int times) implements Comparable<Fact> {
  /// Keeps a copy.
  public Fact {
    values = List.copyOf(values);
  }

  /// The arguments without the columns of time.
  public List<Value> args() {
    return values.subList(0, values.size() - times);
  }

  /// Predicate first, then the values from left to right.
  @Override
  public int compareTo(Fact other) {
    int p = predicate.compareTo(other.predicate);
    if (p != 0) {
      return p;
    }
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      int c = values.get(i).compareTo(other.values.get(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(values.size(), other.values.size());
  }

  /// As a clause would write it, without the dot.
  @Override
  public String toString() {
    String inside = args().stream().map(Value::toString).collect(Collectors.joining(", "));
    String when =
        times == 0
            ? ""
            : values.subList(values.size() - times, values.size()).stream()
                .map(Times::bound)
                .collect(Collectors.joining(", ", "@[", "]"));
    return predicate + "(" + inside + ")" + when;
  }
}
