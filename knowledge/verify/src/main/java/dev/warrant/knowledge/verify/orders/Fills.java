package dev.warrant.knowledge.verify.orders;

import java.util.Arrays;
import java.util.TreeSet;

/// The fills a log tells of, each once, however often the venue told of it: when the venue says it
/// was, and when it was first on record.
public final class Fills {
  private static final long MILLI = 1_000_000L;

  /// A fill, by the symbol and number the venue gives it.
  private record Key(String symbol, long tradeId) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      int by = symbol.compareTo(o.symbol);
      return by != 0 ? by : Long.compare(tradeId, o.tradeId);
    }
  }

  private final TreeSet<Key> known = new TreeSet<>();
  private long[] venueMs = new long[64];
  private long[] heardMs = new long[64];

  Fills() {}

  void heard(String symbol, long tradeId, long ms, long nanos) {
    int n = known.size();
    if (known.add(new Key(symbol, tradeId))) {
      if (n == venueMs.length) {
        venueMs = Arrays.copyOf(venueMs, 2 * n);
        heardMs = Arrays.copyOf(heardMs, 2 * n);
      }
      venueMs[n] = ms;
      heardMs[n] = Math.floorDiv(nanos, MILLI);
    }
  }

  /// How many were between two milliseconds of venue time, both included, and on record by a
  /// millisecond of the desk's clock.
  public long count(long fromMs, long toMs, long byMs) {
    long count = 0;
    for (int i = 0; i < known.size(); i++) {
      count += venueMs[i] >= fromMs && venueMs[i] <= toMs && heardMs[i] <= byMs ? 1 : 0;
    }
    return count;
  }
}
