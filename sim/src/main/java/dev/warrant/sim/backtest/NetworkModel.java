package dev.warrant.sim.backtest;

import dev.warrant.knowledge.seam.SeededRandom;

/// How long messages travel in simulated time: a least time plus an exponential tail, drawn from a
/// seed. Order within one direction of one connection is kept by the caller.
public final class NetworkModel {
  private final long leastNanos;
  private final long tailNanos;
  private final SeededRandom random;

  /// @param leastNanos shortest one-way time
  /// @param tailNanos mean of what comes on top
  public NetworkModel(long leastNanos, long tailNanos, SeededRandom random) {
    this.leastNanos = leastNanos;
    this.tailNanos = tailNanos;
    this.random = random;
  }

  /// Half a millisecond at least, a quarter more on average: a machine in the venue's region.
  public static NetworkModel near(SeededRandom random) {
    return new NetworkModel(500_000, 250_000, random);
  }

  long draw() {
    return leastNanos + (long) (random.nextExponential() * tailNanos);
  }
}
