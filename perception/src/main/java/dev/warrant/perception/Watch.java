package dev.warrant.perception;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.feature.Correlation;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.feed.BookFeed;
import dev.warrant.perception.feed.BookView;
import dev.warrant.perception.feed.ClockOffset;
import dev.warrant.perception.feed.FeedLimits;
import dev.warrant.perception.feed.Top;
import dev.warrant.perception.feed.TradeFilter;
import dev.warrant.perception.regime.BeliefCheck;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// All that is known of one instrument's market.
final class Watch {
  final Instrument instrument;
  final BookFeed feed;
  final FeatureSet features;
  final TradeFilter trades = new TradeFilter();
  final Map<String, Fact.Pattern> patterns = new TreeMap<>();
  final double[] vector = new double[FeatureSet.inputNames().size()];
  Fact.@Nullable Belief belief;
  long beliefNanos;
  final BeliefCheck check = new BeliefCheck();

  /// Whether the classifier tells enough for it to be held against another reading.
  boolean checked;

  MarketEvent.@Nullable MarkPrice mark;
  long markNanos;
  long seq;

  /// The last event that its features took in; one of its own.
  long fed;

  long changes;

  /// Whether the depth heard last left the book in sequence and different.
  boolean moved;

  Watch(
      Instrument instrument,
      FeedLimits limits,
      ClockOffset clock,
      Correlation correlation,
      IntConsumer resync) {
    this.instrument = instrument;
    feed = new BookFeed(instrument.index(), limits, clock, resync);
    features = new FeatureSet(feed.book(), correlation);
  }

  Top top() {
    return feed.top();
  }

  BookView book() {
    return feed.book();
  }

  /// Remembers a match unless the one in force has more than half of its time left.
  ///
  /// @return whether it was remembered
  boolean remember(Fact.Pattern match, long nanos) {
    Fact.Pattern old = patterns.get(match.name());
    if (old != null && old.untilNanos() - nanos > (match.untilNanos() - match.fromNanos()) / 2) {
      return false;
    }
    patterns.put(match.name(), match);
    return true;
  }
}
