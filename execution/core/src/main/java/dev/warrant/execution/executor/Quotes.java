package dev.warrant.execution.executor;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// The best prices as the executor reads them; the desk puts perception behind it. No call
/// allocates.
public interface Quotes {
  /// Whether the book is in sequence, fresh and not crossed; prices mean nothing otherwise.
  boolean usable(int instrument);

  /// Best bid.
  @Ticks
  long bid(int instrument);

  /// Lots at the best bid.
  @Lots
  long bidLots(int instrument);

  /// Best ask.
  @Ticks
  long ask(int instrument);

  /// Lots at the best ask.
  @Lots
  long askLots(int instrument);

  /// Size-weighted mid in hundredths of a tick.
  long micropriceCentiTicks(int instrument);

  /// Mark price rounded to the tick; 0 if there is none.
  @Ticks
  long markTicks(int instrument);
}
