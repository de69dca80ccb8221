package dev.warrant.knowledge.verify.orders;

import java.util.Arrays;

/// A warrant (`ISSUED`), and when orders were sent under it.
final class Authority {
  private static final long SECOND = 1_000_000_000L;

  private static final int BUY = 0;

  final int epoch;
  final long id;
  final int instrument;

  /// 1 to buy, -1 to sell.
  final int side;

  final long cap;
  final long minPrice;
  final long maxPrice;
  private final int ordersCap;
  private final int rate;
  private final long expiresNanos;
  private final long[] times;
  private int sent;

  private Authority(Payload p) {
    epoch = p.number();
    id = p.signed();
    instrument = p.number();
    side = p.u8() == BUY ? 1 : -1;
    cap = p.signed();
    minPrice = p.signed();
    maxPrice = p.signed();
    p.number();
    ordersCap = p.number();
    rate = p.number();
    expiresNanos = p.signed();
    times = new long[Math.clamp(rate, 1, 1_000_000)];
    Arrays.fill(times, Long.MIN_VALUE);
  }

  static Authority read(Payload p) {
    return new Authority(p);
  }

  void send(long nanos) {
    times[sent % times.length] = nanos;
    sent++;
  }

  long ordersLeft() {
    return (long) ordersCap - sent;
  }

  /// Orders it may still send in the second that ends now.
  long rateLeft(long nanos) {
    long recent = 0;
    for (int k = 0; k < Math.min(sent, times.length); k++) {
      recent += nanos - times[k] < SECOND ? 1 : 0;
    }
    return rate - recent;
  }

  long expiresInMicros(long nanos) {
    return Math.floorDiv(expiresNanos - nanos, 1000L);
  }
}
