package dev.warrant.execution.executor;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// Counts equal orders of the last second. Remembers the last 64 per instrument; a desk that sends
/// more in a second is stopped by its rate limits first.
final class Repeats {
  private static final int MEMORY = 64;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final long[][] nanosOf;
  private final long[][] priceOf;
  private final long[][] signedLotsOf;
  private final int[] next;

  Repeats(int instruments) {
    nanosOf = new long[instruments][MEMORY];
    priceOf = new long[instruments][MEMORY];
    signedLotsOf = new long[instruments][MEMORY];
    next = new int[instruments];
  }

  void add(int instrument, Side side, @Ticks long price, @Lots long lots, long nanos) {
    int at = next[instrument];
    nanosOf[instrument][at] = nanos;
    priceOf[instrument][at] = price;
    signedLotsOf[instrument][at] = side.sign() * lots;
    next[instrument] = (at + 1) % MEMORY;
  }

  int count(int instrument, Side side, @Ticks long price, @Lots long lots, long nanos) {
    int n = 0;
    long signed = side.sign() * lots;
    for (int k = 1; k <= MEMORY; k++) {
      int at = (next[instrument] - k + MEMORY) % MEMORY;
      if (signedLotsOf[instrument][at] == 0 || nanos - nanosOf[instrument][at] >= WINDOW_NANOS) {
        break;
      }
      if (priceOf[instrument][at] == price && signedLotsOf[instrument][at] == signed) {
        n++;
      }
    }
    return n;
  }
}
