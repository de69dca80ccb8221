package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;

/// The measures of one order on one instrument, as a limit reads them.
public interface Measures {
  /// Whether the measure has a value; without one every limit that reads it refuses.
  boolean present(MeasureId measure);

  /// The value in the measure's own unit; only asked for when [#present].
  long value(MeasureId measure);
}
