package dev.warrant.perception.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import java.util.Comparator;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookSideTest {
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void levelsNearAndFarEqualASortedMapWhileThePriceWanders(int sign) {
    SeededRandom random = new SeededRandom(sign + 5);
    BookSide side = new BookSide(sign);
    TreeMap<Long, Long> truth =
        new TreeMap<>(sign > 0 ? Comparator.<Long>reverseOrder() : Comparator.naturalOrder());
    long mid = 1_000_000;
    for (int i = 0; i < 60_000; i++) {
      mid += random.nextInt(801) - 400 + (i / 20_000 % 2 == 0 ? 20 : -30);
      int reach = random.nextInt(10) == 0 ? 100_000 : 300;
      long price = mid - sign * (long) random.nextInt(reach);
      set(side, truth, price, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9));
      if (truth.size() > 200) {
        // The market moves through the best levels.
        for (int k = 0; k < 40; k++) {
          set(side, truth, truth.firstKey(), 0);
        }
      }
      if (i % 50 == 0) {
        assertEqual(side, truth);
      }
    }
    while (!truth.isEmpty()) {
      set(side, truth, truth.firstKey(), 0);
      assertEqual(side, truth);
    }
  }

  private static void set(BookSide side, TreeMap<Long, Long> truth, long price, long lots) {
    side.set(price, lots);
    if (lots == 0) {
      truth.remove(price);
    } else {
      truth.put(price, lots);
    }
  }

  private static void assertEqual(BookSide side, TreeMap<Long, Long> truth) {
    assertThat(side.size()).isEqualTo(truth.size());
    int level = 0;
    for (var entry : truth.entrySet()) {
      assertThat(side.priceAt(level)).isEqualTo(entry.getKey());
      assertThat(side.lotsAtLevel(level)).isEqualTo(entry.getValue());
      assertThat(side.lotsAt(entry.getKey())).isEqualTo(entry.getValue());
      level++;
    }
    assertThat(side.priceAt(level)).isZero();
    assertThat(side.lotsAtLevel(level)).isZero();
  }
}
