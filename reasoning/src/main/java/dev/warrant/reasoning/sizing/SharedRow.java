package dev.warrant.reasoning.sizing;

import java.util.List;

/// A linear limit over several intents: the sum of coefficient times added lots may not pass the
/// bound.
///
/// @param id the limit
/// @param coefficients one per intent, none negative
public record SharedRow(String id, List<Long> coefficients, long bound) {
  public SharedRow {
    coefficients = List.copyOf(coefficients);
  }
}
