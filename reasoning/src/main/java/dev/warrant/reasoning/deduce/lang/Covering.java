package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which facts cover a window without a hole.
public final class Covering {
  private Covering() {}

  /// Whether the condition holds.
  public static boolean holds(Cover c, SortedMap<String, Value> values, FactSource facts) {
    return covers(c, values, matching(c, values, facts.facts(c.predicate()))) != c.negated();
  }

  /// The facts that count: they match, were known, and touch the window; earliest first.
  public static List<Fact> matching(Cover c, SortedMap<String, Value> values, List<Fact> facts) {
    Value known = value(c.known(), values);
    Value low = value(c.low(), values);
    Value high = value(c.high(), values);
    List<Fact> out = new ArrayList<>();
    for (Fact f : facts) {
      TreeMap<String, Value> inner = new TreeMap<>(values);
      int from = c.args().size();
      boolean counts =
          Valuation.match(c.args(), f.values(), inner)
              && (f.values().size() == from + 2 || f.values().get(from + 2).compareTo(known) <= 0)
              && f.values().get(from).compareTo(high) <= 0
              && f.values().get(from + 1).compareTo(low) >= 0;
      if (counts) {
        out.add(f);
      }
    }
    out.sort((a, b) -> a.values().get(c.args().size()).compareTo(b.values().get(c.args().size())));
    return out;
  }

  /// Whether these facts, in order of their beginnings, leave no hole in the window.
  public static boolean covers(Cover c, SortedMap<String, Value> values, List<Fact> facts) {
    BigDecimal need = Value.decimal(value(c.low(), values));
    BigDecimal high = Value.decimal(value(c.high(), values));
    for (Fact f : facts) {
      BigDecimal from = Value.decimal(f.values().get(c.args().size()));
      BigDecimal to = Value.decimal(f.values().get(c.args().size() + 1));
      if (from.compareTo(need) > 0) {
        return false;
      }
      need = need.max(to.add(BigDecimal.ONE));
      if (need.compareTo(high) > 0) {
        return true;
      }
    }
    return false;
  }

  private static Value value(Term term, SortedMap<String, Value> values) {
    return Objects.requireNonNull(Valuation.of(term, values));
  }
}
