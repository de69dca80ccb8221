package dev.warrant.reasoning.deliberate;

import dev.warrant.reasoning.sizing.PackNumbers;
import dev.warrant.rules.pack.StrategyPack;
import java.util.List;

/// How warrants are worked: `tactics.yaml` of the strategy pack. Ppm of a price are parts per
/// million of it.
///
/// @param bandPpm width of the price band beyond the best prices
/// @param repricePpm how far the target of a JOIN moves before its order does
/// @param pegRepricePpm the same for a PEG
/// @param offsetPpm distance at which PEG rests from the microprice, and to which taking reaches
///   beyond the best price
/// @param clipPpm largest single order, as a share of the warrant's room
/// @param sliceParts parts of a sliced warrant
/// @param sliceBeyondBest multiple of the lots at the best price beyond which taking is sliced
/// @param intervalMillis least time between orders
/// @param renewLifePpm share of life left below which a live warrant is issued anew
/// @param renewCapPpm relative difference of the cap above which it is
/// @param renewBandPpm share of the band the price may use up before it is
public record TacticPolicy(
    long bandPpm,
    long repricePpm,
    long pegRepricePpm,
    long offsetPpm,
    long clipPpm,
    int sliceParts,
    int sliceBeyondBest,
    long intervalMillis,
    int ordersCap,
    int ratePerSecond,
    long lifeMillisMin,
    long lifeMillisMax,
    long renewLifePpm,
    long renewCapPpm,
    long renewBandPpm) {
  static final String FILE = "tactics.yaml";
  static final List<String> KEYS =
      List.of(
          "band_ppm",
          "reprice_ppm",
          "peg_reprice_ppm",
          "offset_ppm",
          "clip_ppm",
          "slice_parts",
          "slice_beyond_best",
          "interval_millis",
          "orders_cap",
          "rate_per_second",
          "life_millis_min",
          "life_millis_max",
          "renew_life_ppm",
          "renew_cap_ppm",
          "renew_band_ppm",
          "rule_firings",
          "proof_depth",
          "proof_fuel",
          "joint_fuel");

  private static final long PPM = 1_000_000;

  /// Reads it from a pack.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the file is missing or a value is not allowed
  public static TacticPolicy read(StrategyPack pack) {
    PackNumbers file = PackNumbers.read(pack, FILE, KEYS);
    return new TacticPolicy(
        file.number("band_ppm", 1, PPM / 10),
        file.number("reprice_ppm", 0, PPM / 10),
        file.number("peg_reprice_ppm", 0, PPM / 10),
        file.number("offset_ppm", 0, PPM / 10),
        file.number("clip_ppm", 1, PPM),
        file.small("slice_parts", 1, 100),
        file.small("slice_beyond_best", 1, 1000),
        file.number("interval_millis", 0, 60_000),
        file.small("orders_cap", 1, 10_000),
        file.small("rate_per_second", 1, 100),
        file.number("life_millis_min", 100, 600_000),
        file.number("life_millis_max", 100, 600_000),
        file.number("renew_life_ppm", 0, PPM),
        file.number("renew_cap_ppm", 0, PPM),
        file.number("renew_band_ppm", 0, PPM));
  }

  /// Life of a warrant that serves a horizon.
  long lifeMillis(long horizonMillis) {
    return Math.max(lifeMillisMin, Math.min(lifeMillisMax, horizonMillis));
  }
}
