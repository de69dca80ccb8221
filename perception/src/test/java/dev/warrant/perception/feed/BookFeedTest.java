package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent.DepthSnapshot;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.event.MarketEvent.StreamState;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.unit.Side;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class BookFeedTest {
  private static final long MS = 1_000_000L;
  private static final long T0 = 1_700_000_000_000L;

  private final ClockOffset clock = new ClockOffset();
  private int asked;
  private final BookFeed feed = new BookFeed(0, FeedLimits.standard(), clock, i -> asked++);

  @Test
  void theBridgingUpdateMayArriveBeforeTheSnapshot() {
    update(1, 5, 0, 10);
    update(6, 12, 5, 20);
    update(13, 15, 12, 30);
    snapshot(10, 0);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().lastUpdateId()).isEqualTo(15);
    assertThat(feed.book().lotsAt(Side.BUY, 100)).isEqualTo(15);
  }

  @Test
  void theBridgingUpdateMayArriveAfterTheSnapshot() {
    update(1, 5, 0, 10);
    snapshot(10, 0);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCING);
    assertThat(feed.book().usable()).isFalse();
    update(6, 12, 5, 20);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().usable()).isTrue();
  }

  @Test
  void anUpdateThatFollowsTheSnapshotImmediatelyBridges() {
    snapshot(10, 0);
    update(11, 12, 10, 20);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  @Test
  void aSnapshotOlderThanTheBufferDoesNotBridgeAndAnotherIsAskedFor() {
    update(20, 25, 19, 0);
    assertThat(asked).isEqualTo(1);
    snapshot(10, 5);
    assertThat(feed.book().usable()).isFalse();
    feed.advance(at(999));
    assertThat(asked).isEqualTo(1);
    feed.advance(at(1000));
    assertThat(asked).isEqualTo(2);
    snapshot(22, 1100);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  @Test
  void aGapMakesTheBookUnusableWithThatMessageAndAsksForASnapshot() {
    synced();
    int before = asked;
    assertThat(update(20, 25, 19, 5000)).isFalse();
    assertThat(feed.state()).isEqualTo(FeedState.GAP);
    assertThat(feed.book().usable()).isFalse();
    assertThat(asked).isEqualTo(before + 1);
    snapshot(24, 5010);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  @Test
  void anUnansweredRequestIsRepeated() {
    update(20, 25, 19, 0);
    feed.advance(at(2999));
    assertThat(asked).isEqualTo(1);
    feed.advance(at(3000));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aDuplicateChangesNothing() {
    synced();
    update(13, 15, 12, 30);
    assertThat(update(13, 15, 12, 30)).isFalse();
    assertThat(update(6, 12, 5, 20)).isFalse();
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().lotsAt(Side.BUY, 100)).isEqualTo(15);
  }

  @Test
  void updatesOutOfOrderAreAGapAndOneSnapshotMendsIt() {
    synced();
    update(16, 18, 15, 40);
    assertThat(feed.state()).isEqualTo(FeedState.GAP);
    update(13, 15, 12, 41);
    snapshot(14, 42);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().lastUpdateId()).isEqualTo(18);
  }

  @Test
  void aLateSnapshotDoesNotTurnASyncedBookBack() {
    synced();
    snapshot(7, 30);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().lastUpdateId()).isEqualTo(12);
  }

  @Test
  void aVenueThatNumbersAnewIsAGap() {
    synced();
    update(1, 3, 0, 500);
    assertThat(feed.state()).isEqualTo(FeedState.GAP);
  }

  @Test
  void aCrossedBookIsUnusableAndAsksForASnapshot() {
    synced();
    feed.on(depth(13, 15, 12, 30, Levels.of(102, 1), Levels.NONE), at(30));
    assertThat(feed.state()).isEqualTo(FeedState.GAP);
    assertThat(feed.book().usable()).isFalse();
  }

  @Test
  void aNegativeQuantityIsNoBook() {
    synced();
    feed.on(depth(13, 15, 12, 30, Levels.of(99, -1), Levels.NONE), at(30));
    assertThat(feed.state()).isEqualTo(FeedState.GAP);
  }

  @Test
  void zeroDeletesAndDeletingWhatIsAbsentIsNormal() {
    synced();
    feed.on(depth(13, 15, 12, 30, Levels.of(100, 0, 50, 0), Levels.of(500, 0)), at(30));
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().bid()).isEqualTo(99);
    assertThat(feed.book().levels(Side.BUY)).isEqualTo(1);
  }

  @Test
  void anEmptySideIsInSequenceButNotUsable() {
    synced();
    feed.on(depth(13, 15, 12, 30, Levels.of(100, 0, 99, 0), Levels.NONE), at(30));
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(feed.book().usable()).isFalse();
    assertThat(feed.book().bid()).isZero();
  }

  @Test
  void aSilentFeedGoesStaleAndComesBackWithTheNextUpdate() {
    synced();
    feed.advance(at(20 + 1500));
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    feed.advance(at(20 + 1501));
    assertThat(feed.state()).isEqualTo(FeedState.STALE);
    assertThat(feed.book().usable()).isFalse();
    update(13, 15, 12, 1600);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  @Test
  void anUpdateThatIsOldOnArrivalIsRefused() {
    synced();
    feed.on(depth(13, 15, 12, 30, Levels.of(100, 7), Levels.NONE), at(5000));
    assertThat(feed.state()).isEqualTo(FeedState.STALE);
  }

  @Test
  void anEventFromTheFutureIsAClockFault() {
    synced();
    feed.on(depth(13, 15, 12, 400, Levels.of(100, 7), Levels.NONE), at(30));
    assertThat(feed.clockFault()).isTrue();
    assertThat(feed.state()).isEqualTo(FeedState.STALE);
    assertThat(feed.ageNanos(at(30))).isEqualTo(-370 * MS);
    assertThat(feed.book().usable()).isFalse();
    feed.advance(at(200));
    assertThat(feed.book().usable()).isTrue();
  }

  @Test
  void aStreamThatWentDownStartsOver() {
    synced();
    feed.on(new StreamState(0, false, "closed"), at(30));
    assertThat(feed.state()).isEqualTo(FeedState.DOWN);
    update(13, 15, 12, 40);
    assertThat(feed.book().usable()).isFalse();
    feed.on(new StreamState(0, true, "open"), at(50));
    assertThat(feed.state()).isEqualTo(FeedState.SYNCING);
    update(30, 35, 28, 2000);
    snapshot(33, 2010);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  @Test
  void updatingTheBookAllocatesNothing() {
    synced();
    DepthUpdate[] updates = new DepthUpdate[20_000];
    long id = 12;
    for (int i = 0; i < updates.length; i++) {
      Levels bids = Levels.of(100 - i % 40, i % 3, 100, 5, 60 - i % 13, 1 + i % 7);
      Levels asks = Levels.of(101 + i % 40, i % 4, 101, 5);
      updates[i] = depth(id + 1, id + 2, id, 20, bids, asks);
      id += 2;
    }
    for (int i = 0; i < 10_000; i++) {
      feed.on(updates[i], at(20));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 10_000; i < updates.length; i++) {
      feed.on(updates[i], at(20));
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(bytes).isLessThan(10_000);
  }

  private void synced() {
    update(1, 5, 0, 10);
    snapshot(10, 15);
    update(6, 12, 5, 20);
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
  }

  private boolean update(long first, long last, long previous, long ms) {
    return feed.on(depth(first, last, previous, ms, Levels.of(100, last), Levels.NONE), at(ms));
  }

  private void snapshot(long id, long ms) {
    feed.on(
        new DepthSnapshot(0, id, T0 + ms, Levels.of(100, 1, 99, 2), Levels.of(101, 3, 102, 4)),
        at(ms));
  }

  private static DepthUpdate depth(
      long first, long last, long previous, long ms, Levels bids, Levels asks) {
    return new DepthUpdate(0, first, last, previous, T0 + ms, T0 + ms, bids, asks);
  }

  private static long at(long ms) {
    return (T0 + ms) * MS;
  }
}
