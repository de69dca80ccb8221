package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.rules.limit.Rational;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Facts out of a solver's answer, and the words for them.
final class Facts {
  private static final long PRICE = 1_000_000;

  private final World world;
  private final Scripts.Answer answer;

  Facts(World world, Scripts.Answer answer) {
    this.world = world;
    this.answer = answer;
  }

  /// The facts that are there, in canonical order.
  List<Fact> all() {
    List<Fact> out = new ArrayList<>();
    for (World.Place place : world.places()) {
      if (there(place)) {
        out.add(fact(place));
      }
    }
    out.sort(FactOrder.CANONICAL.thenComparing(Canon::text));
    return out;
  }

  private boolean there(World.Place place) {
    return answer.truths().getOrDefault(place.prefix() + "?", false);
  }

  private Fact fact(World.Place place) {
    List<RecordComponent> parts = Shapes.components(place.type());
    Object[] values = new Object[parts.size()];
    Class<?>[] types = new Class<?>[parts.size()];
    for (int i = 0; i < values.length; i++) {
      types[i] = parts.get(i).getType();
      values[i] = value(place, parts.get(i));
    }
    try {
      return (Fact) Shapes.record(place.type()).getConstructor(types).newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("a fact of type " + place.type() + " cannot be made", e);
    }
  }

  private Object value(World.Place place, RecordComponent part) {
    Class<?> type = part.getType();
    String unknown = place.prefix() + "." + part.getName();
    if (part.getName().equals("instrument")) {
      return Shapes.deskWide(place.type()) ? -1 : 0;
    }
    if (type == String.class) {
      return place.name();
    }
    if (type == Digest.class) {
      return Digest.sha256("no model");
    }
    if (type == boolean.class) {
      return answer.truths().getOrDefault(unknown, false);
    }
    Rational said = answer.numbers().get(unknown);
    if (type.isEnum()) {
      return type.getEnumConstants()[said == null ? 0 : said.numerator().intValueExact()];
    }
    long whole = said == null ? free(place, part.getName()) : said.numerator().longValueExact();
    return type == int.class ? (Object) Math.toIntExact(whole) : (Object) whole;
  }

  /// A value of what no rule asks for.
  private static long free(World.Place place, String component) {
    if (place.type().equals("Quote") && !component.endsWith("Lots")) {
      return component.equals("bid") ? PRICE : component.equals("ask") ? PRICE + 1 : 100 * PRICE;
    }
    Shapes.Span span = Shapes.span(place.type(), component);
    return BigInteger.ZERO.max(span.low()).min(span.high()).longValueExact();
  }

  /// `Belief regime CALM, probabilityPpm 400000; Feature ofi value 0`, as far as rules ask.
  String words() {
    List<String> out = new ArrayList<>();
    for (World.Place place : world.places()) {
      if (there(place)) {
        String name = place.name().isEmpty() ? "" : " " + place.name();
        out.add(place.type() + name + components(place));
      }
    }
    return out.isEmpty() ? "no facts at all" : String.join("; ", out);
  }

  private String components(World.Place place) {
    List<String> out = new ArrayList<>();
    for (RecordComponent part : Shapes.components(place.type())) {
      String unknown = place.prefix() + "." + part.getName();
      if (answer.numbers().containsKey(unknown) || answer.truths().containsKey(unknown)) {
        out.add(" " + part.getName() + " " + value(place, part));
      }
    }
    return String.join(",", out);
  }
}
