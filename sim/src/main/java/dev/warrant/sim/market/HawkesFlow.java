package dev.warrant.sim.market;

import dev.warrant.knowledge.seam.SeededRandom;

/// Times and kinds of background events: a six-dimensional self-exciting point process with
/// exponential kernels (Hawkes 1971, "Spectra of some self-exciting and mutually exciting point
/// processes"), simulated by thinning (Ogata 1981, "On Lewis' simulation method for point
/// processes"). One decay for all kernels, so that between events the total excitation falls as one
/// exponential and thinning needs no sum.
final class HawkesFlow {
  /// What happens.
  enum Kind {
    ADD_BID,
    ADD_ASK,
    CANCEL_BID,
    CANCEL_ASK,
    BUY,
    SELL
  }

  private static final Kind[] KINDS = Kind.values();

  /// Row: the kind that excites. Column: the share of its children that are of that kind.
  private static final double[][] CHILDREN = {
    {0.45, 0.15, 0.28, 0.04, 0.05, 0.03},
    {0.15, 0.45, 0.04, 0.28, 0.03, 0.05},
    {0.48, 0.08, 0.32, 0.06, 0.02, 0.04},
    {0.08, 0.48, 0.06, 0.32, 0.04, 0.02},
    {0.20, 0.16, 0.05, 0.19, 0.34, 0.06},
    {0.16, 0.20, 0.19, 0.05, 0.06, 0.34}
  };

  private final SeededRandom random;
  private final double[] base = new double[6];
  private final double[] excited = new double[6];
  private double baseSum;
  private double excitedSum;
  private double branching;
  private double decay = 1;
  private long at;
  private long next;

  HawkesFlow(SeededRandom random, long startNanos) {
    this.random = random;
    at = startNanos;
    next = startNanos;
  }

  /// From now on the flow has these parameters; what was excited before fades on.
  void regime(RegimeParameters p, long nanos) {
    fade(nanos);
    branching = p.branching();
    decay = p.decayPerSecond();
    baseSum = p.eventsPerSecond() * (1 - branching);
    double market = baseSum * p.marketShare() / 2;
    double passive = (baseSum / 2 - market) / 2;
    for (Kind k : KINDS) {
      base[k.ordinal()] = k == Kind.BUY || k == Kind.SELL ? market : passive;
    }
    schedule();
  }

  /// Something from outside sets off about `events` events, of the same mix as the usual ones.
  void boost(double events, long nanos) {
    fade(nanos);
    for (int i = 0; i < 6; i++) {
      add(i, events * decay * base[i] / baseSum);
    }
    schedule();
  }

  long nextNanos() {
    return next;
  }

  /// The kind of the event that happens at `nextNanos`; moves on to the one after.
  Kind take() {
    fade(next);
    double left = random.nextDouble() * (baseSum + excitedSum);
    int kind = 0;
    while (kind < 5 && left >= base[kind] + excited[kind]) {
      left -= base[kind] + excited[kind];
      kind++;
    }
    for (int i = 0; i < 6; i++) {
      add(i, branching * decay * CHILDREN[kind][i]);
    }
    schedule();
    return KINDS[kind];
  }

  private void add(int i, double intensity) {
    excited[i] += intensity;
    excitedSum += intensity;
  }

  private void fade(long nanos) {
    double f = StrictMath.exp((at - nanos) * 1e-9 * decay);
    excitedSum = 0;
    for (int i = 0; i < 6; i++) {
      excited[i] *= f;
      excitedSum += excited[i];
    }
    at = nanos;
  }

  private void schedule() {
    double seconds = 0;
    double bound = baseSum + excitedSum;
    while (true) {
      seconds += random.nextExponential() / bound;
      double intensity = baseSum + excitedSum * StrictMath.exp(-decay * seconds);
      if (random.nextDouble() * bound <= intensity) {
        next = at + 1 + (long) (seconds * 1e9);
        return;
      }
      bound = intensity;
    }
  }
}
