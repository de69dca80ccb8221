package dev.warrant.sim.market;

import dev.warrant.knowledge.fact.Regime;

/// How order flow and efficient price behave in one regime.
///
/// @param eventsPerSecond mean rate of limit orders, cancels and market orders together
/// @param branching share of events caused by earlier ones, under 1: the branching ratio of the
///   Hawkes process
/// @param decayPerSecond how fast an event's influence fades
/// @param marketShare share of market orders among the events not caused by others
/// @param volBp standard deviation of the efficient price in basis points per square root of a
///   second
/// @param shocksPerSecond how often the efficient price jumps, for each of the common and the own
///   stream
/// @param driftBp drift in basis points per second, with or against the price by the segment's
///   direction
/// @param reversionPerSecond pull toward the price at the start of the segment
/// @param halfSpreadTicks distance at which orders are placed around the efficient price
/// @param sizeSigma standard deviation of the logarithm of order sizes
/// @param imbalance from 0 to 1: how far market orders follow the segment's direction
public record RegimeParameters(
    Regime regime,
    double eventsPerSecond,
    double branching,
    double decayPerSecond,
    double marketShare,
    double volBp,
    double shocksPerSecond,
    double driftBp,
    double reversionPerSecond,
    double halfSpreadTicks,
    double sizeSigma,
    double imbalance) {

  public RegimeParameters {
    if (!(eventsPerSecond > 0 && branching >= 0 && branching < 1 && decayPerSecond > 0)) {
      throw new IllegalArgumentException(
          regime
              + ": expected a positive rate and decay and a branching ratio in [0, 1), found rate "
              + eventsPerSecond
              + ", decay "
              + decayPerSecond
              + ", branching "
              + branching);
    }
    if (!(shocksPerSecond > 0 && marketShare > 0 && marketShare < 1)) {
      throw new IllegalArgumentException(
          regime
              + ": expected a positive rate of shocks and a share of market orders in (0, 1), found "
              + shocksPerSecond
              + " and "
              + marketShare);
    }
  }
}
