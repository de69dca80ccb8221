package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks facts of a cut up by instrument and name.
final class FactIndex {
  private final TreeMap<String, Fact> facts = new TreeMap<>();

  FactIndex(List<Fact> all) {
    for (Fact fact : all) {
      facts.put(key(fact.getClass(), fact.instrument(), fact.name()), fact);
    }
  }

  Fact.@Nullable Quote quote(int instrument) {
    return (Fact.Quote) facts.get(key(Fact.Quote.class, instrument, ""));
  }

  Fact.@Nullable Position position(int instrument) {
    return (Fact.Position) facts.get(key(Fact.Position.class, instrument, ""));
  }

  Fact.@Nullable Account account() {
    return (Fact.Account) facts.get(key(Fact.Account.class, -1, ""));
  }

  Fact.@Nullable Measure measure(int instrument, String name) {
    return (Fact.Measure) facts.get(key(Fact.Measure.class, instrument, name));
  }

  private static String key(Class<?> type, int instrument, String name) {
    return type.getSimpleName() + ' ' + instrument + ' ' + name;
  }
}
