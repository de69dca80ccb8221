package dev.warrant.knowledge.fact;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// A typed, immutable statement, with the sequence number of the input it was last derived from.
///
/// Canonical order of facts is: type as listed in `permits`, then instrument, then name. An
/// instrument of `-1` means the whole desk.
public sealed interface Fact
    permits Fact.Quote,
        Fact.Feature,
        Fact.Belief,
        Fact.Pattern,
        Fact.Feed,
        Fact.Position,
        Fact.Account,
        Fact.Working,
        Fact.Measure,
        Fact.DeskMode,
        Fact.Derived {

  /// Index of the instrument, or `-1` for the whole desk.
  int instrument();

  /// Sequence number of the input this rests on.
  long source();

  /// What tells this fact from others of its type and instrument; empty if nothing is needed.
  default String name() {
    return "";
  }

  /// Best prices now.
  ///
  /// @param micropriceCentiTicks size-weighted mid in hundredths of a tick
  record Quote(
      int instrument,
      long source,
      @Ticks long bid,
      @Lots long bidLots,
      @Ticks long ask,
      @Lots long askLots,
      long micropriceCentiTicks)
      implements Fact {
    /// Spread in ticks.
    public @Ticks long spread() {
      return ask - bid;
    }
  }

  /// A streaming feature, quantised: `value` counts units of 10^-`decimals` of the feature's unit.
  ///
  /// @param readyPercent 100 when warm; a rule must not read `value` before
  record Feature(
      int instrument, long source, String name, long value, int decimals, int readyPercent)
      implements Fact {
    /// Whether the feature is warm.
    public boolean ready() {
      return readyPercent >= 100;
    }
  }

  /// What a model believes.
  ///
  /// @param probabilityPpm calibrated probability of `regime` in parts per million
  record Belief(
      int instrument,
      long source,
      Regime regime,
      long probabilityPpm,
      long sinceNanos,
      Digest model)
      implements Fact {}

  /// An event pattern that matched and is still in force.
  ///
  /// @param value the pattern's own figure, in the unit its declaration states
  record Pattern(
      int instrument, long source, String name, long value, long fromNanos, long untilNanos)
      implements Fact {}

  /// State of the feed of one instrument.
  record Feed(int instrument, long source, FeedState state, long ageMicros) implements Fact {}

  /// Net position and its worst cases, as the ledger holds them.
  record Position(
      int instrument,
      long source,
      @Lots long net,
      @Lots long worstLong,
      @Lots long worstShort,
      @E8 long entryE8,
      @E8 long unrealisedE8,
      boolean stopResting)
      implements Fact {}

  /// Money of the whole account.
  record Account(
      int instrument,
      long source,
      @E8 long equityE8,
      @E8 long peakE8,
      @E8 long dailyLossE8,
      @E8 long freeE8)
      implements Fact {}

  /// A live warrant and what rests under it.
  record Working(int instrument, long source, String name, @Lots long restingLots)
      implements Fact {}

  /// A measure as the guard would read it now.
  record Measure(int instrument, long source, String name, long value) implements Fact {}

  /// The desk's mode.
  record DeskMode(int instrument, long source, Mode mode) implements Fact {}

  /// A fact a rule added: its kind in the strategy's own words and up to three integers.
  record Derived(int instrument, long source, String name, long value, String rule)
      implements Fact {}
}
