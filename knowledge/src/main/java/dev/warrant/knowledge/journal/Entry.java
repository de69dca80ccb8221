package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Stamped;

/// One verified record of a journal.
public sealed interface Entry {
  /// Sequence number of the input, or of the input that led to the conclusion.
  long seq();

  /// An input.
  record Input(Stamped stamped) implements Entry {
    @Override
    public long seq() {
      return stamped.seq();
    }
  }

  /// A conclusion.
  ///
  /// @param seq sequence number of the input it was drawn at
  /// @param ordinal its place among the conclusions of that input, from 0
  /// @param nanos time of that input
  record Concluded(long seq, int ordinal, long nanos, Derived derived) implements Entry {}
}
