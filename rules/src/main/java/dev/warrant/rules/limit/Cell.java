package dev.warrant.rules.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one cell of a decision table asks of its input, as its author wrote it. Numbers stand in
/// the unit of the column; words are their place in the column's list of words.
public sealed interface Cell {
  /// Whatever the input is: `-`.
  record Any() implements Cell {}

  /// One of these: `CALM | RANGING`.
  record OneOf(List<Rational> values) implements Cell {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /// From `low` to `high`: `[2500..5000)`, `< 1000`.
  ///
  /// @param low null if there is none
  /// @param high null if there is none
  record Between(@Nullable End low, @Nullable End high) implements Cell {}

  /// One end of a range.
  ///
  /// @param closed whether the end itself is inside
  record End(Rational value, boolean closed) {}
}
