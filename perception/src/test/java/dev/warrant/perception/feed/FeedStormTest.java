package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent.DepthSnapshot;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A venue whose messages are dropped, doubled, reordered and answered by old snapshots: the book
/// equals the venue's as of its last update id, or it is unusable.
class FeedStormTest {
  private static final int SEEDS = 1000;
  private static final int MESSAGES = 100;

  @Test
  void theBookEqualsTheVenuesOrIsUnusable() {
    int synced = 0;
    int lost = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Venue venue = new Venue(new SeededRandom(seed));
      for (int i = 0; i < MESSAGES; i++) {
        venue.step();
        if (venue.feed.book().usable()) {
          venue.assertEqualBook("seed " + seed + " message " + i);
          synced++;
        } else {
          lost++;
        }
      }
    }
    assertThat(synced).isGreaterThan(SEEDS * MESSAGES / 4);
    assertThat(lost).isGreaterThan(SEEDS * MESSAGES / 20);
  }

  @Test
  void afterAnyRhythmOfDropsTwoSnapshotsAreEnough() {
    for (int k = 1; k <= 500; k++) {
      Venue venue = new Venue(new SeededRandom(k));
      for (int i = 0; i < 600; i++) {
        DepthUpdate update = venue.change();
        if (i % k != k - 1) {
          venue.feed.on(update, venue.now());
        }
      }
      int snapshots = 0;
      for (int i = 0; i < 20 && !venue.feed.book().usable(); i++) {
        venue.feed.on(venue.snapshot(), venue.now());
        venue.feed.on(venue.change(), venue.now());
        snapshots++;
      }
      assertThat(snapshots).as("every %s-th dropped", k).isLessThanOrEqualTo(2);
      venue.assertEqualBook("every " + k + "-th dropped");
    }
  }

  private static final class Venue {
    final SeededRandom random;
    final BookFeed feed = new BookFeed(0, FeedLimits.standard(), new ClockOffset(), i -> {});
    final TreeMap<Long, Long> bids = new TreeMap<>();
    final TreeMap<Long, Long> asks = new TreeMap<>();
    final Map<Long, List<TreeMap<Long, Long>>> past = new TreeMap<>();
    final List<DepthUpdate> held = new ArrayList<>();
    final List<DepthSnapshot> snapshots = new ArrayList<>();
    long id = 1000;
    long ms = 1_700_000_000_000L;
    long mid = 5000;

    Venue(SeededRandom random) {
      this.random = random;
      for (int i = 1; i <= 20; i++) {
        bids.put(mid - i, (long) i);
        asks.put(mid + i, (long) i);
      }
      past.put(id, List.of(new TreeMap<>(bids), new TreeMap<>(asks)));
    }

    long now() {
      return ms * 1_000_000L;
    }

    void step() {
      DepthUpdate update = change();
      switch (random.nextInt(20)) {
        case 0 -> {} // dropped
        case 1 -> {
          feed.on(update, now());
          feed.on(update, now());
        }
        case 2 -> held.add(update);
        case 3 -> {
          feed.on(update, now());
          held.forEach(u -> feed.on(u, now()));
          held.clear();
        }
        default -> feed.on(update, now());
      }
      if (random.nextInt(3) == 0) {
        snapshots.add(snapshot());
        feed.on(snapshots.get(random.nextInt(snapshots.size())), now());
      }
    }

    DepthUpdate change() {
      long first = id + 1 + random.nextInt(3);
      long previous = id;
      id = first + random.nextInt(5);
      ms += random.nextInt(20);
      long[] b = changes(bids, -1);
      long[] a = changes(asks, 1);
      past.put(id, List.of(new TreeMap<>(bids), new TreeMap<>(asks)));
      return new DepthUpdate(0, first, id, previous, ms, ms, Levels.of(b), Levels.of(a));
    }

    private long[] changes(TreeMap<Long, Long> side, int sign) {
      int n = random.nextInt(4);
      long[] pairs = new long[2 * n];
      for (int i = 0; i < n; i++) {
        long price = mid + sign * (1L + random.nextInt(30));
        long lots = random.nextInt(3) == 0 && side.size() > 5 ? 0 : 1 + random.nextInt(50);
        pairs[2 * i] = price;
        pairs[2 * i + 1] = lots;
        if (lots == 0) {
          side.remove(price);
        } else {
          side.put(price, lots);
        }
      }
      return pairs;
    }

    DepthSnapshot snapshot() {
      return new DepthSnapshot(0, id, ms, levels(bids), levels(asks));
    }

    private static Levels levels(TreeMap<Long, Long> side) {
      return Levels.of(
          side.entrySet().stream()
              .flatMapToLong(e -> java.util.stream.LongStream.of(e.getKey(), e.getValue()))
              .toArray());
    }

    void assertEqualBook(String when) {
      BookView book = feed.book();
      List<TreeMap<Long, Long>> truth = past.getOrDefault(book.lastUpdateId(), List.of());
      assertThat(truth).as(when).hasSize(2);
      assertThat(read(book, Side.BUY)).as(when).isEqualTo(truth.get(0));
      assertThat(read(book, Side.SELL)).as(when).isEqualTo(truth.get(1));
    }

    private static TreeMap<Long, Long> read(BookView book, Side side) {
      TreeMap<Long, Long> out = new TreeMap<>();
      for (int i = 0; i < book.levels(side); i++) {
        out.put(book.priceAt(side, i), book.lotsAtLevel(side, i));
      }
      return out;
    }
  }
}
