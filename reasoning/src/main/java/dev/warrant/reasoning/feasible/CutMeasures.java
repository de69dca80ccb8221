package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Measures;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The measures of a cut, by instrument. A measure of the whole desk stands for every instrument
/// that has none of its own.
public final class CutMeasures {
  private static final int WHOLE_DESK = -1;
  private static final Map<String, MeasureId> BY_NAME = new TreeMap<>();

  static {
    for (MeasureId id : MeasureId.values()) {
      BY_NAME.put(id.text(), id);
    }
  }

  private final Map<Integer, Map<MeasureId, Long>> byInstrument = new TreeMap<>();

  private CutMeasures() {}

  /// Takes the measures out of `facts`.
  ///
  /// @throws IllegalArgumentException if a measure's name is not in the catalogue
  public static CutMeasures of(List<Fact> facts) {
    CutMeasures out = new CutMeasures();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Measure m) {
        MeasureId id = BY_NAME.get(m.name());
        if (id == null) {
          throw new IllegalArgumentException("no measure is called \"" + m.name() + "\"");
        }
        out.map(m.instrument()).put(id, m.value());
      }
    }
    return out;
  }

  private Map<MeasureId, Long> map(int instrument) {
    return byInstrument.computeIfAbsent(instrument, _ -> new EnumMap<>(MeasureId.class));
  }

  /// The measures of one instrument.
  public Measures of(int instrument) {
    Map<MeasureId, Long> all = all(instrument);
    return new Measures() {
      @Override
      public boolean present(MeasureId measure) {
        return all.containsKey(measure);
      }

      @Override
      public long value(MeasureId measure) {
        Long value = all.get(measure);
        if (value == null) {
          throw new IllegalArgumentException(measure.text() + " is absent");
        }
        return value;
      }
    };
  }

  /// Every measure of one instrument that has a value.
  Map<MeasureId, Long> all(int instrument) {
    Map<MeasureId, Long> all = new EnumMap<>(MeasureId.class);
    all.putAll(byInstrument.getOrDefault(WHOLE_DESK, Collections.emptyMap()));
    all.putAll(byInstrument.getOrDefault(instrument, Collections.emptyMap()));
    return all;
  }
}
