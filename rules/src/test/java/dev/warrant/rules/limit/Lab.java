package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.Yaml;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// Makes limits from text, and measures from names, for tests.
final class Lab implements Measures {
  private final Map<MeasureId, Long> values = new EnumMap<>(MeasureId.class);

  /// A limit that binds all orders.
  ///
  /// @param parameters `name=value unit`
  static Limit limit(String require, String... parameters) {
    return limit(require, "", parameters);
  }

  static Limit limit(String require, String when, String[] parameters) {
    TreeMap<String, Parameter> map = new TreeMap<>();
    for (String text : parameters) {
      String[] sides = text.split("=", 2);
      String[] value = sides[1].split(" ", 2);
      Place place = new Place("lab.yaml", 3, 1);
      map.put(
          sides[0], Parameter.read(sides[0], value[0], value[1], "-1e9..1e9", "the lab", place));
    }
    return LimitChecker.check(
        new LimitDraft(
            "lab",
            Layer.POSITION,
            Binds.ALL,
            scalar(1, "{lhs} against {rhs}, {distance} too far"),
            scalar(2, require),
            scalar(4, when),
            map,
            new TreeMap<>(),
            "lab",
            "lab.yaml:1"),
        ranges());
  }

  private static Yaml.Scalar scalar(int line, String text) {
    return new Yaml.Scalar(new Place("lab.yaml", line, 11), text, true);
  }

  /// Wide ranges for every measure; those that divide are positive.
  static Map<MeasureId, MeasureRange> ranges() {
    Map<MeasureId, MeasureRange> out = new EnumMap<>(MeasureId.class);
    for (MeasureId id : MeasureId.values()) {
      out.put(id, new MeasureRange(id, -10_000_000_000_000L, 10_000_000_000_000L));
    }
    for (MeasureId id : new MeasureId[] {MeasureId.ACCOUNT_PEAK, MeasureId.MARKET_SPREAD_NORMAL}) {
      out.put(id, new MeasureRange(id, 1, 10_000_000_000_000L));
    }
    return out;
  }

  Lab set(MeasureId id, long value) {
    values.put(id, value);
    return this;
  }

  @Override
  public boolean present(MeasureId measure) {
    return values.containsKey(measure);
  }

  @Override
  public long value(MeasureId measure) {
    Long value = values.get(measure);
    if (value == null) {
      throw new IllegalStateException(measure.text() + " was read although it is absent");
    }
    return value;
  }
}
