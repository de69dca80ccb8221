package dev.warrant.governance.audit;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.MeasureNames;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a guard is recorded to have seen when it admitted or refused an order, and which limits it
/// is stated to have asked.
///
/// @param asked the limits in force
/// @param seen values of the measures they read, in the same order
public record GuardSaw(Derived.LimitsInForce asked, Derived.Seen seen) {
  /// @throws IllegalStateException if there is not one value for each measure
  public GuardSaw {
    if (!fits(asked, seen)) {
      throw new IllegalStateException(
          "%s: %d measures are recorded as seen, expected the %d of the %s limits in force"
              .formatted(
                  seen.clientId(), seen.values().size(), asked.reads().size(), asked.guard()));
    }
  }

  /// Whether there is one value for each measure.
  static boolean fits(Derived.LimitsInForce asked, Derived.Seen seen) {
    int n = asked.reads().size();
    return seen.values().size() == n && seen.present().size() == (n + Long.SIZE - 1) / Long.SIZE;
  }

  /// Which guard is asked about an order of this id: `entry`, or `exit` for exits and stops.
  static String guard(String clientId) {
    return RunPolicies.underWarrant(clientId) ? "entry" : "exit";
  }

  /// The measures that were there.
  ///
  /// @throws IllegalStateException if one is not in the catalogue
  public Map<MeasureId, Long> measures() {
    Map<MeasureId, Long> out = new EnumMap<>(MeasureId.class);
    for (int i = 0; i < asked.reads().size(); i++) {
      if ((seen.present().get(i / Long.SIZE) >>> i & 1) != 0) {
        out.put(measure(asked.reads().get(i).measure()), seen.values().get(i));
      }
    }
    return Collections.unmodifiableMap(out);
  }

  private static MeasureId measure(String name) {
    MeasureId id = MeasureNames.find(name);
    if (id == null) {
      throw new IllegalStateException("the record names " + name + ", which is no measure");
    }
    return id;
  }

  /// The same as a guard reads them.
  public long[] slots() {
    return slots(measures());
  }

  /// Measures as a guard reads them.
  static long[] slots(Map<MeasureId, Long> measures) {
    MeasureBoard board = new MeasureBoard(1);
    measures.forEach((id, value) -> board.set(0, id, value));
    return board.slots(0);
  }
}
