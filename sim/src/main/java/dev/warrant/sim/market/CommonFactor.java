package dev.warrant.sim.market;

import dev.warrant.knowledge.seam.SeededRandom;

/// What all instruments of a seed share: the regimes, the common jumps of the efficient price, and
/// bursts of volatility, which large common jumps set off and a few seconds end. Each market draws
/// its own copy from the seed; the copies agree.
final class CommonFactor {
  private static final double LARGE = 1.8;
  private static final double GAIN = 1.4;
  private static final double MOST = 2.2;
  private static final double FADE_SECONDS = 3;

  private final RegimePath path;
  private final ShockStream shocks;
  private double burst = 1;
  private long burstAt;

  CommonFactor(FlowParameters parameters, long seed, long startNanos) {
    SeededRandom root = new SeededRandom(seed);
    path = new RegimePath(parameters, root.split("regimes"), startNanos);
    shocks = new ShockStream(parameters, path, root.split("common"), startNanos);
    burstAt = startNanos;
  }

  RegimePath path() {
    return path;
  }

  long nextNanos() {
    return shocks.nextNanos();
  }

  /// The size of the next common jump; moves on.
  double take() {
    long now = shocks.nextNanos();
    double z = shocks.take();
    burst = burst(now);
    burstAt = now;
    if (Math.abs(z) > LARGE) {
      burst = Math.min(MOST, burst * GAIN);
    }
    return z;
  }

  /// How much larger than usual jumps are now.
  double burst(long nanos) {
    return 1 + (burst - 1) * StrictMath.exp((burstAt - nanos) / (FADE_SECONDS * 1e9));
  }
}
