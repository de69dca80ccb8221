package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Regime;

/// A second reading of the regime that owes nothing to the model: how far the price moved in the
/// last ten seconds, and how straight. Loud is violent, quiet is calm; between them a straight way
/// is a trend (Kaufman 1995, efficiency ratio) and a crooked one a range.
///
/// The bounds stand halfway between the regimes of the demonstration's generator, where the reading
/// is right in two of three seconds; ten seconds back it is late, as the model is.
public final class RuleOfThumb {
  /// How many seconds it looks back.
  public static final int SECONDS = 10;

  /// Annualised volatility up to which a market is calm: 1.2 basis points per root of a second.
  private static final double QUIET = 0.67;

  /// Annualised volatility from which it is violent: 5.8 basis points per root of a second.
  private static final double LOUD = 3.26;

  /// Net move over path length from which a way is straight.
  private static final double STRAIGHT = 0.5;

  private RuleOfThumb() {}

  /// The regime.
  ///
  /// @param volatility realised over the last ten seconds, annualised, 1 = 100 %
  /// @param efficiency net move over path length of the same seconds, -1 to 1
  public static Regime read(double volatility, double efficiency) {
    if (volatility <= QUIET) {
      return Regime.CALM;
    }
    if (volatility >= LOUD) {
      return Regime.VIOLENT;
    }
    return Math.abs(efficiency) >= STRAIGHT ? Regime.TRENDING : Regime.RANGING;
  }
}
