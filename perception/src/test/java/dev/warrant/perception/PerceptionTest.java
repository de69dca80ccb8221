package dev.warrant.perception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Recording.Received;
import dev.warrant.perception.model.Synthetic;
import dev.warrant.perception.model.Trainer;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.TreeRegimeClassifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerceptionTest {
  private static final long SECOND = 1_000_000_000L;

  private static final List<Instrument> BOTH =
      List.of(Recording.BTC_2024.instrument(0), Recording.ETH_2024.instrument(1));

  @Test
  void twoRecordedMarketsAreSeenWholeThoughTheirClockRunsAhead() {
    Replay replay = replay();
    List<Received> events = Replay.merged(Recording.BTC_2024, Recording.ETH_2024);
    int synced = 0;
    int asked = 0;
    for (Received r : events) {
      replay.on(r.nanos(), r.event());
      if (Replay.depth(r)) {
        asked++;
        synced += replay.perception.book(r.event().instrument()).usable() ? 1 : 0;
      }
    }
    assertThat(synced).isGreaterThan(asked - 20);
    assertThat(replay.perception.resyncs(0)).isEqualTo(1);
    assertThat(replay.perception.notReady(0)).isEmpty();
    assertThat(replay.perception.notReady(1)).isEmpty();
    assertThat(replay.beliefs).hasSizeGreaterThan(600);
    assertThat(replay.patterns).extracting(Fact.Pattern::name).contains("largeTrade");

    List<Fact> facts = replay.facts();
    assertThat(facts).isSortedAccordingTo(FactOrder.CANONICAL);
    assertThat(facts).filteredOn(Fact.Quote.class::isInstance).hasSize(2);
    assertThat(facts).filteredOn(Fact.Belief.class::isInstance).hasSize(2);
    assertThat(facts)
        .filteredOn(f -> f instanceof Fact.Feature x && x.ready())
        .hasSizeGreaterThan(64);
    Map<MeasureId, Long> m = measures(replay, 0);
    assertThat(m)
        .containsKeys(
            MeasureId.MARKET_SPREAD,
            MeasureId.MARKET_SPREAD_NORMAL,
            MeasureId.MARKET_VOLATILITY,
            MeasureId.MARKET_QUOTE_AGE,
            MeasureId.MARKET_CORRELATION,
            MeasureId.BELIEF_PROBABILITY,
            MeasureId.BELIEF_REGIME,
            MeasureId.BELIEF_AGE,
            MeasureId.BELIEF_DRIFT)
        .doesNotContainKeys(MeasureId.MARKET_MARK, MeasureId.CLOCK_OFFSET);
    assertThat(m).containsEntry(MeasureId.FEED_SYNCED, 1L);
    assertThat(m.get(MeasureId.MARKET_CORRELATION)).isBetween(200_000L, 1_000_000L);
    assertThat(m.get(MeasureId.MARKET_VOLATILITY)).isBetween(50_000L, 3_000_000L);
    assertThat(m.get(MeasureId.MARKET_SPREAD_NORMAL)).isEqualTo(100L);
    replay.perception.close();
  }

  @Test
  void aBeliefRestsOnTheLastEventOfItsOwnMarketThatFedIt() {
    Replay replay = replay();
    // Whose market each input feeds; -1 where it feeds none.
    List<Integer> fed = new ArrayList<>();
    for (Received r : Replay.merged(Recording.BTC_2024, Recording.ETH_2024).subList(0, 30_000)) {
      // Timers close many seconds, as on a desk.
      while (replay.nanos > 0 && r.nanos() - replay.nanos > SECOND / 50) {
        replay.pass(SECOND / 50);
        fed.add(-1);
      }
      replay.on(r.nanos(), r.event());
      fed.add(r.event() instanceof MarketEvent.BookTicker ? -1 : r.event().instrument());
    }
    assertThat(fed).contains(-1);
    assertThat(replay.beliefs).hasSizeGreaterThan(50);
    for (Fact.Belief b : replay.beliefs) {
      assertThat(fed.get((int) b.source() - 1)).as(b.toString()).isEqualTo(b.instrument());
    }
    replay.perception.close();
  }

  @Test
  void theSameInputsGiveTheSameWords() {
    List<Received> events =
        Replay.merged(Recording.BTC_2024, Recording.ETH_2024).subList(0, 30_000);
    assertThat(words(events)).isEqualTo(words(events));
  }

  private static Digest words(List<Received> events) {
    Replay replay = replay();
    StringBuilder said = new StringBuilder();
    int n = 0;
    for (Received r : events) {
      replay.on(r.nanos(), r.event());
      if (++n % 1000 == 0) {
        replay.facts().forEach(f -> said.append(Canon.text(f)).append('\n'));
        said.append(measures(replay, 0)).append(measures(replay, 1));
      }
    }
    replay.patterns.forEach(p -> said.append(Canon.text(p)));
    replay.beliefs.forEach(b -> said.append(Canon.text(b)));
    replay.perception.close();
    return Digest.sha256(said.toString());
  }

  @Test
  void aMissingUpdateMakesTheBookUnusableAtOnceAndASnapshotIsAskedFor() {
    Replay replay = replay();
    List<Received> events = Recording.BTC_2024.read(0);
    List<Received> cut = new ArrayList<>(events.subList(0, 20_000));
    int dropped = cut.size() - 1;
    while (!Replay.depth(cut.get(dropped))) {
      dropped--;
    }
    replay.feed(cut.subList(0, dropped));
    assertThat(replay.perception.book(0).usable()).isTrue();
    int before = replay.resyncs.size();
    int next = dropped + 1;
    while (!Replay.depth(events.get(next))) {
      next++;
    }
    replay.feed(events.subList(dropped + 1, next + 1));
    assertThat(replay.perception.book(0).usable()).isFalse();
    assertThat(replay.resyncs).hasSize(before + 1);
    assertThat(measures(replay, 0))
        .containsEntry(MeasureId.FEED_SYNCED, 0L)
        .doesNotContainKeys(MeasureId.MARKET_SPREAD, MeasureId.MARKET_QUOTE_AGE);
    assertThat(replay.facts()).noneMatch(Fact.Quote.class::isInstance);
    assertThat(replay.perception.notReady(0)).isEqualTo("not ready: book, GAP");
    replay.perception.close();
  }

  @Test
  void silenceMakesTheFeedStaleAndThePatternSaysSo() {
    Replay replay = replay();
    replay.feed(Recording.BTC_2024.read(0).subList(0, 20_000));
    for (int i = 0; i < 5; i++) {
      replay.pass(SECOND);
    }
    assertThat(feed(replay, 0).state()).isEqualTo(FeedState.STALE);
    assertThat(replay.patterns).extracting(Fact.Pattern::name).contains("staleFeed");
    assertThat(replay.facts())
        .anyMatch(f -> f instanceof Fact.Pattern p && p.name().equals("staleFeed"));
    for (int i = 0; i < 5; i++) {
      replay.pass(SECOND);
    }
    replay.on(replay.nanos, new MarketEvent.StreamState(0, false, "closed by the venue"));
    assertThat(feed(replay, 0).state()).isEqualTo(FeedState.DOWN);
    replay.perception.close();
  }

  @Test
  void aTickerKeepsTheBestPricesYoungWhileTheBookGrowsStale() {
    Replay replay = replay();
    List<Received> events = Recording.BTC_2024.read(0).subList(0, 20_000);
    replay.feed(events);
    Received last = events.reversed().stream().filter(Replay::depth).findFirst().orElseThrow();
    long lastMs = ((MarketEvent.DepthUpdate) last.event()).eventMs();
    var book = replay.perception.book(0);
    long id = book.lastUpdateId();
    long bid = book.bid();
    for (int i = 1; i <= 30; i++) {
      replay.pass(SECOND / 10);
      long ms = lastMs + (replay.nanos - last.nanos()) / 1_000_000;
      replay.on(replay.nanos, new MarketEvent.BookTicker(0, id + i, bid, 5, bid + 3, 5, ms, ms));
    }
    assertThat(feed(replay, 0).state()).isEqualTo(FeedState.STALE);
    assertThat(measures(replay, 0))
        .containsEntry(MeasureId.FEED_SYNCED, 0L)
        .containsEntry(MeasureId.MARKET_SPREAD, 3L);
    assertThat(measures(replay, 0).get(MeasureId.MARKET_QUOTE_AGE)).isLessThan(500_000);
    assertThat(replay.perception.top(0).usable()).isFalse();
    replay.perception.close();
  }

  @Test
  void aBeliefGrowsOldWhenTheBookIsLost() {
    Replay replay = replay();
    replay.feed(Recording.BTC_2024.read(0).subList(0, 20_000));
    long young = measures(replay, 0).getOrDefault(MeasureId.BELIEF_AGE, 0L);
    replay.on(replay.nanos, new MarketEvent.StreamState(0, false, "closed by the venue"));
    replay.pass(20 * SECOND);
    assertThat(measures(replay, 0).get(MeasureId.BELIEF_AGE)).isGreaterThan(young + 19_000_000);
    replay.perception.close();
  }

  @Test
  void whatIsNotWarmIsNamedWithItsPercentage() {
    Replay replay = quiet();
    assertThat(replay.perception.notReady(0)).isEqualTo("not ready: book, SYNCING");
    List<Received> events = Recording.BTC_2024.read(0);
    int i = 0;
    while (!replay.perception.book(0).usable()) {
      replay.on(events.get(i).nanos(), events.get(i++).event());
    }
    assertThat(replay.perception.notReady(0)).matches("not ready: feature \\w+, \\d+ %");
    while (!replay.perception.notReady(0).isEmpty()) {
      replay.on(events.get(i).nanos(), events.get(i++).event());
    }
    long waited = replay.nanos - events.getFirst().nanos();
    assertThat(waited / SECOND).isLessThanOrEqualTo(15);
  }

  @Test
  void klinesWarmTheBarIndicators() {
    Replay replay = quiet();
    for (int i = 0; i < 6; i++) {
      replay.on(SECOND, kline(i, 1000 + i));
    }
    assertThat(feature(replay, "rsi14Bar").readyPercent()).isEqualTo(35);
    for (int i = 6; i < 40; i++) {
      replay.on(SECOND, kline(i, 1000 + i));
    }
    Fact.Feature rsi = feature(replay, "rsi14Bar");
    assertThat(rsi.ready()).isTrue();
    assertThat(rsi.value()).isEqualTo(1_000_000);
    assertThat(feature(replay, "atr14Bar").ready()).isTrue();
    assertThat(feature(replay, "bollinger20Bar").value()).isPositive();
  }

  @Test
  void aMarkIsTheNearestTickUntilItIsOld() {
    Replay replay = quiet();
    replay.on(SECOND, new MarketEvent.MarkPrice(0, 6_180_034_000_000L, 0, -12_345, 0, 1000, false));
    assertThat(measures(replay, 0))
        .containsEntry(MeasureId.MARKET_MARK, 618_003L)
        .containsEntry(MeasureId.MARKET_FUNDING, 124L);
    replay.pass(11 * SECOND);
    assertThat(measures(replay, 0)).doesNotContainKeys(MeasureId.MARKET_MARK);
  }

  @Test
  void theClocksOffsetIsToldOnceItWasSampled() {
    Replay replay = quiet();
    assertThat(measures(replay, 0)).doesNotContainKey(MeasureId.CLOCK_OFFSET);
    replay.on(5 * SECOND, new VenueEvent.ClockSample(4_000, 20_000_000, 5 * SECOND));
    assertThat(measures(replay, 0)).containsEntry(MeasureId.CLOCK_OFFSET, 990_000L);
  }

  @Test
  void aModelOfOtherFeaturesIsRefused() {
    RegimeClassifier other =
        new TreeRegimeClassifier(
            Trainer.train(
                new Trainer.Plan(2, 2, 0.2, 7), Synthetic.names(4), Synthetic.rows(1, 400, 4)),
            1);
    assertThatThrownBy(() -> new Replay(BOTH, Patterns.none(), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input0")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void withoutEnginesNeitherPatternNorBeliefIsTold() {
    Replay replay = quiet();
    replay.feed(Recording.BTC_2024.read(0).subList(0, 20_000));
    assertThat(replay.patterns).isEmpty();
    assertThat(replay.beliefs).isEmpty();
    assertThat(measures(replay, 0))
        .doesNotContainKeys(
            MeasureId.BELIEF_PROBABILITY, MeasureId.BELIEF_REGIME, MeasureId.BELIEF_DRIFT);
  }

  private static Replay replay() {
    return new Replay(BOTH, Replay.esper(), Replay.classifier(2));
  }

  private static Replay quiet() {
    return new Replay(
        List.of(Recording.BTC_2024.instrument(0)), Patterns.none(), RegimeClassifier.none());
  }

  private static MarketEvent.Kline kline(int minute, long close) {
    return new MarketEvent.Kline(
        0, minute * 60_000L, close, close + 1, close - 1, close, 600, 300, 10);
  }

  private static Fact.Feature feature(Replay replay, String name) {
    return replay.facts().stream()
        .filter(Fact.Feature.class::isInstance)
        .map(Fact.Feature.class::cast)
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Fact.Feed feed(Replay replay, int instrument) {
    return replay.facts().stream()
        .filter(Fact.Feed.class::isInstance)
        .map(Fact.Feed.class::cast)
        .filter(f -> f.instrument() == instrument)
        .findFirst()
        .orElseThrow();
  }

  private static Map<MeasureId, Long> measures(Replay replay, int instrument) {
    Map<MeasureId, Long> out = new EnumMap<>(MeasureId.class);
    replay.perception.measures(
        instrument,
        replay.nanos,
        new MeasureSink() {
          @Override
          public void set(int i, MeasureId measure, long value) {
            out.put(measure, value);
          }

          @Override
          public void absent(int i, MeasureId measure) {
            out.remove(measure);
          }
        });
    return out;
  }
}
