package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The catalogue of measures by name.
public final class MeasureNames {
  private static final Map<String, MeasureId> BY_NAME = new TreeMap<>();

  static {
    Arrays.stream(MeasureId.values()).forEach(id -> BY_NAME.put(id.text(), id));
  }

  private MeasureNames() {}

  /// The measure of this name, or null.
  public static @Nullable MeasureId find(String name) {
    return BY_NAME.get(name);
  }

  /// All names, sorted.
  public static List<String> all() {
    return List.copyOf(BY_NAME.keySet());
  }
}
