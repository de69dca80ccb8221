package dev.warrant.perception.feature;

import dev.warrant.knowledge.unit.Lots;

/// Taker buys, sells and trade counts of the last minute in buckets of one second.
final class TradeFlow {
  private static final int SECONDS = 60;

  private final long[] buys = new long[SECONDS];
  private final long[] sells = new long[SECONDS];
  private final long[] counts = new long[SECONDS];
  private int at;
  private int seconds;

  void add(@Lots long lots, boolean buyerIsMaker) {
    if (buyerIsMaker) {
      sells[at] += lots;
    } else {
      buys[at] += lots;
    }
    counts[at]++;
  }

  /// A second ended.
  void second() {
    at = at + 1 == SECONDS ? 0 : at + 1;
    buys[at] = 0;
    sells[at] = 0;
    counts[at] = 0;
    seconds = Math.min(seconds + 1, SECONDS);
  }

  /// Taker buys minus sells in the second that is running.
  @Lots
  long signedNow() {
    return buys[at] - sells[at];
  }

  /// Trades in the second that is running.
  long tradesNow() {
    return counts[at];
  }

  /// `(buys - sells) / (buys + sells)` over `n` seconds and the running one, 0 without trades.
  double imbalance(int n) {
    long buy = 0;
    long sell = 0;
    for (int i = 0; i < Math.min(n, SECONDS); i++) {
      int k = Math.floorMod(at - i, SECONDS);
      buy += buys[k];
      sell += sells[k];
    }
    return buy + sell == 0 ? 0 : (double) (buy - sell) / (buy + sell);
  }

  /// Trades a second over the last `n` full seconds.
  double rate(int n) {
    int whole = Math.min(Math.min(n, seconds), SECONDS - 1);
    long total = 0;
    for (int i = 1; i <= whole; i++) {
      total += counts[Math.floorMod(at - i, SECONDS)];
    }
    return whole == 0 ? 0 : (double) total / whole;
  }

  /// Volume of the last minute, and of how many seconds it is known.
  @Lots
  long volume() {
    long total = 0;
    for (int i = 0; i < SECONDS; i++) {
      total += buys[i] + sells[i];
    }
    return total;
  }

  int seconds() {
    return seconds;
  }

  int ready() {
    return Math.min(100, seconds * 100 / Seconds.READY);
  }
}
