package dev.warrant.perception.feature;

import dev.warrant.knowledge.unit.Lots;

/// Volume-synchronised probability of informed trading (Easley, López de Prado and O'Hara 2012,
/// "Flow toxicity and liquidity in a high-frequency world"): mean of `|buys - sells|` over the last
/// [#BUCKETS] buckets of equal volume, divided by the bucket. The venue names the taker, so trades
/// are signed exactly and need no bulk classification.
final class Vpin {
  static final int BUCKETS = 50;

  /// Buckets from which the figure counts.
  static final int READY = 3;

  private final long[] imbalances = new long[BUCKETS];
  private long bucketLots;
  private long buys;
  private long sells;
  private long sum;
  private int next;
  private int filled;

  /// Sets the bucket; it is kept once set, so that buckets stay comparable.
  void bucket(@Lots long lots) {
    if (bucketLots == 0 && lots > 0) {
      bucketLots = lots;
    }
  }

  boolean sized() {
    return bucketLots > 0;
  }

  void add(@Lots long lots, boolean buyerIsMaker) {
    if (bucketLots == 0) {
      return;
    }
    // A trade of more than all buckets fills each of them with itself; the rest changes nothing.
    long left = Math.min(lots, (BUCKETS + 1) * bucketLots + lots % bucketLots);
    while (left > 0) {
      long part = Math.min(left, bucketLots - buys - sells);
      if (buyerIsMaker) {
        sells += part;
      } else {
        buys += part;
      }
      left -= part;
      if (buys + sells == bucketLots) {
        close();
      }
    }
  }

  private void close() {
    long imbalance = Math.abs(buys - sells);
    sum += imbalance - imbalances[next];
    imbalances[next] = imbalance;
    next = next + 1 == BUCKETS ? 0 : next + 1;
    filled = Math.min(filled + 1, BUCKETS);
    buys = 0;
    sells = 0;
  }

  double value() {
    return filled == 0 ? 0 : (double) sum / filled / bucketLots;
  }

  int ready() {
    return Math.min(100, filled * 100 / READY);
  }
}
