package dev.warrant.knowledge.seam;

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014):
/// the same seed gives the same numbers in every process and JDK. Not safe for use by two threads.
public final class SeededRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /// A generator that starts from `seed`.
  public SeededRandom(long seed) {
    state = seed;
  }

  /// An independent generator for a named part of the system.
  public SeededRandom split(String name) {
    long h = nextLong();
    for (int i = 0; i < name.length(); i++) {
      h = mix(h ^ name.charAt(i) * GOLDEN);
    }
    return new SeededRandom(h);
  }

  /// Any `long`, uniformly.
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /// From 0 inclusive to `bound` exclusive, uniformly.
  ///
  /// @throws IllegalArgumentException if `bound` is not positive
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, found " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /// From 0 inclusive to 1 exclusive.
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /// Exponential with mean 1.
  public double nextExponential() {
    return -StrictMath.log(1 - nextDouble());
  }

  /// Standard normal (Box and Muller 1958, first of the pair).
  public double nextGaussian() {
    double r = StrictMath.sqrt(2 * nextExponential());
    return r * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  private static long mix(long z) {
    long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }
}
