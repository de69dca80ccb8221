package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.knowledge.event.MarketEvent.DepthSnapshot;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.event.MarketEvent.Trade;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.perception.Recording;
import dev.warrant.perception.Recording.Received;
import dev.warrant.perception.feature.Bar;
import dev.warrant.perception.feature.BarBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedBookTest {
  private static final FeedLimits LENIENT =
      new FeedLimits(60_000_000_000L, 60_000_000_000L, 1_000_000_000L, 3_000_000_000L, 4096);

  @ParameterizedTest
  @EnumSource
  void theBookEqualsTheBookTickerAfterEveryComparableDepthEvent(Recording recording) {
    List<Received> messages = recording.read(0);
    List<BookTicker> tickers =
        messages.stream()
            .map(Received::event)
            .filter(BookTicker.class::isInstance)
            .map(BookTicker.class::cast)
            .toList();
    BookFeed feed = new BookFeed(0, LENIENT, new ClockOffset(), i -> {});
    messages.stream()
        .map(Received::event)
        .filter(DepthSnapshot.class::isInstance)
        .forEach(s -> feed.on((DepthSnapshot) s, 0));
    int next = 0;
    int compared = 0;
    for (Received message : messages) {
      if (message.event() instanceof DepthUpdate u && feed.on(u, message.nanos())) {
        while (next < tickers.size() && tickers.get(next).updateId() <= u.last()) {
          next++;
        }
        if (next < tickers.size()) {
          BookTicker last = tickers.get(next - 1);
          assertThat(new long[] {top(feed, 0), top(feed, 1), top(feed, 2), top(feed, 3)})
              .as("after %s", u.last())
              .containsExactly(last.bid(), last.bidLots(), last.ask(), last.askLots());
          compared++;
        }
      }
    }
    assertThat(feed.state()).isEqualTo(FeedState.SYNCED);
    assertThat(compared).isEqualTo(recording.comparable());
  }

  private static long top(BookFeed feed, int what) {
    BookView b = feed.book();
    return switch (what) {
      case 0 -> b.bid();
      case 1 -> b.bidLots();
      case 2 -> b.ask();
      default -> b.askLots();
    };
  }

  @ParameterizedTest
  @EnumSource
  void theBookAtEverySecondEqualsTheReference(Recording recording) {
    List<DepthUpdate> updates = new ArrayList<>();
    BookFeed feed = new BookFeed(0, LENIENT, new ClockOffset(), i -> {});
    for (Received message : recording.read(0)) {
      switch (message.event()) {
        case DepthSnapshot s -> {
          updates.forEach(u -> feed.on(u, message.nanos()));
          feed.on(s, message.nanos());
          updates.clear();
        }
        case DepthUpdate u -> updates.add(u);
        default -> {}
      }
    }
    int at = 0;
    for (String[] row : recording.table("book_1s.csv")) {
      long second = Long.parseLong(row[0]);
      for (; at < updates.size() && updates.get(at).transactMs() < second; at++) {
        feed.on(updates.get(at), 0);
      }
      BookView b = feed.book();
      assertThat(
              List.of(
                  b.bid(),
                  b.bidLots(),
                  b.ask(),
                  b.askLots(),
                  lots(b, Side.BUY, 5),
                  lots(b, Side.SELL, 5),
                  lots(b, Side.BUY, 10),
                  lots(b, Side.SELL, 10),
                  (long) b.levels(Side.BUY),
                  (long) b.levels(Side.SELL),
                  b.lastUpdateId()))
          .as("at %s", second)
          .containsExactly(
              recording.ticks(row[1]),
              recording.lots(row[2]),
              recording.ticks(row[3]),
              recording.lots(row[4]),
              recording.lots(row[5]),
              recording.lots(row[6]),
              recording.lots(row[7]),
              recording.lots(row[8]),
              Long.parseLong(row[9]),
              Long.parseLong(row[10]),
              Long.parseLong(row[11]));
    }
    assertThat(at).isGreaterThan(6000);
  }

  private static long lots(BookView b, Side side, int levels) {
    long total = 0;
    for (int i = 0; i < levels; i++) {
      total += b.lotsAtLevel(side, i);
    }
    return total;
  }

  @ParameterizedTest
  @EnumSource
  void oneMinuteBarsEqualTheReferenceExactly(Recording recording) {
    BarBuilder builder = new BarBuilder();
    List<Bar> bars = new ArrayList<>();
    for (Received message : recording.read(0)) {
      if (message.event() instanceof Trade t) {
        Bar closed = builder.add(t);
        if (closed != null) {
          bars.add(closed);
        }
      }
    }
    Bar last = builder.current();
    if (last != null) {
      bars.add(last);
    }
    List<Bar> expected = new ArrayList<>();
    for (String[] row : recording.table("trades_1m.csv")) {
      expected.add(
          new Bar(
              Long.parseLong(row[0]),
              recording.ticks(row[1]),
              recording.ticks(row[2]),
              recording.ticks(row[3]),
              recording.ticks(row[4]),
              recording.lots(row[5]),
              recording.lots(row[9]),
              Long.parseLong(row[8]),
              !expected.isEmpty()));
    }
    assertThat(bars).isEqualTo(expected);
  }
}
