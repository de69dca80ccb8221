package dev.warrant.sim.trial;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyReading;
import java.util.List;

/// One question to the guard, with what every limit says of it by its exact reading.
///
/// @param code the guard's answer
/// @param readings of all limits, in the guard's order
/// @param measures as the guard saw them
public record Asked(int code, List<Reading> readings, Measures measures) {
  public Asked {
    readings = List.copyOf(readings);
  }

  static Asked of(int code, long[] slots, PolicyReading reading) {
    Slots copy = new Slots(slots.clone());
    return new Asked(code, reading.all(copy), copy);
  }

  /// Limits that refuse, in the guard's order.
  public List<String> refusing() {
    return readings.stream().filter(r -> !r.admits()).map(r -> r.limit().id()).toList();
  }

  /// Whether guard and exact reading say the same.
  boolean agrees() {
    Reading first = readings.stream().filter(r -> !r.admits()).findFirst().orElse(null);
    int expected =
        switch (first) {
          case null -> 0;
          case Reading.NotBinding _ -> 0;
          case Reading.Absent a -> -(1 + a.measure().ordinal());
          case Reading.OutOfRange o -> -(1 + o.measure().ordinal());
          case Reading.NoRow n -> n.limit().number();
          case Reading.Judged j -> j.limit().number();
        };
    // Numbers above the policy's limits are the warrant's own rows, which no policy states.
    return code == expected || expected == 0 && code > readings.size();
  }

  /// The slots of one instrument, kept as they were.
  private static final class Slots implements Measures {
    private final long[] slots;

    Slots(long[] slots) {
      this.slots = slots;
    }

    @Override
    public boolean present(MeasureId measure) {
      return MeasureBoard.present(slots, measure);
    }

    @Override
    public long value(MeasureId measure) {
      return slots[MeasureBoard.slot(measure)];
    }
  }
}
