package dev.warrant.reasoning.deduce;

/// How far an evaluation may go. Who runs out gets an error, never part of an answer.
///
/// @param steps rows looked at, and values put together
/// @param tuples rows concluded
public record Fuel(long steps, long tuples) {
  /// A thousand million steps, a hundred million rows.
  public static final Fuel PLENTY = new Fuel(1_000_000_000L, 100_000_000L);
}
