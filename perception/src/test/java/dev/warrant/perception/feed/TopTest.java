package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.knowledge.event.MarketEvent.DepthSnapshot;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.event.MarketEvent.StreamState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopTest {
  private static final long MS = 1_000_000L;
  private static final long T0 = 1_700_000_000_000L;

  private final ClockOffset clock = new ClockOffset();
  private final BookFeed feed = new BookFeed(0, FeedLimits.standard(), clock, _ -> {});
  private final Top top = feed.top();

  /// Bid 100 for 12, ask 101 for 3, id 12, as of 20 ms.
  @BeforeEach
  void synced() {
    clock.seed(T0, at(0));
    snapshot(10, 15);
    update(6, 12, 5, 20, Levels.of(100, 12));
    assertThat(feed.book().usable()).isTrue();
  }

  @Test
  void withoutATickerTheBookIsTheTop() {
    quote(100, 12, 101, 3);
  }

  @Test
  void aTickerAheadOfTheBookIsTheTopAlsoWhereItCrossesTheBook() {
    assertThat(ticker(13, 103, 5, 104, 6, 30)).isTrue();
    quote(103, 5, 104, 6);
    // (104 - 103) * 5 / 11 above the bid.
    assertThat(top.micropriceCentiTicks()).isEqualTo(10_345);
    assertThat(feed.book().bid()).isEqualTo(100);
  }

  @Test
  void aTickerThatTheBookHasOvertakenIsNot() {
    assertThat(ticker(12, 103, 5, 104, 6, 30)).isFalse();
    quote(100, 12, 101, 3);
    ticker(14, 99, 5, 101, 6, 30);
    quote(99, 5, 101, 6);
    update(13, 14, 12, 40, Levels.of(100, 7));
    quote(100, 7, 101, 3);
  }

  @Test
  void aTickerBehindAnotherChangesNothing() {
    ticker(14, 99, 5, 101, 6, 30);
    assertThat(ticker(13, 98, 5, 101, 6, 31)).isFalse();
    quote(99, 5, 101, 6);
  }

  @Test
  void aTickerMakesNoStaleBookUsable() {
    feed.advance(at(1600));
    ticker(13, 99, 5, 101, 6, 1600);
    assertThat(top.usable()).isFalse();
    update(13, 15, 12, 1610, Levels.of(100, 7));
    quote(100, 7, 101, 3);
  }

  @Test
  void aTickerMakesNoLostBookUsableAndIsForgottenWithIt() {
    ticker(30, 99, 5, 101, 6, 30);
    update(20, 25, 19, 40, Levels.of(100, 7));
    assertThat(top.usable()).isFalse();
    assertThat(ticker(31, 99, 5, 101, 6, 41)).isFalse();
    snapshot(24, 50);
    quote(100, 7, 101, 3);
    ticker(31, 99, 5, 101, 6, 51);
    feed.on(new StreamState(0, true, "again"), at(60));
    assertThat(top.usable()).isFalse();
    snapshot(3, 70);
    update(2, 4, 1, 80, Levels.of(100, 7));
    quote(100, 7, 101, 3);
  }

  @Test
  void aTickerThatIsNoQuoteMeansThatTheTopIsNotKnown() {
    ticker(13, 101, 5, 101, 6, 30);
    assertThat(top.usable()).isFalse();
    ticker(14, 99, 5, 101, 0, 31);
    assertThat(top.usable()).isFalse();
    ticker(15, 99, 5, 101, 6, 32);
    quote(99, 5, 101, 6);
    ticker(16, 0, 5, 101, 6, 33);
    assertThat(top.usable()).isFalse();
    update(13, 16, 12, 40, Levels.of(100, 7));
    quote(100, 7, 101, 3);
  }

  @Test
  void aTickerFromTheFutureOrLongAgoIsNoQuote() {
    feed.on(new BookTicker(0, 13, 99, 5, 101, 6, T0 + 400, T0 + 400), at(30));
    assertThat(top.usable()).isFalse();
    feed.on(new BookTicker(0, 14, 99, 5, 101, 6, T0 - 2000, T0 - 2000), at(31));
    assertThat(top.usable()).isFalse();
    ticker(15, 99, 5, 101, 6, 32);
    quote(99, 5, 101, 6);
  }

  private void quote(long bid, long bidLots, long ask, long askLots) {
    assertThat(top.usable()).isTrue();
    assertThat(new long[] {top.bid(), top.bidLots(), top.ask(), top.askLots()})
        .containsExactly(bid, bidLots, ask, askLots);
  }

  private boolean ticker(long id, long bid, long bidLots, long ask, long askLots, long ms) {
    return feed.on(new BookTicker(0, id, bid, bidLots, ask, askLots, T0 + ms, T0 + ms), at(ms));
  }

  private void update(long first, long last, long previous, long ms, Levels bids) {
    feed.on(new DepthUpdate(0, first, last, previous, T0 + ms, T0 + ms, bids, Levels.NONE), at(ms));
  }

  private void snapshot(long id, long ms) {
    feed.on(
        new DepthSnapshot(0, id, T0 + ms, Levels.of(100, 1, 99, 2), Levels.of(101, 3, 102, 4)),
        at(ms));
  }

  private static long at(long ms) {
    return (T0 + ms) * MS;
  }
}
