package dev.warrant.sim.market;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// Everything that shapes a generated market but the seed.
///
/// @param name for people
/// @param regimes one entry per regime, in the order of [Regime]
/// @param meanDwellSeconds mean stay in a regime
/// @param minDwellSeconds shortest stay in a regime
/// @param commonShare share of the variance that all instruments of a seed have in common
/// @param ordersPerSide background orders a side holds when settled
/// @param orderUsdt median notional of a background order
/// @param depthMillis interval between depth updates
public record FlowParameters(
    String name,
    List<RegimeParameters> regimes,
    double meanDwellSeconds,
    double minDwellSeconds,
    double commonShare,
    int ordersPerSide,
    double orderUsdt,
    long depthMillis) {

  public FlowParameters {
    regimes = List.copyOf(regimes);
    if (regimes.size() != Regime.values().length
        || meanDwellSeconds <= minDwellSeconds
        || minDwellSeconds <= 0
        || commonShare < 0
        || commonShare > 1
        || ordersPerSide < 100
        || depthMillis <= 0) {
      throw new IllegalArgumentException(
          name
              + ": expected "
              + Regime.values().length
              + " regimes, 0 < shortest < mean stay, a common share in [0, 1], at least 100 orders a"
              + " side and a positive depth interval, found "
              + regimes.size()
              + " regimes, stay "
              + minDwellSeconds
              + " < "
              + meanDwellSeconds
              + ", share "
              + commonShare
              + ", orders "
              + ordersPerSide
              + ", depth "
              + depthMillis
              + " ms");
    }
  }

  /// Regimes of some 15 s, so that one minute shows several.
  public static FlowParameters demo() {
    return new FlowParameters("demo", presets(1), 15, 6, 0.7, 220, 12_000, 20);
  }

  /// Regimes of some minutes, with gentler drifts, for runs of hours.
  public static FlowParameters day() {
    return new FlowParameters("day", presets(0.35), 240, 45, 0.7, 220, 12_000, 50);
  }

  private static List<RegimeParameters> presets(double pace) {
    return List.of(
        new RegimeParameters(Regime.CALM, 210, 0.5, 25, 0.08, 0.6, 1.5, 0, 0, 0.3, 1.0, 0),
        new RegimeParameters(
            Regime.TRENDING, 240, 0.6, 25, 0.13, 1.8, 4, 1.8 * pace, 0, 0.6, 1.1, 0.5),
        new RegimeParameters(
            Regime.RANGING, 240, 0.55, 25, 0.10, 3.5, 3, 0, 0.18 * pace, 0.4, 1.0, 0),
        new RegimeParameters(Regime.VIOLENT, 320, 0.7, 30, 0.16, 6.5, 7, 0, 0, 4, 1.5, 0));
  }

  /// Parameters in a regime.
  public RegimeParameters of(Regime regime) {
    return regimes.get(regime.ordinal());
  }

  /// The same market with every rate, size and volatility changed by up to a third either way: a
  /// generator that nobody has seen before.
  public FlowParameters perturbed(long seed) {
    SeededRandom r = new SeededRandom(seed).split("perturbed");
    List<RegimeParameters> out = new ArrayList<>();
    for (RegimeParameters p : regimes) {
      out.add(
          new RegimeParameters(
              p.regime(),
              p.eventsPerSecond() * factor(r),
              Math.min(0.85, p.branching() * factor(r)),
              p.decayPerSecond() * factor(r),
              Math.min(0.3, p.marketShare() * factor(r)),
              p.volBp() * factor(r),
              p.shocksPerSecond() * factor(r),
              p.driftBp() * factor(r),
              p.reversionPerSecond() * factor(r),
              p.halfSpreadTicks() * factor(r),
              p.sizeSigma() * factor(r),
              Math.min(1, p.imbalance() * factor(r))));
    }
    return new FlowParameters(
        name + "~" + seed,
        out,
        meanDwellSeconds * factor(r),
        minDwellSeconds * 0.7,
        commonShare,
        ordersPerSide,
        orderUsdt * factor(r),
        depthMillis);
  }

  private static double factor(SeededRandom r) {
    return StrictMath.exp((r.nextDouble() * 2 - 1) * StrictMath.log(4.0 / 3));
  }
}
