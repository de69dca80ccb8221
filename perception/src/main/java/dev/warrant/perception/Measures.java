package dev.warrant.perception;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.perception.feed.ClockOffset;
import dev.warrant.perception.feed.Top;
import dev.warrant.perception.regime.RegimeClassifier;

/// Writes what the market is like as measures. What is limited from above is rounded up, what is
/// limited from below down; what is not known is absent, and absence refuses.
final class Measures {
  private final ClockOffset clock;
  private final RegimeClassifier classifier;
  private final long markStaleNanos;

  Measures(ClockOffset clock, RegimeClassifier classifier, long markStaleNanos) {
    this.clock = clock;
    this.classifier = classifier;
    this.markStaleNanos = markStaleNanos;
  }

  void write(Watch w, long now, MeasureSink out) {
    int i = w.instrument.index();
    market(w, i, now, out);
    book(w, i, now, out);
    belief(w, i, now, out);
    set(out, i, MeasureId.CLOCK_OFFSET, ceilMicros(Math.abs(clock.nanos())), clock.sampled());
  }

  private void market(Watch w, int i, long now, MeasureSink out) {
    MarketEvent.MarkPrice mark = w.mark;
    boolean fresh = mark != null && now - w.markNanos <= markStaleNanos;
    long ticks = mark == null ? 0 : w.instrument.ticksOfE8(mark.markE8());
    long funding = mark == null ? 0 : Math.ceilDiv(Math.abs(mark.fundingRateE8()), 100);
    set(out, i, MeasureId.MARKET_MARK, ticks, fresh);
    set(out, i, MeasureId.MARKET_FUNDING, funding, fresh);
    set(
        out,
        i,
        MeasureId.MARKET_VOLATILITY,
        ceilPpm(w.features.volatilityAnnual()),
        w.features.volatilityKnown());
    set(
        out,
        i,
        MeasureId.MARKET_CORRELATION,
        ceilPpm(Math.abs(w.features.correlation())),
        w.features.correlationKnown());
  }

  private static void book(Watch w, int i, long now, MeasureSink out) {
    Top t = w.top();
    boolean quoted = w.feed.quoted();
    long normal = w.features.spreadNormalCentiTicks();
    boolean aged = w.feed.aged() && !w.feed.clockFault();
    long age = aged ? Math.max(0, w.feed.quoteAgeNanos(now)) : 0;
    boolean synced = w.feed.state() == FeedState.SYNCED && t.usable();
    set(out, i, MeasureId.MARKET_SPREAD, quoted ? t.ask() - t.bid() : 0, quoted);
    set(out, i, MeasureId.MARKET_SPREAD_NORMAL, normal, normal > 0);
    set(out, i, MeasureId.MARKET_QUOTE_AGE, ceilMicros(age), aged);
    set(out, i, MeasureId.FEED_SYNCED, synced ? 1 : 0, true);
  }

  private void belief(Watch w, int i, long now, MeasureSink out) {
    boolean held = w.belief != null;
    long drift = classifier.driftPpm(i);
    long probability = w.belief == null ? 0 : w.belief.probabilityPpm();
    long regime = w.belief == null ? 0 : w.belief.regime().ordinal();
    set(out, i, MeasureId.BELIEF_PROBABILITY, probability, held);
    set(out, i, MeasureId.BELIEF_REGIME, regime, held);
    set(out, i, MeasureId.BELIEF_AGE, held ? ceilMicros(now - w.beliefNanos) : 0, held);
    set(out, i, MeasureId.BELIEF_DRIFT, drift, drift >= 0);
    long error = w.check.calibrationErrorPpm();
    long disagreement = w.check.disagreementPpm();
    set(out, i, MeasureId.BELIEF_CALIBRATION_ERROR, error, w.checked);
    set(out, i, MeasureId.BELIEF_DISAGREEMENT, disagreement, w.checked);
  }

  private static void set(MeasureSink out, int i, MeasureId id, long value, boolean known) {
    if (known) {
      out.set(i, id, value);
    } else {
      out.absent(i, id);
    }
  }

  private static long ceilMicros(long nanos) {
    return Math.ceilDiv(nanos, 1000);
  }

  private static long ceilPpm(double ratio) {
    return (long) StrictMath.ceil(ratio * 1_000_000);
  }
}
