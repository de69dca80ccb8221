package dev.warrant.execution.safety;

import dev.warrant.execution.ledger.Exact;
import dev.warrant.knowledge.event.Derived.ModeChanged;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.E8;
import org.jspecify.annotations.Nullable;

/// Watches the figures that tighten the mode by themselves. The drawdown wire is a last one: the
/// policy's own limits stop increasing orders long before.
public final class Tripwires {
  /// Where the wires hang.
  ///
  /// @param drawdownPpm of the peak, for EMERGENCY
  /// @param rejectsPpm of the last hundred orders, for PAUSE
  /// @param feedNanos how long the feed may be lost, before REDUCE
  public record Marks(long drawdownPpm, long rejectsPpm, long feedNanos) {}

  private final Marks marks;
  private final Modes modes;

  /// Wires that pull at `modes`.
  public Tripwires(Marks marks, Modes modes) {
    this.marks = marks;
    this.modes = modes;
  }

  /// Equity and its peak changed.
  public @Nullable ModeChanged onEquity(@E8 long equityE8, @E8 long peakE8) {
    if (peakE8 <= 0) {
      return null;
    }
    long fallPpm = -Exact.scaled(equityE8 - peakE8, peakE8, 6);
    return fallPpm >= marks.drawdownPpm()
        ? modes.raise(
            Cause.DRAWDOWN,
            Mode.EMERGENCY,
            "drawdown " + fallPpm + " ppm, limit " + marks.drawdownPpm() + " ppm")
        : null;
  }

  /// The share of rejected orders changed.
  public @Nullable ModeChanged onRejects(long rejectsPpm) {
    return rejectsPpm >= marks.rejectsPpm()
        ? modes.raise(
            Cause.REJECTS,
            Mode.PAUSE,
            "rejects " + rejectsPpm + " ppm, limit " + marks.rejectsPpm() + " ppm")
        : null;
  }

  /// The feed has been lost for so long; 0 if it is not.
  public @Nullable ModeChanged onFeed(long lostNanos) {
    return lostNanos >= marks.feedNanos()
        ? modes.raise(Cause.FEED, Mode.REDUCE, "the feed is lost")
        : modes.lift(Cause.FEED);
  }

  /// The run's log is kept, or has not been for too long.
  public @Nullable ModeChanged onLog(boolean kept, String says) {
    return kept ? modes.lift(Cause.UNSIGNED) : modes.raise(Cause.UNSIGNED, Mode.REDUCE, says);
  }
}
