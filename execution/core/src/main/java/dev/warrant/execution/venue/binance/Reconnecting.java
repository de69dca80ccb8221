package dev.warrant.execution.venue.binance;

import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stream that comes back: after each close it waits, twice as long each time up to a bound, with
/// full jitter, and opens again. A stream that was silent too long is closed by us. Scheduler
/// thread only.
final class Reconnecting implements Transport.StreamListener {
  private static final long FIRST_NANOS = 100_000_000L;
  private static final long MOST_NANOS = 10_000_000_000L;

  private final Transport transport;
  private final Scheduler scheduler;
  private final SeededRandom random;
  private final Supplier<@Nullable String> path;
  private final Transport.StreamListener out;
  private final long silentNanos;
  private Transport.@Nullable Stream stream;
  private long backoff = FIRST_NANOS;
  private long heardNanos;
  private int generation;
  private boolean stopped;

  /// @param path where to connect; null postpones the attempt
  /// @param silentNanos longest silence that is believed; 0 for streams that may be silent
  Reconnecting(
      Transport transport,
      Scheduler scheduler,
      SeededRandom random,
      Supplier<@Nullable String> path,
      long silentNanos,
      Transport.StreamListener out) {
    this.transport = transport;
    this.scheduler = scheduler;
    this.random = random;
    this.path = path;
    this.silentNanos = silentNanos;
    this.out = out;
  }

  void start() {
    if (stopped) {
      return;
    }
    String to = path.get();
    if (to == null) {
      again();
      return;
    }
    heardNanos = scheduler.nanos();
    stream = transport.stream(to, new Current(++generation));
  }

  /// Drops the connection; it comes back by itself.
  void restart() {
    Transport.Stream s = stream;
    if (s != null) {
      s.close();
    }
  }

  void stop() {
    stopped = true;
    restart();
  }

  @Override
  public void opened() {
    backoff = FIRST_NANOS;
    heardNanos = scheduler.nanos();
    out.opened();
    watch(generation);
  }

  @Override
  public void text(byte[] frame, int offset, int length) {
    heardNanos = scheduler.nanos();
    out.text(frame, offset, length);
  }

  @Override
  public void closed(String why) {
    stream = null;
    out.closed(why);
    again();
  }

  private void again() {
    if (!stopped) {
      long wait = FIRST_NANOS / 2 + (long) (random.nextDouble() * backoff);
      backoff = Math.min(MOST_NANOS, backoff * 2);
      scheduler.after(wait, this::start);
    }
  }

  private void watch(int mine) {
    if (silentNanos > 0) {
      scheduler.after(
          silentNanos / 2,
          () -> {
            if (mine == generation && stream != null) {
              if (scheduler.nanos() - heardNanos > silentNanos) {
                restart();
              } else {
                watch(mine);
              }
            }
          });
    }
  }

  /// Ignores what an older connection still has to say.
  private final class Current implements Transport.StreamListener {
    private final int mine;
    private boolean done;

    Current(int mine) {
      this.mine = mine;
    }

    @Override
    public void opened() {
      if (mine == generation && !done) {
        Reconnecting.this.opened();
      }
    }

    @Override
    public void text(byte[] frame, int offset, int length) {
      if (mine == generation && !done) {
        Reconnecting.this.text(frame, offset, length);
      }
    }

    @Override
    public void closed(String why) {
      if (mine == generation && !done) {
        done = true;
        Reconnecting.this.closed(why);
      }
    }
  }
}
