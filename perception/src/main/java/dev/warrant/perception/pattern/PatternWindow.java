package dev.warrant.perception.pattern;

import java.util.List;

/// What a match stood on at the instant it matched, as the engine told it.
///
/// @param leaves oldest first
/// @param whole whether no other event counts; not so for sums over all events ever, and where
///   `prior` looks out of the window
public record PatternWindow(Kind kind, List<Leaf> leaves, boolean whole) {
  public PatternWindow {
    leaves = List.copyOf(leaves);
  }

  /// What leaves are.
  public enum Kind {
    /// The one event that matched.
    EVENT,
    /// The contents of a window.
    WINDOW,
    /// The steps of a sequence: the first opened it, the last closed it.
    SEQUENCE,
    /// The event that matched, of a figure kept over all events since the engine began.
    RUNNING
  }

  /// An event.
  ///
  /// @param tag its name in a sequence; empty in a window
  /// @param seq the input it came with: of a pulse, the one that found its second over
  /// @param since the first input it can tell of; `seq` but for a pulse, which counts what came
  ///   from the pulse before until `seq`, that one left out
  /// @param nanos its time: of a pulse, the end of its second
  public record Leaf(String tag, long seq, long since, long nanos, PatternEvent event) {}
}
