package dev.warrant.perception.feed;

/// How far the venue's clock is ahead of the desk's, in nanoseconds.
///
/// A sample gives `server + roundTrip / 2 - local`; of the samples in the window the one with the
/// shortest round trip is believed (the minimum filter of NTP, RFC 5905 section 10). A sample is
/// also a proof: the venue read its clock between our sending and our hearing, so the offset lies
/// in an interval as long as the round trip. Two intervals that do not meet mean that a clock was
/// set in between; then the older sample is forgotten, however short its trip was. Before the first
/// sample, as in a recording, the first [#SEED_EVENTS] market events stand in: the largest `event -
/// local` among them, that is, the fastest message is taken to have needed no time. That estimate
/// cannot tell latency from offset, so it serves ages only and is never reported as the clock's
/// offset.
public final class ClockOffset {
  /// Market events the stand-in estimate is taken from.
  public static final int SEED_EVENTS = 64;

  /// Samples remembered.
  public static final int SAMPLES = 16;

  /// Age at which a sample is forgotten, unless it is the only one.
  public static final long WINDOW_NANOS = 600_000_000_000L;

  private static final long MILLI = 1_000_000L;

  /// Two clocks may drift apart by 500 ppm, the most that adjtime slews by.
  private static final long DRIFT_DIVISOR = 2_000;

  private static final long FORGOTTEN = Long.MAX_VALUE;

  private final long[] offsets = new long[SAMPLES];
  private final long[] trips = new long[SAMPLES];
  private final long[] times = new long[SAMPLES];
  private int count;
  private int seeded;
  private long nanos;

  /// Takes a sample whose answer was heard at desk time `now`. A negative round trip is refused.
  ///
  /// @return whether it was taken
  public boolean sample(long serverMs, long roundTripNanos, long now) {
    if (roundTripNanos < 0) {
      return false;
    }
    int at = count % SAMPLES;
    offsets[at] = serverMs * MILLI + roundTripNanos / 2 - now;
    trips[at] = roundTripNanos;
    times[at] = now;
    count++;
    forgetContradicted(at);
    believeBest(at, now);
    return true;
  }

  /// Forgets every sample whose interval lies apart from the newest one's.
  private void forgetContradicted(int newest) {
    for (int i = 0, n = Math.min(count, SAMPLES); i < n; i++) {
      if (trips[i] == FORGOTTEN) {
        continue;
      }
      // Half of each trip, the millisecond that the venue cuts off, and drift.
      long reach = trips[i] / 2 + trips[newest] / 2 + MILLI;
      long drift = Math.abs(times[newest] - times[i]) / DRIFT_DIVISOR;
      if (Math.abs(offsets[i] - offsets[newest]) > reach + drift) {
        trips[i] = FORGOTTEN;
      }
    }
  }

  private void believeBest(int at, long now) {
    long bestTrip = FORGOTTEN;
    for (int i = 0, n = Math.min(count, SAMPLES); i < n; i++) {
      boolean fresh = now - times[i] <= WINDOW_NANOS;
      if (fresh && (trips[i] < bestTrip || (trips[i] == bestTrip && i == at))) {
        bestTrip = trips[i];
        nanos = offsets[i];
      }
    }
  }

  /// Lets a market event stamped `eventMs` by the venue seed the estimate.
  public void seed(long eventMs, long now) {
    if (count == 0 && seeded < SEED_EVENTS) {
      long apparent = eventMs * MILLI - now;
      nanos = seeded == 0 ? apparent : Math.max(nanos, apparent);
      seeded++;
    }
  }

  /// Whether there is any estimate.
  public boolean known() {
    return count > 0 || seeded > 0;
  }

  /// Whether the estimate rests on a sample of the venue's clock.
  public boolean sampled() {
    return count > 0;
  }

  /// Venue clock minus desk clock.
  public long nanos() {
    return nanos;
  }

  /// Age at desk time `now` of something the venue stamped `eventMs`.
  public long ageNanos(long eventMs, long now) {
    return now + nanos - eventMs * MILLI;
  }
}
