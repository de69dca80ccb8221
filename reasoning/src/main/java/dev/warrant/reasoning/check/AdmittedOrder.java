package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// An order as the guard sees it, and what the compiled guard answered.
///
/// @param measures every measure that has a value, in the measure's own unit
/// @param fill quantities of the theorem, in base units
/// @param answer of the guard; 0 if it admits
public record AdmittedOrder(
    SortedMap<MeasureId, Long> measures, SortedMap<String, Rational> fill, int answer) {
  public AdmittedOrder {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    fill = Collections.unmodifiableSortedMap(new TreeMap<>(fill));
  }

  static AdmittedOrder of(long[] slots, SortedMap<String, Rational> fill, int answer) {
    SortedMap<MeasureId, Long> measures = new TreeMap<>();
    for (MeasureId id : MeasureId.values()) {
      if ((slots[id.ordinal() >> 6] >>> (id.ordinal() & 63) & 1) != 0) {
        measures.put(id, slots[Layout.index(id)]);
      }
    }
    return new AdmittedOrder(measures, fill, answer);
  }

  /// Whether the guard let it pass.
  public boolean admitted() {
    return answer == 0;
  }

  /// `measure = value` of those in `which`, with units, then the quantities of the fill.
  public List<String> lines(Set<MeasureId> which) {
    List<String> out = new ArrayList<>();
    measures.forEach((id, value) -> {
      if (which.contains(id)) {
        out.add(id.text() + " = " + LimitSays.exact(id, value));
      }
    });
    fill.forEach((name, value) -> out.add(name + " = " + value));
    return out;
  }

  /// The order as a scenario: the guard is given these measures.
  ///
  /// @param id lower-case words joined by `-`
  /// @param expect `admitted`, or `refused by: ` and the limit
  public String scenario(String id, String says, String expect) {
    StringBuilder out = new StringBuilder("kind: vector\n");
    out.append("id: ").append(id).append('\n');
    out.append("says: '").append(says.replace("'", "''")).append("'\n");
    out.append("given:\n");
    measures.forEach((measure, value) ->
        out.append("  ")
            .append(measure.text())
            .append(": \"")
            .append(value)
            .append("\" # ")
            .append(LimitSays.exact(measure, value))
            .append('\n'));
    return out.append("expect: ").append(expect).append('\n').toString();
  }
}
