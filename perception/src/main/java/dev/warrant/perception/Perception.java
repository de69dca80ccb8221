package dev.warrant.perception;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.feature.Correlation;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.feed.BookView;
import dev.warrant.perception.feed.ClockOffset;
import dev.warrant.perception.feed.Top;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.RuleOfThumb;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// From events to books, features, patterns, beliefs and market measures.
///
/// Called by the sequencer alone. Everything it says is a function of the inputs it was given with
/// their sequence numbers and times; seconds, timeouts and ages are measured on those times.
public final class Perception implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  /// A silence is sampled for at most this many seconds; a longer one is left a hole.
  private static final long CATCH_UP_SECONDS = 64;

  private final ClockOffset clock = new ClockOffset();
  private final Watch[] watches;
  private final List<Correlation> correlations;
  private final Patterns patterns;
  private final RegimeClassifier classifier;
  private final Measures measures;
  private final Consumer<Fact.Pattern> onMatch = this::matched;
  private @Nullable PerceptionOutput out;
  private long second = Long.MIN_VALUE;
  private long nanos;
  private long heardSeq;
  private @Nullable Event heard;

  /// @param classifier [RegimeClassifier#none()] for a desk without a model
  /// @throws IllegalArgumentException if the classifier was trained on other features than these
  public Perception(
      PerceptionConfig config,
      List<Instrument> instruments,
      Patterns patterns,
      RegimeClassifier classifier) {
    List<String> names = FeatureSet.inputNames();
    if (!classifier.inputs().isEmpty() && !classifier.inputs().equals(names)) {
      throw new IllegalArgumentException(
          "the regime model takes "
              + classifier.inputs()
              + ", this version computes "
              + names
              + "\nMaybe the model is older than the program: train it again.");
    }
    this.patterns = patterns;
    this.classifier = classifier;
    measures = new Measures(clock, classifier, config.markStaleNanos());
    correlations = Correlation.forInstruments(instruments.size());
    watches = new Watch[instruments.size()];
    for (int i = 0; i < watches.length; i++) {
      watches[i] =
          new Watch(
              instruments.get(i), config.feed(), clock, correlations.get(i), this::askForSnapshot);
    }
  }

  /// From now on only features that pass `given` are told as facts. Measures, patterns and the
  /// classifier see all of them.
  public Perception telling(Predicate<String> given) {
    for (Watch w : watches) {
      w.features.tell(given);
    }
    return this;
  }

  /// Takes the input with sequence number `seq` at desk time `now`. Events of other kinds only let
  /// time pass.
  public void on(long seq, long now, Event event, PerceptionOutput output) {
    hear(seq, now, event, output);
    finish();
  }

  /// The first part of [#on]: brings up to date what orders are decided and admitted by, that is
  /// books, best prices and all measures. [#finish] must follow before anything else is asked of
  /// this class.
  ///
  /// @return whether the best prices or the mark of the event's instrument may have changed
  public boolean hear(long seq, long now, Event event, PerceptionOutput output) {
    out = output;
    nanos = now;
    heardSeq = seq;
    heard = event;
    if (event instanceof MarketEvent m) {
      seed(m, now);
    }
    pass(seq, now);
    return switch (event) {
      case MarketEvent m -> market(seq, now, m);
      case VenueEvent.ClockSample s -> {
        clock.sample(s.serverMs(), s.roundTripNanos(), s.heardNanos());
        yield false;
      }
      case VenueEvent _, DeskEvent _ -> false;
    };
  }

  /// The second part of [#on]: what only later inputs need, that is patterns, flows and bars. An
  /// order that the event set off need not wait for it.
  public void finish() {
    patterns.advance(heardSeq, nanos, onMatch);
    if (heard instanceof MarketEvent m) {
      finish(watches[m.instrument()], m);
    }
    heard = null;
  }

  /// The best prices of an instrument: of its book, or of a book ticker that is ahead of it.
  public Top top(int instrument) {
    return watches[instrument].top();
  }

  /// The book of an instrument.
  public BookView book(int instrument) {
    return watches[instrument].book();
  }

  /// All facts at desk time `now`, in canonical order.
  public void facts(long now, Consumer<Fact> sink) {
    for (Watch w : watches) {
      BookView b = w.book();
      if (b.usable()) {
        sink.accept(
            new Fact.Quote(
                w.instrument.index(),
                w.seq,
                b.bid(),
                b.bidLots(),
                b.ask(),
                b.askLots(),
                b.micropriceCentiTicks()));
      }
    }
    for (Watch w : watches) {
      w.features.facts(w.instrument.index(), w.seq, sink);
    }
    for (Watch w : watches) {
      if (w.belief != null) {
        sink.accept(w.belief);
      }
    }
    for (Watch w : watches) {
      for (Fact.Pattern p : w.patterns.values()) {
        if (p.untilNanos() > now) {
          sink.accept(p);
        }
      }
    }
    for (Watch w : watches) {
      long age = w.feed.aged() ? w.feed.ageNanos(now) / 1000 : -1;
      sink.accept(new Fact.Feed(w.instrument.index(), w.seq, w.feed.state(), age));
    }
  }

  /// Writes the market, belief and feed measures of one instrument as of desk time `now`; what is
  /// not known is written as absent.
  public void measures(int instrument, long now, MeasureSink sink) {
    measures.write(watches[instrument], now, sink);
  }

  /// What keeps the classifier from speaking about this instrument, such as `not ready: feature
  /// rsi14, 40 %`; empty if nothing.
  public String notReady(int instrument) {
    Watch w = watches[instrument];
    return w.book().usable() ? w.features.notReady() : "not ready: book, " + w.feed.state();
  }

  /// The features of one instrument, for training and for display.
  public FeatureSet features(int instrument) {
    return watches[instrument].features;
  }

  /// Snapshots asked for so far.
  public long resyncs(int instrument) {
    return watches[instrument].feed.resyncs();
  }

  @Override
  public void close() {
    patterns.close();
  }

  private void seed(MarketEvent event, long now) {
    switch (event) {
      case MarketEvent.DepthUpdate u -> clock.seed(u.eventMs(), now);
      case MarketEvent.Trade t -> clock.seed(t.eventMs(), now);
      case MarketEvent.BookTicker t -> clock.seed(t.eventMs(), now);
      case MarketEvent.DepthSnapshot _,
          MarketEvent.MarkPrice _,
          MarketEvent.Kline _,
          MarketEvent.StreamState _ -> {}
    }
  }

  /// Lets time pass up to `now`: full seconds, ages and due requests.
  private void pass(long seq, long now) {
    long running = Math.floorDiv(now, SECOND);
    if (second == Long.MIN_VALUE) {
      second = running;
    }
    long missed = Math.min(running - second, CATCH_UP_SECONDS);
    for (long i = missed; i > 0; i--) {
      endSecond(seq, Math.min(now, (running - i + 1) * SECOND));
    }
    second = running;
    for (Watch w : watches) {
      w.feed.advance(now);
    }
  }

  private void endSecond(long seq, long at) {
    for (Watch w : watches) {
      w.feed.advance(at);
      long trades = w.features.tradesThisSecond();
      w.features.second();
      pulse(w, seq, at, trades);
    }
    for (int i = 0; i < watches.length && watches.length > 1; i++) {
      correlations.get(i).add(watches[i].features, watches[i == 0 ? 1 : 0].features);
    }
    for (Watch w : watches) {
      classify(w, at);
    }
  }

  private void pulse(Watch w, long seq, long at, long trades) {
    long age = w.feed.aged() ? w.feed.ageNanos(at) / 1000 : -1;
    patterns.advance(seq, at, onMatch);
    patterns.on(
        seq,
        at,
        new PatternEvent.Pulse(
            w.instrument.index(),
            age,
            w.features.midCentiTicks(),
            w.features.noiseCentiTicks(),
            w.changes,
            trades),
        onMatch);
    w.changes = 0;
  }

  /// What is believed rests on what the features were made of, not on the input that happened to
  /// close the second: that may be another market's, or none of a market.
  private void classify(Watch w, long at) {
    if (!w.book().usable() || !w.features.notReady().isEmpty()) {
      return;
    }
    w.features.vector(w.vector);
    Fact.Belief belief = classifier.classify(w.instrument.index(), w.fed, at, w.vector);
    if (belief != null) {
      w.belief = belief;
      w.beliefNanos = at;
      check(w, at, belief);
      output().believed(belief);
    }
  }

  /// Holds the belief against a second reading of the same market.
  private void check(Watch w, long at, Fact.Belief belief) {
    int n = RuleOfThumb.SECONDS;
    Regime read = RuleOfThumb.read(w.features.volatility(n), w.features.efficiency(n));
    long given = classifier.probabilityPpm(w.instrument.index(), read);
    w.checked = given >= 0;
    if (w.checked) {
      // A second ends where the next begins.
      long ended = Math.floorDiv(at - 1, SECOND);
      w.check.add(ended, belief.regime(), belief.probabilityPpm(), read, given);
    }
  }

  private boolean market(long seq, long now, MarketEvent event) {
    Watch w = watches[event.instrument()];
    w.seq = seq;
    return switch (event) {
      case MarketEvent.DepthUpdate u -> {
        w.moved = w.feed.on(u, now);
        yield true;
      }
      case MarketEvent.DepthSnapshot s -> {
        w.moved = w.feed.on(s, now);
        yield true;
      }
      case MarketEvent.BookTicker t -> w.feed.on(t, now);
      case MarketEvent.MarkPrice m -> {
        w.mark = m;
        w.markNanos = now;
        yield true;
      }
      case MarketEvent.StreamState s -> {
        w.feed.on(s, now);
        yield false;
      }
      case MarketEvent.Trade _, MarketEvent.Kline _ -> false;
    };
  }

  private void finish(Watch w, MarketEvent event) {
    switch (event) {
      case MarketEvent.DepthUpdate u -> depth(w, u);
      case MarketEvent.DepthSnapshot _ -> {
        if (w.moved) {
          w.fed = heardSeq;
          w.features.onBookLost();
          w.features.onBook();
        }
      }
      case MarketEvent.Trade t -> trade(w, t);
      case MarketEvent.MarkPrice m -> {
        w.fed = heardSeq;
        w.features.onFunding(m.fundingRateE8());
      }
      case MarketEvent.Kline k -> {
        w.fed = heardSeq;
        w.features.onKline(k);
      }
      case MarketEvent.StreamState _ -> lost(w);
      case MarketEvent.BookTicker _ -> {}
    }
  }

  private void depth(Watch w, MarketEvent.DepthUpdate u) {
    if (!w.moved) {
      if (!w.feed.aged()) {
        lost(w);
      }
      return;
    }
    w.fed = heardSeq;
    w.features.onBook();
    BookView b = w.book();
    int changes = u.bids().size() + u.asks().size();
    w.changes += changes;
    patterns.on(
        heardSeq,
        nanos,
        new PatternEvent.Book(
            w.instrument.index(),
            b.bid(),
            b.ask(),
            100 * (b.ask() - b.bid()),
            w.features.spreadNormalCentiTicks(),
            changes),
        onMatch);
  }

  private void lost(Watch w) {
    w.fed = heardSeq;
    w.features.onBookLost();
  }

  private void trade(Watch w, MarketEvent.Trade t) {
    if (!w.trades.fresh(t)) {
      return;
    }
    w.fed = heardSeq;
    w.features.onTrade(t);
    if (t.regular()) {
      patterns.on(
          heardSeq,
          nanos,
          new PatternEvent.Trade(
              w.instrument.index(), t.price(), t.lots(), t.buyerIsMaker() ? 1 : 0),
          onMatch);
    }
  }

  private void matched(Fact.Pattern match) {
    if (watches[match.instrument()].remember(match, nanos)) {
      output().matched(match);
    }
  }

  private void askForSnapshot(int instrument) {
    output().resync(instrument);
  }

  private PerceptionOutput output() {
    if (out == null) {
      throw new IllegalStateException("perception speaks before it was given an input");
    }
    return out;
  }
}
