package dev.warrant.perception.feature;

import dev.warrant.knowledge.event.MarketEvent.Kline;
import dev.warrant.knowledge.event.MarketEvent.Trade;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.perception.feed.Book;
import dev.warrant.perception.feed.BookView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// All features of one instrument. Book and trade events cost a constant number of steps; sampled
/// statistics advance once a second of desk time, and those on bars once a minute of venue time.
public final class FeatureSet {
  private static final int SPREAD_SECONDS = 120;
  private static final int VPIN_PER_MINUTE = 100;
  private static final int VPIN_SECONDS = 5;

  final BookView book;
  final Correlation correlation;
  final Seconds seconds = new Seconds();
  final Bars bars = new Bars();
  final OrderFlow flow = new OrderFlow();
  final TradeFlow trades = new TradeFlow();
  final Vpin vpin = new Vpin();
  final KyleLambda lambda = new KyleLambda();
  private final RunningMedian spreads = new RunningMedian(SPREAD_SECONDS);
  private final BarBuilder builder = new BarBuilder();
  private final List<Feature> features;
  private final List<Feature> inputs;
  private List<Feature> byName;
  private long fundingE8;
  private boolean funded;
  private double volatilityAnnual;

  /// @param correlation shared with the instrument it is with
  public FeatureSet(BookView book, Correlation correlation) {
    this.book = book;
    this.correlation = correlation;
    features = FeatureTable.of(this);
    inputs = features.stream().filter(Feature::input).toList();
    List<Feature> sorted = new ArrayList<>(features);
    sorted.sort(Comparator.comparing(Feature::name));
    byName = List.copyOf(sorted);
  }

  /// Names of the model's inputs, in the order of [#vector].
  public static List<String> inputNames() {
    return new FeatureSet(new Book(), new Correlation(true))
        .inputs.stream().map(Feature::name).toList();
  }

  /// Names of all features.
  public static SortedSet<String> names() {
    SortedSet<String> out = new TreeSet<>();
    new FeatureSet(new Book(), new Correlation(true)).features.forEach(f -> out.add(f.name()));
    return out;
  }

  /// All features, in the order of declaration.
  public List<Feature> features() {
    return features;
  }

  /// The book changed and is in sequence.
  public void onBook() {
    flow.on(book);
  }

  /// The book was lost.
  public void onBookLost() {
    flow.unchain();
  }

  /// A trade.
  public void onTrade(Trade trade) {
    Bar closed = builder.add(trade);
    if (closed != null) {
      bars.add(closed);
    }
    if (trade.regular()) {
      trades.add(trade.lots(), trade.buyerIsMaker());
      vpin.add(trade.lots(), trade.buyerIsMaker());
    }
  }

  /// A closed bar of the venue, for warm-up.
  public void onKline(Kline k) {
    bars.add(
        new Bar(
            k.openMs(),
            k.open(),
            k.high(),
            k.low(),
            k.close(),
            k.volumeLots(),
            k.takerBuyLots(),
            k.trades(),
            true));
  }

  /// The funding rate of the current interval.
  public void onFunding(long rateE8) {
    fundingE8 = rateE8;
    funded = true;
  }

  /// A second of desk time ended.
  public void second() {
    if (book.usable()) {
      double mid = BookShape.mid(book);
      double before = seconds.mids.size() == 0 ? mid : seconds.mids.get(0);
      seconds.add(mid);
      if (seconds.returned()) {
        lambda.add((double) trades.signedNow(), mid - before);
      }
      spreads.add(book.ask() - book.bid());
    } else {
      seconds.skip();
    }
    volatilityAnnual = seconds.volatility(60);
    sizeBuckets();
    trades.second();
    flow.second();
  }

  private void sizeBuckets() {
    if (!vpin.sized()) {
      long minute = bars.meanVolumeLots();
      if (minute == 0 && trades.seconds() >= VPIN_SECONDS) {
        minute = trades.volume() * 60 / trades.seconds();
      }
      vpin.bucket(minute == 0 ? 0 : Math.max(1, minute / VPIN_PER_MINUTE));
    }
  }

  /// The model's inputs now; `NaN` where a feature is not warm.
  public void vector(double[] out) {
    for (int i = 0; i < inputs.size(); i++) {
      Feature f = inputs.get(i);
      out[i] = f.ready().getAsInt() >= 100 ? f.value().getAsDouble() : Double.NaN;
    }
  }

  /// What keeps the model from its inputs, as `not ready: feature vpin, 40 %`; empty if nothing.
  public String notReady() {
    for (Feature f : inputs) {
      int ready = f.ready().getAsInt();
      if (ready < 100) {
        return "not ready: feature " + f.name() + ", " + ready + " %";
      }
    }
    return "";
  }

  /// From now on only features that pass `given` become facts; all are computed as before.
  public void tell(Predicate<String> given) {
    byName = byName.stream().filter(f -> given.test(f.name())).toList();
  }

  /// All features that are told as facts, sorted by name.
  public void facts(int instrument, long source, Consumer<Fact> out) {
    for (Feature f : byName) {
      out.accept(f.fact(instrument, source));
    }
  }

  /// Median spread of the last two minutes in hundredths of a tick, 0 if none was seen.
  public long spreadNormalCentiTicks() {
    return spreads.twice() * 50;
  }

  /// Whether [#volatilityAnnual] rests on enough seconds.
  public boolean volatilityKnown() {
    return seconds.ready() >= 100;
  }

  /// Annualised realised volatility of the last minute, 1 = 100 %.
  public double volatilityAnnual() {
    return volatilityAnnual;
  }

  /// Annualised realised volatility of the last so many seconds, at most sixty.
  public double volatility(int n) {
    return seconds.volatility(n);
  }

  /// Net move over path length of the last so many seconds, at most sixty; -1 to 1.
  public double efficiency(int n) {
    return seconds.efficiency(n);
  }

  /// Whether [#correlation()] rests on enough seconds.
  public boolean correlationKnown() {
    return correlation.ready() >= 100;
  }

  /// Correlation with the other instrument, -1 to 1.
  public double correlation() {
    return correlation.value();
  }

  /// Standard deviation of one-second mid changes in hundredths of a tick; 0 if unknown.
  public long noiseCentiTicks() {
    return volatilityKnown() ? seconds.noiseCentiTicks() : 0;
  }

  /// Trades in the second that is running.
  public long tradesThisSecond() {
    return trades.tradesNow();
  }

  /// Mid in hundredths of a tick, 0 without a usable book.
  public @Ticks long midCentiTicks() {
    return book.usable() ? 50 * (book.bid() + book.ask()) : 0;
  }

  double spread() {
    return book.ask() - book.bid();
  }

  double spreadRelative() {
    return spreads.size() == 0 || spreads.twice() == 0
        ? 1
        : 2 * spread() / (double) spreads.twice();
  }

  int spreadsReady() {
    return Math.min(100, spreads.size() * 100 / Seconds.READY);
  }

  int bookReady() {
    return book.usable() ? 100 : 0;
  }

  double fundingBps() {
    return fundingE8 / 1e4;
  }

  int fundingReady() {
    return funded ? 100 : 0;
  }
}
