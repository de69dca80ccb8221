package dev.warrant.sim.training;

import dev.warrant.knowledge.seam.SeededRandom;

/// How long a message travels.
@FunctionalInterface
interface Delay {
  /// One-way time of the next message in nanoseconds.
  long next();

  /// None: the times of a recording are already those of arrival.
  static Delay none() {
    return () -> 0;
  }

  /// Half a millisecond and an exponential tail of a quarter on average: a machine in the venue's
  /// region.
  static Delay near(SeededRandom random) {
    return () -> 500_000 + (long) (250_000 * random.nextExponential());
  }
}
