package dev.warrant.sim.market;

/// The price, in ticks, at which the instrument is worth what it costs: unseen by clients, followed
/// by the order flow. It moves in jumps, with drift and mean reversion since the last one.
final class EfficientPrice {
  private static final double BP = 1e-4;

  private final double commonWeight;
  private final double ownWeight;
  private double ticks;
  private double anchor;
  private long lastNanos;

  EfficientPrice(double startTicks, double commonShare, long startNanos) {
    ticks = startTicks;
    anchor = startTicks;
    lastNanos = startNanos;
    commonWeight = StrictMath.sqrt(commonShare);
    ownWeight = StrictMath.sqrt(1 - commonShare);
  }

  double ticks() {
    return ticks;
  }

  /// A new segment begins: mean reversion pulls to the price of now.
  void anchor() {
    anchor = ticks;
  }

  /// Moves by a jump of `z` deviations and returns the move in basis points.
  double jump(
      double z, boolean common, RegimeParameters p, RegimePath.Segment segment, long nanos) {
    double seconds = (nanos - lastNanos) * 1e-9;
    lastNanos = nanos;
    double deviation = p.volBp() / StrictMath.sqrt(p.shocksPerSecond());
    double off = (ticks / anchor - 1) / BP;
    double bp =
        segment.direction() * p.driftBp() * seconds
            - Math.min(1, p.reversionPerSecond() * seconds) * off
            + (common ? commonWeight : ownWeight) * deviation * z;
    ticks *= 1 + bp * BP;
    return bp;
  }
}
