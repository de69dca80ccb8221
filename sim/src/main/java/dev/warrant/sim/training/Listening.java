package dev.warrant.sim.training;

import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.PerceptionConfig;
import dev.warrant.perception.PerceptionOutput;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.MarketListener;
import java.util.ArrayDeque;
import java.util.List;

/// A desk's ears without the rest of the desk: public data of some markets, on one connection that
/// keeps their order, through a [Perception]. As a desk does, it asks for warm-up bars first and
/// for a snapshot whenever the book is out of step, and waits for the answer.
final class Listening implements MarketListener, PerceptionOutput {
  /// As a desk asks for at its start.
  private static final int WARM_UP_BARS = 120;

  private static final int LEVELS = 1000;

  /// A request that reaches the venue at `nanos`.
  private record Request(int instrument, long nanos) {}

  /// An answer that reaches the desk at `nanos`.
  private record Answer(MarketEvent event, long nanos) {}

  private final List<? extends Market> markets;
  private final Delay delay;
  private final Perception perception;
  private final Beliefs beliefs;
  private final ArrayDeque<Request> requests = new ArrayDeque<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private long seq;
  private long now;

  Listening(
      List<? extends Market> markets, Delay delay, RegimeClassifier classifier, Beliefs beliefs) {
    this.markets = markets;
    this.delay = delay;
    this.beliefs = beliefs;
    List<Instrument> instruments = markets.stream().map(Market::instrument).toList();
    perception =
        new Perception(PerceptionConfig.standard(), instruments, Patterns.none(), classifier);
  }

  /// Listens from `from` until `to`, or until the markets have nothing more to say.
  void listen(long from, long to) {
    now = from;
    for (int i = 0; i < markets.size(); i++) {
      hear(new MarketEvent.StreamState(i, true, "connected"), from);
      for (MarketEvent.Kline bar : markets.get(i).klines(WARM_UP_BARS, from)) {
        hear(bar, from);
      }
    }
    for (Market next = next(); next.nextNanos() < to; next = next()) {
      long at = next.nextNanos();
      serve(at);
      next.advance(at, this);
    }
  }

  private Market next() {
    Market next = markets.getFirst();
    for (Market m : markets) {
      next = m.nextNanos() < next.nextNanos() ? m : next;
    }
    return next;
  }

  /// Answers the requests that reach the venue before `at`.
  private void serve(long at) {
    while (!requests.isEmpty() && requests.getFirst().nanos < at) {
      Request r = requests.removeFirst();
      Market market = markets.get(r.instrument);
      answers.addLast(new Answer(market.snapshot(LEVELS, r.nanos), r.nanos + delay.next()));
    }
  }

  @Override
  public void published(MarketEvent event, long nanos) {
    long arrives = Math.max(now, nanos + delay.next());
    while (!answers.isEmpty() && answers.getFirst().nanos <= arrives) {
      Answer a = answers.removeFirst();
      hear(a.event, Math.max(now, a.nanos));
    }
    hear(event, arrives);
  }

  private void hear(Event event, long at) {
    now = at;
    perception.on(++seq, at, event, this);
  }

  @Override
  public void resync(int instrument) {
    requests.addLast(new Request(instrument, now + delay.next()));
  }

  @Override
  public void believed(Fact.Belief belief) {
    int i = belief.instrument();
    beliefs.believed(belief, now, perception.features(i).midCentiTicks());
  }

  @Override
  public void matched(Fact.Pattern pattern) {
    throw new IllegalStateException("a pattern matched, but none are loaded: " + pattern);
  }

  @Override
  public void filled(long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {
    throw new IllegalStateException("order " + venueId + " was filled, but none was sent");
  }

  @Override
  public void removed(long venueId, Removal why, long nanos) {
    throw new IllegalStateException("order " + venueId + " was removed, but none was sent");
  }
}
