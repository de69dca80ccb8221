package dev.warrant.execution.executor;

import dev.warrant.knowledge.unit.Side;

/// Hears of every order a guard was asked about, and what it answered. Nothing follows from it.
@FunctionalInterface
public interface Bystander {
  /// Nobody.
  Bystander NOBODY = (_, _, _, _, _) -> {};

  /// The guard in force answered `code` about `slots`, which must be left as they are.
  void judged(int code, long[] slots, int instrument, Side side, long nanos);
}
