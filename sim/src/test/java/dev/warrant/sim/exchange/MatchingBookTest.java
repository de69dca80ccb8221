package dev.warrant.sim.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingBookTest {
  private final MatchingBook book = new MatchingBook();
  private final List<String> heard = new ArrayList<>();
  private final MatchingBook.Sink sink =
      new MatchingBook.Sink() {
        @Override
        public void trade(long maker, long taker, long price, long lots, boolean takerBuys) {
          heard.add(
              maker + "x" + taker + " " + lots + "@" + price + (takerBuys ? " buy" : " sell"));
        }

        @Override
        public void level(Side side, long price, long total) {
          heard.add(side + " " + price + "=" + total);
        }
      };

  @Test
  void anEmptyBookHasNoBestPrices() {
    assertThat(book.bestBid()).isEqualTo(Long.MIN_VALUE);
    assertThat(book.bestAsk()).isEqualTo(Long.MAX_VALUE);
    assertThat(book.wouldTake(Side.BUY, 1_000_000)).isFalse();
    assertThat(book.take(1, Side.BUY, 1_000_000, 5, sink)).isEqualTo(5);
    assertThat(heard).isEmpty();
  }

  @Test
  void betterPricesTradeFirstAndEqualPricesInOrderOfArrival() {
    book.add(-1, Side.SELL, 101, 5, sink);
    book.add(-2, Side.SELL, 100, 3, sink);
    book.add(7, Side.SELL, 100, 4, sink);
    heard.clear();

    assertThat(book.add(9, Side.BUY, 101, 10, sink)).isZero();

    assertThat(heard)
        .containsExactly(
            "-2x9 3@100 buy", "7x9 4@100 buy", "SELL 100=0", "-1x9 3@101 buy", "SELL 101=2");
    assertThat(book.remaining(-1)).isEqualTo(2);
    assertThat(book.remaining(7)).isZero();
    assertThat(book.bestAsk()).isEqualTo(101);
  }

  @Test
  void whatIsLeftOfAnAddRestsAndOfATakeDoesNot() {
    book.add(-1, Side.BUY, 99, 5, sink);
    heard.clear();
    assertThat(book.add(1, Side.SELL, 99, 8, sink)).isEqualTo(3);
    assertThat(heard).containsExactly("-1x1 5@99 sell", "BUY 99=0", "SELL 99=3");
    assertThat(book.take(2, Side.BUY, 99, 5, sink)).isEqualTo(2);
    assertThat(book.bestBid()).isEqualTo(MatchingBook.NO_BID);
    assertThat(book.bestAsk()).isEqualTo(MatchingBook.NO_ASK);
  }

  @Test
  void aCancelFromTheMiddleKeepsTheQueueInOrder() {
    for (long id = 1; id <= 4; id++) {
      book.add(id, Side.BUY, 50, 10 * id, sink);
    }
    assertThat(book.ahead(4)).isEqualTo(60);
    assertThat(book.cancel(2, sink)).isEqualTo(20);
    assertThat(book.cancel(2, sink)).isZero();
    assertThat(book.reduce(1, 4, sink)).isEqualTo(4);
    assertThat(book.ahead(4)).isEqualTo(36);
    heard.clear();
    book.take(-5, Side.SELL, 50, 40, sink);
    assertThat(heard)
        .containsExactly("1x-5 6@50 sell", "3x-5 30@50 sell", "4x-5 4@50 sell", "BUY 50=36");
  }

  @Test
  void anIdThatRestsIsRefused() {
    book.add(1, Side.BUY, 50, 1, sink);
    assertThatThrownBy(() -> book.add(1, Side.BUY, 50, 1, sink))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found id 1");
  }

  /// The book against a list searched from end to end.
  @Test
  void aRandomRunAgreesWithANaiveBook() {
    SeededRandom random = new SeededRandom(7);
    NaiveBook naive = new NaiveBook();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
      long price = 980L + random.nextInt(40) - 4L * side.sign();
      long lots = 1L + random.nextInt(20);
      int what = random.nextInt(10);
      if (what < 6) {
        assertThat(book.add(i, side, price, lots, sink))
            .isEqualTo(naive.add(i, side, price, lots, true, expected));
      } else if (what < 8) {
        assertThat(book.take(i, side, price, lots, sink))
            .isEqualTo(naive.add(i, side, price, lots, false, expected));
      } else {
        long id = 1L + random.nextInt(i);
        assertThat(book.cancel(id, sink)).isEqualTo(naive.cancel(id));
      }
    }
    assertThat(heard.stream().filter(s -> s.contains("x")).toList()).isEqualTo(expected);
    for (Side side : Side.values()) {
      for (long p = 900; p < 1100; p++) {
        assertThat(book.lotsAt(side, p)).isEqualTo(naive.lotsAt(side, p));
      }
    }
  }

  /// Not decided by time: it states what was measured.
  @Test
  void manyOperationsLeaveNoTraceInTheIdTable() {
    SeededRandom random = new SeededRandom(11);
    int n = 2_000_000;
    long[] count = new long[1];
    MatchingBook.Sink counting =
        new MatchingBook.Sink() {
          @Override
          public void trade(long maker, long taker, long price, long lots, boolean takerBuys) {
            count[0] += lots;
          }

          @Override
          public void level(Side side, long price, long total) {
            count[0]++;
          }
        };
    long start = Stopwatch.ticks();
    long id = 0;
    for (int i = 0; i < n; i++) {
      Side side = (random.nextLong() & 1) == 0 ? Side.BUY : Side.SELL;
      long away = random.nextInt(500);
      if (random.nextInt(100) < 45) {
        book.add(++id, side, 100_000 - side.sign() * (away - 3), 1 + random.nextInt(9), counting);
      } else {
        book.cancel(Math.max(1, id - random.nextInt(3000)), counting);
      }
    }
    long nanos = Stopwatch.ticks() - start;
    System.out.printf("MatchingBook: %d operations, %.2f M/s%n", n, n * 1e3 / nanos);
    for (long i = 1; i <= id; i++) {
      book.cancel(i, counting);
    }
    assertThat(book.depth(Side.BUY)).isZero();
    assertThat(book.depth(Side.SELL)).isZero();
    assertThat(count[0]).isPositive();
  }

  /// Price, then time, by looking at everything.
  private static final class NaiveBook {
    private record Resting(long id, Side side, long price, long lots) {}

    private final List<Resting> all = new ArrayList<>();

    long add(long id, Side side, long price, long lots, boolean rests, List<String> trades) {
      long left = lots;
      while (left > 0) {
        int best = -1;
        for (int i = 0; i < all.size(); i++) {
          Resting r = all.get(i);
          if (r.side != side
              && side.sign() * (price - r.price) >= 0
              && (best < 0 || side.sign() * (all.get(best).price - r.price) > 0)) {
            best = i;
          }
        }
        if (best < 0) {
          break;
        }
        Resting r = all.get(best);
        long part = Math.min(left, r.lots);
        left -= part;
        trades.add(
            r.id + "x" + id + " " + part + "@" + r.price + (side == Side.BUY ? " buy" : " sell"));
        if (part == r.lots) {
          all.remove(best);
        } else {
          all.set(best, new Resting(r.id, r.side, r.price, r.lots - part));
        }
      }
      if (left > 0 && rests) {
        all.add(new Resting(id, side, price, left));
      }
      return left;
    }

    long cancel(long id) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).id == id) {
          return all.remove(i).lots;
        }
      }
      return 0;
    }

    long lotsAt(Side side, long price) {
      return all.stream()
          .filter(r -> r.side == side && r.price == price)
          .mapToLong(Resting::lots)
          .sum();
    }
  }
}
