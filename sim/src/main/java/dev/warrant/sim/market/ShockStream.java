package dev.warrant.sim.market;

import dev.warrant.knowledge.seam.SeededRandom;

/// Times and sizes of jumps of a price: a Poisson process whose rate follows the regime, with
/// fat-tailed sizes of variance 1 (nine in ten normal with a small, one in ten with a large
/// deviation).
final class ShockStream {
  private static final double WIDE_SHARE = 0.1;
  private static final double WIDE = 2.5;

  private final FlowParameters parameters;
  private final RegimePath path;
  private final SeededRandom random;
  private final double narrow = StrictMath.sqrt((1 - WIDE_SHARE * WIDE * WIDE) / (1 - WIDE_SHARE));
  private long next;

  ShockStream(FlowParameters parameters, RegimePath path, SeededRandom random, long startNanos) {
    this.parameters = parameters;
    this.path = path;
    this.random = random;
    schedule(startNanos);
  }

  long nextNanos() {
    return next;
  }

  /// The size of the next shock; moves on to the one after.
  double take() {
    double spread = random.nextDouble() < WIDE_SHARE ? WIDE : narrow;
    double z = spread * random.nextGaussian();
    schedule(next);
    return z;
  }

  private void schedule(long from) {
    long t = from;
    while (true) {
      RegimePath.Segment segment = path.at(t);
      double rate = parameters.of(segment.regime()).shocksPerSecond();
      long candidate = t + 1 + (long) (random.nextExponential() / rate * 1e9);
      if (candidate < segment.to()) {
        next = candidate;
        return;
      }
      // The exponential has no memory: go on from the border with the next regime's rate.
      t = segment.to();
    }
  }
}
