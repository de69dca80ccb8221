package dev.warrant.perception.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// The declarations of all features, in the order that fixes the model's input vector.
final class FeatureTable {
  private final List<Feature> rows = new ArrayList<>();

  private FeatureTable() {}

  static List<Feature> of(FeatureSet f) {
    FeatureTable table = new FeatureTable();
    table.book(f);
    table.flow(f);
    table.risk(f.seconds);
    table.trend(f.seconds);
    table.trades(f);
    table.bars(f.bars);
    return List.copyOf(table.rows);
  }

  private void book(FeatureSet f) {
    IntSupplier now = f::bookReady;
    add("spread", 0, "ticks", "now", "best ask minus best bid", now, f::spread);
    input(
        "spreadRelative",
        4,
        "ratio",
        "now / 120 s",
        "spread over its median",
        () -> Math.min(f.bookReady(), f.spreadsReady()),
        f::spreadRelative);
    input(
        "micropriceDeviation",
        4,
        "ticks",
        "now",
        "Stoikov 2018",
        now,
        () -> BookShape.micropriceDeviation(f.book));
    input(
        "queueImbalance",
        6,
        "-1 to 1",
        "now",
        "Gould and Bonart 2016",
        now,
        () -> BookShape.imbalance(f.book, 1));
    input(
        "depthImbalance5",
        6,
        "-1 to 1",
        "now, 5 levels",
        "Gould and Bonart 2016",
        now,
        () -> BookShape.imbalance(f.book, 5));
    add(
        "depthSlope",
        4,
        "ln(lots per tick)",
        "now, 10 levels",
        "Næs and Skjeltorp 2006",
        now,
        () -> BookShape.slope(f.book));
  }

  private void flow(FeatureSet f) {
    IntSupplier ready = () -> Math.min(f.bookReady(), f.trades.ready());
    for (int i = 0; i < OrderFlow.LEVELS; i++) {
      int level = i;
      String source = i == 0 ? "Cont, Kukanov, Stoikov 2014" : "Xu, Gould, Howison 2018";
      input("ofi" + (i + 1), 4, "mean depths", "10 s", source, ready, () -> f.flow.scaled(level));
    }
    input(
        "ofi",
        4,
        "mean depths",
        "10 s, 5 levels",
        "Cont, Cucuringu, Zhang 2023",
        ready,
        f.flow::integrated);
  }

  private void risk(Seconds s) {
    IntSupplier ready = s::ready;
    input(
        "volatility10",
        6,
        "per year",
        "10 s",
        "Andersen and Bollerslev 1998",
        ready,
        () -> s.volatility(10));
    input(
        "volatility60",
        6,
        "per year",
        "60 s",
        "Andersen and Bollerslev 1998",
        ready,
        () -> s.volatility(60));
    input(
        "bipower60",
        6,
        "per year",
        "60 s",
        "Barndorff-Nielsen and Shephard 2004",
        ready,
        () -> StrictMath.sqrt(s.bipower(60) * Seconds.YEAR));
    input(
        "jumpShare60", 6, "0 to 1", "60 s", "Huang and Tauchen 2005", ready, () -> s.jumpShare(60));
    input(
        "varianceRatio60",
        4,
        "ratio",
        "60 s, q = 5",
        "Lo and MacKinlay 1988",
        ready,
        () -> s.varianceRatio(60, 5));
    input(
        "autocorrelation60",
        6,
        "-1 to 1",
        "60 s, lag 1",
        "Roll 1984",
        ready,
        () -> s.autocorrelation(60));
  }

  private void trend(Seconds s) {
    IntSupplier ready = s::ready;
    add("emaFast", 2, "ticks", "10 x 1 s", "exponential mean", ready, s.fast::value);
    add("emaSlow", 2, "ticks", "30 x 1 s", "exponential mean", ready, s.slow::value);
    input(
        "emaDifference",
        4,
        "bps",
        "10 and 30 x 1 s",
        "Appel 1979 (MACD)",
        ready,
        s::emaDifferenceBps);
    input("rsi14", 4, "0 to 100", "14 x 1 s", "Wilder 1978", ready, s.rsi::value);
    input(
        "bollinger20",
        4,
        "deviations",
        "20 x 1 s",
        "Bollinger 1983",
        ready,
        () -> s.mids.score(20));
    input("momentum5", 4, "bps", "5 s", "Jegadeesh and Titman 1993", ready, () -> s.momentum(5));
    input("momentum30", 4, "bps", "30 s", "Jegadeesh and Titman 1993", ready, () -> s.momentum(30));
    input(
        "zscore30",
        4,
        "deviations",
        "30 x 1 s",
        "mid against its mean",
        ready,
        () -> s.mids.score(30));
    input("donchian60", 6, "0 to 1", "60 x 1 s", "Donchian 1960", ready, () -> s.donchian(60));
    input("efficiency60", 6, "-1 to 1", "60 s", "Kaufman 1995", ready, () -> s.efficiency(60));
  }

