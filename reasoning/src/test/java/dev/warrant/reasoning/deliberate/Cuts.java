package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A fact store as the desk would cut it: two instruments, some thirty features each, measures.
public final class Cuts {
  public static final Instrument BTC =
      new Instrument(
          0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 500_000_000L, 200, 500, List.of());
  public static final Instrument ETH =
      new Instrument(
          1, "ETHUSDT", 1_000_000, 100_000, 1, 10_000_000, 500_000_000L, 200, 500, List.of());
  public static final List<Instrument> INSTRUMENTS = List.of(BTC, ETH);
  public static final Digest MODEL = Digest.sha256("model");
  private static final List<String> PLAIN =
      List.of(
          "autocorrelation60",
          "bipower60",
          "bollinger20",
          "depthImbalance5",
          "depthSlope",
          "donchian60",
          "efficiency60",
          "emaDifference",
          "emaFast",
          "emaSlow",
          "fundingRate",
          "jumpShare60",
          "kyleLambda",
          "momentum30",
          "momentum5",
          "ofi",
          "ofi1",
          "ofi2",
          "ofi3",
          "ofi4",
          "ofi5",
          "queueImbalance",
          "tradeImbalance10",
          "tradeImbalance60",
          "tradeRate10",
          "micropriceDeviation",
          "varianceRatio60",
          "volatility10",
          "zscore30");

  private final List<Fact> facts = new ArrayList<>();
  private List<Warrant> live = List.of();
  private long nanos = 1_000_000_000_000L;

  private Cuts() {}

  /// A calm market, flat, everything warm.
  public static Cuts calm() {
    Cuts c = new Cuts();
    c.instrument(0, 600_000, 600_010, Regime.CALM, 620_000, 400_000);
    c.instrument(1, 300_000, 300_004, Regime.CALM, 580_000, 500_000);
    c.facts.add(
        new Fact.Account(-1, 90, 10_000_000_000_000L, 10_000_000_000_000L, 0, 9_000_000_000_000L));
    c.facts.add(new Fact.DeskMode(-1, 1, Mode.NORMAL));
    return c;
  }

  private void instrument(int i, long bid, long ask, Regime regime, long ppm, long vol) {
    facts.add(new Fact.Quote(i, 100 + i, bid, 40, ask, 30, 50 * (bid + ask)));
    for (String name : PLAIN) {
      facts.add(new Fact.Feature(i, 101 + i, name, 0, 4, 100));
    }
    facts.add(new Fact.Feature(i, 102 + i, "rsi14", 500_000, 4, 100));
    facts.add(new Fact.Feature(i, 102 + i, "spread", ask - bid, 0, 100));
    facts.add(new Fact.Feature(i, 103 + i, "volatility60", vol, 6, 100));
    facts.add(new Fact.Feature(i, 104 + i, "vpin", 200_000, 6, 100));
    facts.add(new Fact.Belief(i, 105 + i, regime, ppm, nanos - 5_000_000_000L, MODEL));
    facts.add(new Fact.Feed(i, 106 + i, FeedState.SYNCED, 900));
    facts.add(new Fact.Position(i, 80 + i, 0, 0, 0, 0, 0, true));
    for (MeasureId id : MeasureId.values()) {
      boolean standing =
          switch (id.kind()) {
            case ORDER, WARRANT -> false;
            case LEDGER, WINDOW, LATCH, BELIEF, CLOCK -> true;
          };
      if (standing) {
        long value =
            switch (id) {
              case MARKET_VOLATILITY -> vol;
              case MARKET_CORRELATION -> 700_000;
              case MARKET_MARK -> bid;
              case ACCOUNT_EQUITY, ACCOUNT_PEAK, ACCOUNT_FREE -> 1_000_000_000L;
              case FEED_SYNCED, DEADMAN_ARMED, DESK_RECONCILED, POSITION_STOPPED -> 1;
              default -> 0;
            };
        facts.add(new Fact.Measure(i, 107 + i, id.text(), value));
      }
    }
  }

  public Cuts with(Fact fact) {
    without(f ->
        f.getClass() == fact.getClass()
            && f.instrument() == fact.instrument()
            && f.name().equals(fact.name()));
    facts.add(fact);
    return this;
  }

  public Cuts without(Predicate<Fact> which) {
    facts.removeIf(which);
    return this;
  }

  public Cuts regime(int i, Regime regime, long ppm) {
    return with(new Fact.Belief(i, 105 + i, regime, ppm, nanos - 5_000_000_000L, MODEL));
  }

  public Cuts feature(int i, String name, long value) {
    return with(new Fact.Feature(i, 120 + i, name, value, 4, 100));
  }

  public Cuts pattern(int i, String name) {
    return with(new Fact.Pattern(i, 130 + i, name, 7, nanos - 1_000_000, nanos + 1_000_000_000));
  }

  public Cuts position(int i, long net) {
    return with(
        new Fact.Position(i, 140 + i, net, Math.max(0, net), Math.max(0, -net), 0, 0, true));
  }

  public Cuts live(List<Warrant> warrants) {
    live = warrants;
    return this;
  }

  public Cuts later(long millis) {
    nanos += millis * 1_000_000;
    return this;
  }

  public List<Fact> facts() {
    return facts.stream().sorted(FactOrder.CANONICAL).toList();
  }

  public Cut cut() {
    return new Cut(1, 7, 200, nanos, facts(), live, 41);
  }

  public Cut cut(List<Fact> inThisOrder) {
    return new Cut(1, 7, 200, nanos, inThisOrder, live, 41);
  }
}
