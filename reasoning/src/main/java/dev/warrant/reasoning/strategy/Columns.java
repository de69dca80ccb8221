package dev.warrant.reasoning.strategy;

import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What stands in each place of a fact of [Vocabulary].
///
/// @param kind what it is
/// @param type for a name, the type of fact it names; else empty
/// @param atoms for one of a few atoms, which; else empty
/// @param low least number; likewise `high`
record Columns(Kind kind, String type, List<String> atoms, long low, long high) {
  /// What may stand in a place.
  enum Kind {
    INSTRUMENT,
    NUMBER,
    NAME,
    ATOM,
    ANY
  }

  private static final long MANY = 1_000_000_000_000_000_000L;
  private static final Map<String, List<Columns>> FACTS = new TreeMap<>();

  static {
    put("quote/6", instrument(), from(1), from(0), from(1), from(0), from(1));
    put("feature/5", instrument(), name("Feature"), any(), number(0, 6), number(0, 100));
    put("belief/4", instrument(), atoms(Regime.values()), number(0, 1_000_000), from(0));
    put("pattern/3", instrument(), name("Pattern"), any());
    put("feed/3", instrument(), atoms(FeedState.values()), from(-1));
    put("position/4", instrument(), any(), from(0), from(0));
    put("account/4", any(), any(), any(), any());
    put("working/3", instrument(), free(), from(0));
    put("measure/3", instrument(), name("Measure"), any());
    put("mode/1", atoms(Mode.values()));
    put("derived/4", instrument(), name("Derived"), any(), free());
    put("fee/3", instrument(), any(), any());
  }

  private static void put(String fact, Columns... columns) {
    FACTS.put(fact, List.of(columns));
  }

  private static Columns instrument() {
    return new Columns(Kind.INSTRUMENT, "", List.of(), 0, 0);
  }

  private static Columns free() {
    return new Columns(Kind.ANY, "", List.of(), 0, 0);
  }

  private static Columns any() {
    return number(-MANY, MANY);
  }

  private static Columns from(long low) {
    return number(low, MANY);
  }

  private static Columns number(long low, long high) {
    return new Columns(Kind.NUMBER, "", List.of(), low, high);
  }

  private static Columns name(String type) {
    return new Columns(Kind.NAME, type, List.of(), 0, 0);
  }

  private static Columns atoms(Enum<?>... constants) {
    List<String> names = new ArrayList<>();
    Arrays.stream(constants).forEach(c -> names.add(c.name().toLowerCase(Locale.ROOT)));
    return new Columns(Kind.ATOM, "", names, 0, names.size() - 1L);
  }

  /// The places of a fact, by name and arity.
  static List<Columns> of(String indicator) {
    return FACTS.getOrDefault(indicator, List.of());
  }

  /// Whether a cut holds at most one such fact for an instrument and a name.
  static boolean single(String indicator) {
    return !List.of("derived/4", "working/3").contains(indicator);
  }
}
