package dev.warrant.knowledge.fact;

/// Where measures are written; a measure never written, or taken back, is absent, and absence
/// refuses.
public interface MeasureSink {
  /// Sets a measure of one instrument.
  void set(int instrument, MeasureId measure, long value);

  /// Marks a measure as absent.
  void absent(int instrument, MeasureId measure);
}
