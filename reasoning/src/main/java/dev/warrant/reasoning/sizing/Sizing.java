package dev.warrant.reasoning.sizing;

import java.util.List;

/// What the sizer came to.
public sealed interface Sizing {
  /// A level for each stake, admissible, with a score that our own arithmetic confirms.
  ///
  /// @param score expected gain less penalties, in 1e-6 USDT
  record Sized(List<Integer> levels, long score) implements Sizing {
    public Sized {
      levels = List.copyOf(levels);
    }
  }

  /// No sizes.
  ///
  /// @param why one sentence
  /// @param value what was found
  /// @param limit what was expected
  record Refused(String why, long value, long limit) implements Sizing {}
}
