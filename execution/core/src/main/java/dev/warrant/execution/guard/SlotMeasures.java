package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Measures;

/// The slots of one instrument as the limits' exact reading sees them.
public final class SlotMeasures implements Measures {
  private final long[] slots;

  /// @param slots of one instrument, read as they are when asked
  public SlotMeasures(long[] slots) {
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
