package dev.warrant.perception.pattern;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// What patterns are matched against: flat events of integers. Prices are ticks, `…Centi` counts
/// hundredths of a tick.
public sealed interface PatternEvent {
  /// The book changed and is in sequence.
  ///
  /// @param spreadCenti spread
  /// @param normalCenti its median over two minutes, 0 if unknown
  /// @param changes levels in the message
  record Book(
      int instrument,
      @Ticks long bid,
      @Ticks long ask,
      long spreadCenti,
      long normalCenti,
      int changes)
      implements PatternEvent {}

  /// A trade.
  ///
  /// @param sell 1 if the taker sold, else 0
  record Trade(int instrument, @Ticks long price, @Lots long lots, int sell)
      implements PatternEvent {}

  /// A second ended.
  ///
  /// @param ageMicros age of the book, -1 if there is none in sequence
  /// @param midCenti mid, 0 without a usable book
  /// @param noiseCenti standard deviation of one-second mid changes, 0 if unknown
  /// @param changes book levels changed in this second
  /// @param trades trades in this second
  record Pulse(
      int instrument, long ageMicros, long midCenti, long noiseCenti, long changes, long trades)
      implements PatternEvent {}
}