  private void trades(FeatureSet f) {
    TradeFlow t = f.trades;
    IntSupplier ready = t::ready;
    input("tradeRate10", 2, "trades per s", "10 s", "Hasbrouck 1991", ready, () -> t.rate(10));
    input(
        "tradeImbalance10",
        6,
        "-1 to 1",
        "10 s",
        "Chordia and Subrahmanyam 2004",
        ready,
        () -> t.imbalance(10));
    input(
        "tradeImbalance60",
        6,
        "-1 to 1",
        "60 s",
        "Chordia and Subrahmanyam 2004",
        ready,
        () -> t.imbalance(60));
    input(
        "vpin",
        6,
        "0 to 1",
        "50 volume buckets",
        "Easley, López de Prado, O'Hara 2012",
        f.vpin::ready,
        f.vpin::value);
    add(
        "kyleLambda",
        6,
        "ticks per 1000 lots",
        "60 s",
        "Kyle 1985",
        f.lambda::ready,
        f.lambda::value);
    add(
        "correlation",
        6,
        "-1 to 1",
        "60 s",
        "Pearson, with the other instrument",
        f.correlation::ready,
        f.correlation::value);
    add("fundingRate", 4, "bps per interval", "now", "venue", f::fundingReady, f::fundingBps);
  }

  private void bars(Bars b) {
    add(
        "emaFastBar",
        2,
        "ticks",
        "12 x 1 min",
        "exponential mean",
        bars(b, Bars.FAST),
        b.fast::value);
    add("emaSlowBar", 2, "ticks", "26 x 1 min", "exponential mean", bars(b, 20), b.slow::value);
    add(
        "emaDifferenceBar",
        4,
        "bps",
        "12 and 26 x 1 min",
        "Appel 1979 (MACD)",
        bars(b, 20),
        b::emaDifferenceBps);
    add(
        "rsi14Bar",
        4,
        "0 to 100",
        "14 x 1 min",
        "Wilder 1978",
        () -> b.rsi.count() * 100 / Bars.WILDER,
        b.rsi::value);
    add(
        "atr14Bar",
        2,
        "ticks",
        "14 x 1 min",
        "Wilder 1978",
        () -> b.atr.count() * 100 / Bars.WILDER,
        b.atr::value);
    add(
        "bollinger20Bar",
        4,
        "deviations",
        "20 x 1 min",
        "Bollinger 1983",
        bars(b, Bars.BOLLINGER),
        () -> b.closes.score(Bars.BOLLINGER));
    add(
        "donchian20Bar",
        6,
        "0 to 1",
        "20 x 1 min",
        "Donchian 1960",
        bars(b, Bars.BOLLINGER),
        b::donchian);
    add(
        "parkinson14Bar",
        6,
        "per year",
        "14 x 1 min",
        "Parkinson 1980",
        bars(b, Bars.WILDER),
        b::parkinson);
  }

  private static IntSupplier bars(Bars b, int wanted) {
    return () -> b.count(wanted) * 100 / wanted;
  }

  @SuppressWarnings("TooManyParameters") // one row of the table, written as one row
  private void input(
      String name,
      int decimals,
      String unit,
      String window,
      String source,
      IntSupplier ready,
      DoubleSupplier value) {
    rows.add(new Feature(name, decimals, unit, window, source, true, value, ready));
  }

  @SuppressWarnings("TooManyParameters") // one row of the table, written as one row
  private void add(
      String name,
      int decimals,
      String unit,
      String window,
      String source,
      IntSupplier ready,
      DoubleSupplier value) {
    rows.add(new Feature(name, decimals, unit, window, source, false, value, ready));
  }
}
