package dev.warrant.perception.feature;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.perception.feed.BookView;

/// Order-flow imbalance at the best levels (Cont, Kukanov and Stoikov 2014, "The price impact of
/// order book events"; level by level as in Xu, Gould and Howison 2018, "Multi-level order-flow
/// imbalance"): what was added on the bid minus on the ask between two states of the book, summed
/// over the last seconds and divided by the mean depth of that level. All sums are exact integers.
public final class OrderFlow {
  /// Levels watched.
  public static final int LEVELS = 5;

  /// Seconds summed.
  public static final int SECONDS = 10;

  private final long[] bids = new long[LEVELS];
  private final long[] bidLots = new long[LEVELS];
  private final long[] asks = new long[LEVELS];
  private final long[] askLots = new long[LEVELS];
  private final long[][] flow = new long[LEVELS][SECONDS];
  private final long[][] depth = new long[LEVELS][SECONDS];
  private final long[] flowSum = new long[LEVELS];
  private final long[] depthSum = new long[LEVELS];
  private final long[] states = new long[SECONDS];
  private long stateSum;
  private int second;
  private boolean chained;

  /// The book changed.
  public void on(BookView book) {
    for (int i = 0; i < LEVELS; i++) {
      level(
          i,
          book.priceAt(Side.BUY, i),
          book.lotsAtLevel(Side.BUY, i),
          book.priceAt(Side.SELL, i),
          book.lotsAtLevel(Side.SELL, i));
    }
    counted();
  }

  /// The best prices changed, and deeper levels are not known.
  public void top(long bid, @Lots long bidSize, long ask, @Lots long askSize) {
    level(0, bid, bidSize, ask, askSize);
    counted();
  }

  private void counted() {
    states[second]++;
    stateSum++;
    chained = true;
  }

  private void level(int i, long bid, long bidSize, long ask, long askSize) {
    if (chained) {
      long e = bid > bids[i] ? bidSize : bid == bids[i] ? bidSize - bidLots[i] : -bidLots[i];
      e -= ask < asks[i] ? askSize : ask == asks[i] ? askSize - askLots[i] : -askLots[i];
      flow[i][second] += e;
      flowSum[i] += e;
    }
    long both = bidSize + askSize;
    depth[i][second] += both;
    depthSum[i] += both;
    bids[i] = bid;
    bidLots[i] = bidSize;
    asks[i] = ask;
    askLots[i] = askSize;
  }

  /// A second ended.
  public void second() {
    second = second + 1 == SECONDS ? 0 : second + 1;
    for (int i = 0; i < LEVELS; i++) {
      flowSum[i] -= flow[i][second];
      depthSum[i] -= depth[i][second];
      flow[i][second] = 0;
      depth[i][second] = 0;
    }
    stateSum -= states[second];
    states[second] = 0;
  }

  /// The book was lost; the next state starts anew.
  public void unchain() {
    chained = false;
  }

  /// Lots added on the bid minus on the ask at one level over the window.
  public @Lots long lots(int level) {
    return flowSum[level];
  }

  /// The same over the level's mean depth of one side.
  public double scaled(int level) {
    return depthSum[level] == 0 ? 0 : 2.0 * flowSum[level] * stateSum / depthSum[level];
  }

  /// Mean of the scaled levels: the integrated imbalance of Cont, Cucuringu and Zhang 2023
  /// ("Cross-impact of order flow imbalance in equity markets") with equal weights, to which its
  /// first principal component comes close.
  public double integrated() {
    double total = 0;
    for (int i = 0; i < LEVELS; i++) {
      total += scaled(i);
    }
    return total / LEVELS;
  }
}
