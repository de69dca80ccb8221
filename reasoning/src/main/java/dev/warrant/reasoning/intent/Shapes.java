package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Side;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The types of facts: components, and between what numbers the desk keeps each. A number no table
/// bounds is taken to lie within ±10^18; prices, lots and times within 0..10^15.
final class Shapes {
  /// Inclusive.
  record Span(BigInteger low, BigInteger high) {
    static Span of(long low, long high) {
      return new Span(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }
  }

  private static final long MANY = 1_000_000_000_000_000L;
  private static final Span ANY = Span.of(-1000 * MANY, 1000 * MANY);
  private static final Map<String, Class<?>> TYPES = new TreeMap<>();
  private static final Map<String, Class<? extends Enum<?>>> ENUMS = new TreeMap<>();
  private static final Map<String, Span> SPANS = new TreeMap<>();

  static {
    for (Class<?> type : Fact.class.getPermittedSubclasses()) {
      TYPES.put(type.getSimpleName(), type);
    }
    for (Class<? extends Enum<?>> type :
        List.of(FeedState.class, Mode.class, Regime.class, Side.class, Urgency.class)) {
      ENUMS.put(type.getSimpleName(), type);
    }
    span("source", 1, MANY);
    span("Quote.bid", 1, MANY);
    span("Quote.ask", 1, MANY);
    span("Quote.bidLots", 0, MANY);
    span("Quote.askLots", 0, MANY);
    span("Quote.micropriceCentiTicks", 1, 100 * MANY);
    // The quantiser makes anything larger a value that is not ready.
    span("Feature.value", -MANY, MANY);
    span("Feature.decimals", 0, 6);
    span("Feature.readyPercent", 0, 100);
    span("Belief.probabilityPpm", 0, 1_000_000);
    span("Belief.sinceNanos", 0, 4000 * MANY);
    span("Pattern.fromNanos", 0, 4000 * MANY);
    span("Pattern.untilNanos", 0, 4000 * MANY);
    span("Feed.ageMicros", -1, MANY);
    span("Position.net", -MANY, MANY);
    span("Position.worstLong", 0, MANY);
    span("Position.worstShort", 0, MANY);
    span("Working.restingLots", 0, MANY);
  }

  private Shapes() {}

  private static void span(String component, long low, long high) {
    SPANS.put(component, Span.of(low, high));
  }

  /// Whether there is one such fact for the whole desk.
  static boolean deskWide(String type) {
    return type.equals("Account") || type.equals("DeskMode");
  }

  /// Whether there is one such fact for each name.
  static boolean named(String type) {
    return List.of("Feature", "Pattern", "Working", "Measure", "Derived").contains(type);
  }

  static boolean known(String type) {
    return TYPES.containsKey(type);
  }

  static @Nullable Class<? extends Enum<?>> constants(String simpleName) {
    return ENUMS.get(simpleName);
  }

  /// The type of a component, or null if there is none of this name.
  static @Nullable Class<?> component(String type, String name) {
    for (RecordComponent part : record(type).getRecordComponents()) {
      if (part.getName().equals(name)) {
        return part.getType();
      }
    }
    return null;
  }

  static List<RecordComponent> components(String type) {
    return List.of(record(type).getRecordComponents());
  }

  static Class<?> record(String type) {
    Class<?> found = TYPES.get(type);
    if (found == null) {
      throw new IllegalArgumentException("no fact type " + type);
    }
    return found;
  }

  static Span span(String type, String component) {
    Span own = SPANS.get(type + "." + component);
    return own == null ? SPANS.getOrDefault(component, ANY) : own;
  }
}
