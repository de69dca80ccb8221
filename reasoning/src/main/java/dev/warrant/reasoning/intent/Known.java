package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.Fact;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The facts of a cut about one instrument and the desk as the numbers rule conditions are over:
/// `Feature.ofi?` is 1 where there is such a fact, `Feature.ofi.value` its value, an enum its
/// place.
public final class Known {
  private Known() {}

  /// Whether the fact with this prefix, such as `Feature.ofi`, is there.
  public static String presence(String prefix) {
    return prefix + "?";
  }

  /// The prefix of a fact's unknowns.
  public static String prefix(Fact fact) {
    String type = fact.getClass().getSimpleName();
    return new World.Place(type, Shapes.named(type) ? fact.name() : "").prefix();
  }

  /// All of them.
  ///
  /// @param instrument whose facts; those of the whole desk are always among them
  public static SortedMap<String, Long> of(List<Fact> facts, int instrument) {
    SortedMap<String, Long> out = new TreeMap<>();
    for (Fact fact : facts) {
      if (fact.instrument() == instrument || fact.instrument() < 0) {
        String prefix = prefix(fact);
        out.put(presence(prefix), 1L);
        for (RecordComponent part : Shapes.components(fact.getClass().getSimpleName())) {
          put(out, prefix + "." + part.getName(), fact, part);
        }
      }
    }
    return out;
  }

  private static void put(
      SortedMap<String, Long> out, String unknown, Fact fact, RecordComponent part) {
    try {
      switch (part.getAccessor().invoke(fact)) {
        case Number n -> out.put(unknown, n.longValue());
        case Boolean b -> out.put(unknown, b ? 1L : 0L);
        case Enum<?> e -> out.put(unknown, (long) e.ordinal());
        default -> {}
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a fact that cannot be read: " + fact, e);
    }
  }
}
