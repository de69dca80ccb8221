package dev.warrant.knowledge.verify.orders;

/// Money of the account: wallet, peak of equity, and equity where the UTC day began.
final class Wallet {
  private static final long DAY = 86_400_000_000_000L;

  boolean known;
  long walletE8;
  long peakE8;
  long dayE8;
  long day = Long.MIN_VALUE;

  void open(long wallet, long unrealisedE8, long nanos) {
    known = true;
    walletE8 = wallet;
    peakE8 = wallet + unrealisedE8;
    dayE8 = peakE8;
    day = Math.floorDiv(nanos, DAY);
  }

  /// Whether midnight passed since the day's loss began.
  boolean over(long nanos) {
    return known && Math.floorDiv(nanos, DAY) > day;
  }

  /// Begins a day's loss anew.
  void roll(long unrealisedE8, long nanos) {
    day = Math.floorDiv(nanos, DAY);
    dayE8 = walletE8 + unrealisedE8;
  }

  void earn(long deltaE8) {
    walletE8 = Math.addExact(walletE8, deltaE8);
  }

  /// Paid in or out: neither gain nor loss.
  void transfer(long deltaE8) {
    earn(deltaE8);
    peakE8 += deltaE8;
    dayE8 += deltaE8;
  }
}
