package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What order flow on real venues is known to do, within tolerances.
class GeneratedFactsTest {
  private static final long START = 1_750_000_000_000_000_000L;
  private static final long SECOND = GeneratedStatistics.SECOND;
  private static final List<Instrument> BOTH = List.of(Instruments.BTC, Instruments.ETH);

  @Test
  void theFlowShowsTheFactsOfRealMarkets() {
    for (GeneratedMarket m : Markets.generated(BOTH, 42, START)) {
      GeneratedStatistics s = new GeneratedStatistics(m);
      s.run(START, 1_800);
      System.out.print(s.report());
      assertThat(s.crossed).as("crossed or locked quotes").isZero();
      assertThat(s.fewestLevels).isGreaterThanOrEqualTo(50);
      assertThat(s.volBp(Regime.CALM)).isBetween(0.5, 2.0);
      assertThat(s.volBp(Regime.VIOLENT)).isBetween(5.0, 15.0);
      assertThat(s.volBp(Regime.TRENDING)).isGreaterThan(2 * s.volBp(Regime.CALM));
      for (Regime r : Regime.values()) {
        assertThat(s.changesPerSecond(r)).as("book changes a second").isBetween(200.0, 900.0);
      }
      assertThat(s.tightShare(Regime.CALM)).as("spread of 1 or 2 ticks").isGreaterThan(0.75);
      assertThat(s.meanSpread(Regime.VIOLENT)).isGreaterThan(3 * s.meanSpread(Regime.CALM));
      assertThat(GeneratedStatistics.kurtosis(s.returnsBp)).as("fat tails").isGreaterThan(6);
      assertThat(GeneratedStatistics.autocorrelation(s.counts100ms, 1))
          .as("clustering")
          .isGreaterThan(0.2);
      assertThat(GeneratedStatistics.autocorrelation(s.counts100ms, 10))
          .as("clustering over a second")
          .isGreaterThan(0.05);
    }
  }

  @Test
  void marketsOfOneSeedShareRegimesAndMoveTogether() {
    List<GeneratedMarket> markets = Markets.generated(BOTH, 9, START);
    List<GeneratedStatistics> measured = new ArrayList<>();
    for (GeneratedMarket m : markets) {
      measured.add(new GeneratedStatistics(m));
      measured.getLast().run(START, 600);
    }
    for (int s = 0; s < 600; s++) {
      assertThat(markets.get(0).regimeAt(START + s * SECOND))
          .isEqualTo(markets.get(1).regimeAt(START + s * SECOND));
    }
    assertThat(correlation(measured.get(0).returnsBp, measured.get(1).returnsBp))
        .isBetween(0.4, 0.95);
  }

  private static double correlation(List<Double> x, List<Double> y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.size(); i++) {
      xy += x.get(i) * y.get(i);
      xx += x.get(i) * x.get(i);
      yy += y.get(i) * y.get(i);
    }
    return xy / Math.sqrt(xx * yy);
  }

  @Test
  void aMinuteOfTheDemonstrationSeesSeveralRegimes() {
    int changes = 0;
    for (long seed = 1; seed <= 20; seed++) {
      RegimePath path = new CommonFactor(FlowParameters.demo(), seed, START).path();
      TreeSet<Regime> seen = new TreeSet<>();
      for (int s = 0; s < 60; s++) {
        seen.add(path.at(START + s * SECOND).regime());
      }
      assertThat(seen).as("seed " + seed).hasSizeGreaterThanOrEqualTo(2);
      changes += seen.size();
    }
    assertThat(changes / 20.0).isGreaterThan(2.5);
  }

  @Test
  void trendsAndRangesMoveFartherThanFeesCost() {
    double trend = 0;
    int trends = 0;
    double width = 0;
    int ranges = 0;
    for (long seed = 1; seed <= 40; seed++) {
      RegimePath path = new CommonFactor(FlowParameters.demo(), seed, START).path();
      GeneratedMarket m = Markets.generated(BOTH, seed, START).getFirst();
      RegimePath.Segment first = path.at(START);
      if (first.regime() != Regime.TRENDING && first.regime() != Regime.RANGING) {
        continue;
      }
      double high = 0;
      double low = Double.MAX_VALUE;
      double mid = 600_000;
      for (long t = START; t < first.to(); t += SECOND / 4) {
        m.advance(t, new Counter());
        mid = m.snapshot(1, t).bids().ticks(0);
        high = Math.max(high, mid);
        low = Math.min(low, mid);
      }
      if (first.regime() == Regime.TRENDING) {
        trend += (mid / 600_000 - 1) * 1e4 * first.direction();
        trends++;
      } else {
        width += (high / low - 1) * 1e4;
        ranges++;
      }
    }
    System.out.printf(
        "@@ mean trend %.1f bp of %d, mean width of ranges %.1f bp of %d%n",
        trend / trends, trends, width / ranges, ranges);
    assertThat(trend / trends).isGreaterThan(14);
    assertThat(width / ranges).isGreaterThan(10);
  }

  @Test
  void anUnseenGeneratorIsDifferentAndStillAMarket() {
    for (long seed = 1; seed <= 5; seed++) {
      FlowParameters p = FlowParameters.day().perturbed(seed);
      assertThat(p.regimes()).isNotEqualTo(FlowParameters.day().regimes());
      assertThat(p).isEqualTo(FlowParameters.day().perturbed(seed));
      GeneratedMarket m = Markets.generated(BOTH, p, seed, START).getLast();
      GeneratedStatistics s = new GeneratedStatistics(m);
      s.run(START, 300);
      assertThat(s.crossed).isZero();
      assertThat(s.fewestLevels).isGreaterThanOrEqualTo(50);
    }
  }

  @Test
  void speedIsReported() {
    for (int round = 0; round < 3; round++) {
      GeneratedMarket m = Markets.generated(BOTH, FlowParameters.day(), 3, START).getFirst();
      Counter out = new Counter();
      long t0 = Stopwatch.ticks();
      m.advance(START + 1_800 * SECOND, out);
      double seconds = (Stopwatch.ticks() - t0) / 1e9;
      System.out.printf(
          "@@ generated %d background events %.0f/s, %d published, %.0f times real time%n",
          m.backgroundEvents(), m.backgroundEvents() / seconds, out.events, 1_800 / seconds);
      assertThat(m.backgroundEvents()).isGreaterThan(300_000);
    }
  }
}
