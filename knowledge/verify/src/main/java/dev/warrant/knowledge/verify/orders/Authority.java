package dev.warrant.knowledge.verify.orders;

import java.util.Arrays;

/// A warrant (`ISSUED`), and when orders were sent under it.
final class Authority {
  private static final long SECOND = 1_000_000_000L;

  private static final int RATE_MAX = 1_000_000;

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

  /// Of the latest orders, as many as the rate is and no more than were sent.
  private long[] times = new long[4];

  private int sent;
  private boolean withdrawn;

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
  }

  static Authority read(Payload p) {
    return new Authority(p);
  }

  /// It ended before its time, or was replaced.
  void withdraw() {
    withdrawn = true;
  }

  boolean withdrawn() {
    return withdrawn;
  }

  void send(long nanos) {
    int most = Math.clamp(rate, 4, RATE_MAX);
    if (sent == times.length && sent < most) {
      times = Arrays.copyOf(times, Math.min(most, 2 * sent));
    }
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
