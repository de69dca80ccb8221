package dev.warrant.perception.feature;

/// Price impact (Kyle 1985, "Continuous auctions and insider trading"): slope of the regression of
/// one-second mid changes on signed taker volume over the last minute, in ticks per 1000 lots.
final class KyleLambda {
  private static final int SECONDS = 60;

  private final Series volume = new Series(SECONDS);
  private final Series change = new Series(SECONDS);

  void add(double signedLots, double changeTicks) {
    volume.add(signedLots);
    change.add(changeTicks);
  }

  double value() {
    double meanVolume = volume.mean(SECONDS);
    double meanChange = change.mean(SECONDS);
    double both = 0;
    double square = 0;
    for (int i = volume.size() - 1; i >= 0; i--) {
      double v = volume.get(i) - meanVolume;
      both += v * (change.get(i) - meanChange);
      square += v * v;
    }
    return square == 0 ? 0 : 1000 * both / square;
  }

  int ready() {
    return Math.min(100, volume.size() * 100 / Seconds.READY);
  }
}
