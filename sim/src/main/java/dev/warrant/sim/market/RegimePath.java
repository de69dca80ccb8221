package dev.warrant.sim.market;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// The regimes of a seed over time: a semi-Markov chain that never stays, with a stay of a shortest
/// time plus an exponential one. All instruments of a seed share it.
final class RegimePath {
  private static final double SECOND = 1e9;

  /// How likely each regime follows, among those that are not the present one.
  private static final double[] WEIGHTS = {0.28, 0.30, 0.26, 0.16};

  /// A stay in one regime, from `from` inclusive to `to` exclusive; `direction` is +1 or -1.
  record Segment(long from, long to, Regime regime, int direction) {}

  private final FlowParameters parameters;
  private final SeededRandom random;
  private final List<Segment> segments = new ArrayList<>();

  RegimePath(FlowParameters parameters, SeededRandom random, long startNanos) {
    this.parameters = parameters;
    this.random = random;
    segments.add(segment(startNanos, Regime.values()[pick(-1)]));
  }

  /// The segment at a time; before the start, the first one.
  Segment at(long nanos) {
    while (segments.getLast().to() <= nanos) {
      Segment last = segments.getLast();
      segments.add(segment(last.to(), Regime.values()[pick(last.regime().ordinal())]));
    }
    int i = segments.size() - 1;
    while (i > 0 && segments.get(i).from() > nanos) {
      i--;
    }
    return segments.get(i);
  }

  private Segment segment(long from, Regime regime) {
    double min = parameters.minDwellSeconds();
    double stay = min + (parameters.meanDwellSeconds() - min) * random.nextExponential();
    int direction = random.nextInt(2) == 0 ? 1 : -1;
    return new Segment(from, from + (long) (stay * SECOND), regime, direction);
  }

  private int pick(int not) {
    double sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += i == not ? 0 : WEIGHTS[i];
    }
    double left = random.nextDouble() * sum;
    int chosen = -1;
    for (int i = 0; i < WEIGHTS.length && left >= 0; i++) {
      if (i != not) {
        chosen = i;
        left -= WEIGHTS[i];
      }
    }
    return chosen;
  }
}
