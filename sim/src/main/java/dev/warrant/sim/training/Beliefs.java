package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.unit.Ticks;

/// Hears what the classifier believes.
@FunctionalInterface
interface Beliefs {
  /// @param nanos when it was held
  /// @param midCentiTicks the mid then, in hundredths of a tick
  void believed(Fact.Belief belief, long nanos, @Ticks long midCentiTicks);

  /// Listens to none.
  static Beliefs none() {
    return (_, _, _) -> {};
  }
}
