package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.sim.exchange.MarketListener;
import java.util.ArrayList;
import java.util.List;

/// Measures a generated market second by second and by regime.
final class GeneratedStatistics implements MarketListener {
  static final long SECOND = 1_000_000_000L;

  final GeneratedMarket market;
  final long[] seconds = new long[4];
  final double[] squares = new double[4];
  final double[] trends = new double[4];
  final long[] changes = new long[4];
  final long[] trades = new long[4];
  final long[] spreadTime = new long[4];
  final long[] tightTime = new long[4];
  final double[] spreadSum = new double[4];
  final List<Double> returnsBp = new ArrayList<>();
  final List<Integer> counts100ms = new ArrayList<>();
  long crossed;
  long fewestLevels = Long.MAX_VALUE;
  private long bid;
  private long ask;
  private long since;
  private int inWindow;

  GeneratedStatistics(GeneratedMarket market) {
    this.market = market;
  }

  void run(long start, int forSeconds) {
    since = start;
    double before = Double.NaN;
    for (int s = 1; s <= forSeconds; s++) {
      for (int w = 1; w <= 10; w++) {
        market.advance(start + (s - 1) * SECOND + w * SECOND / 10, this);
        counts100ms.add(inWindow);
        inWindow = 0;
      }
      double mid = (bid + ask) / 2.0;
      int r = market.regimeAt(start + s * SECOND).ordinal();
      if (!Double.isNaN(before)) {
        double bp = (mid / before - 1) * 1e4;
        returnsBp.add(bp);
        seconds[r]++;
        squares[r] += bp * bp;
        trends[r] += Math.abs(bp);
      }
      before = mid;
      if (s % 10 == 0) {
        MarketEvent.DepthSnapshot snap = market.snapshot(1000, start + s * SECOND);
        fewestLevels = Math.min(fewestLevels, Math.min(snap.bids().size(), snap.asks().size()));
      }
    }
  }

  double volBp(Regime r) {
    return Math.sqrt(squares[r.ordinal()] / Math.max(1, seconds[r.ordinal()]));
  }

  double changesPerSecond(Regime r) {
    return changes[r.ordinal()] / (double) Math.max(1, seconds[r.ordinal()]);
  }

  double tightShare(Regime r) {
    return tightTime[r.ordinal()] / (double) Math.max(1, spreadTime[r.ordinal()]);
  }

  double meanSpread(Regime r) {
    return spreadSum[r.ordinal()] / Math.max(1, spreadTime[r.ordinal()]);
  }

  static double autocorrelation(List<Integer> x, int lag) {
    double mean = x.stream().mapToInt(i -> i).average().orElse(0);
    double var = 0;
    double cov = 0;
    for (int i = 0; i < x.size(); i++) {
      var += (x.get(i) - mean) * (x.get(i) - mean);
      if (i >= lag) {
        cov += (x.get(i) - mean) * (x.get(i - lag) - mean);
      }
    }
    return cov / var;
  }

  static double kurtosis(List<Double> x) {
    double m2 = 0;
    double m4 = 0;
    for (double v : x) {
      m2 += v * v;
      m4 += v * v * v * v;
    }
    return m4 / x.size() / (m2 / x.size() * (m2 / x.size()));
  }

  @Override
  public void published(MarketEvent event, long nanos) {
    int r = market.regimeAt(nanos).ordinal();
    switch (event) {
      case MarketEvent.DepthUpdate d -> {
        changes[r] += d.last() - d.previous();
        inWindow += (int) (d.last() - d.previous());
      }
      case MarketEvent.BookTicker t -> {
        if (ask > 0) {
          spreadTime[r] += nanos - since;
          spreadSum[r] += (double) (ask - bid) * (nanos - since);
          tightTime[r] += ask - bid <= 2 ? nanos - since : 0;
        }
        since = nanos;
        bid = t.bid();
        ask = t.ask();
        crossed += bid >= ask ? 1 : 0;
      }
      case MarketEvent.Trade _ -> trades[r]++;
      case MarketEvent.MarkPrice _, MarketEvent.DepthSnapshot _ -> {}
      case MarketEvent.Kline _, MarketEvent.StreamState _ -> {}
    }
  }

  @Override
  public void filled(
      long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {}

  @Override
  public void removed(long venueId, Removal why, long nanos) {}

  String report() {
    StringBuilder out = new StringBuilder();
    for (Regime r : Regime.values()) {
      int i = r.ordinal();
      out.append(
          "@@ %s %d s: vol %.2f bp, |r| %.2f, changes %.0f/s, trades %.0f/s, spread %.2f, tight %.2f%n"
              .formatted(
                  r,
                  seconds[i],
                  volBp(r),
                  trends[i] / Math.max(1, seconds[i]),
                  changesPerSecond(r),
                  trades[i] / (double) Math.max(1, seconds[i]),
                  meanSpread(r),
                  tightShare(r)));
    }
    return out.append(
            "@@ kurtosis %.1f, autocorrelation of counts %.2f %.2f, levels >= %d, crossed %d%n"
                .formatted(
                    kurtosis(returnsBp),
                    autocorrelation(counts100ms, 1),
                    autocorrelation(counts100ms, 10),
                    fewestLevels,
                    crossed))
        .toString();
  }
}
