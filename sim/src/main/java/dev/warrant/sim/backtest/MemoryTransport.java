package dev.warrant.sim.backtest;

import dev.warrant.execution.venue.Transport;
import dev.warrant.sim.wire.BinanceVenue;
import dev.warrant.sim.wire.FrameSink;
import java.util.Arrays;
import java.util.function.Consumer;

/// The venue's wire without sockets: the same bytes, carried through virtual time.
public final class MemoryTransport implements Transport {
  private final BinanceVenue venue;
  private final VirtualTime time;
  private final NetworkModel network;
  private long lastUp;

  /// A transport to `venue`.
  public MemoryTransport(BinanceVenue venue, VirtualTime time, NetworkModel network) {
    this.venue = venue;
    this.time = time;
    this.network = network;
  }

  @Override
  public void rest(Call call, Consumer<Reply> done) {
    long now = time.nanos();
    // Requests of one client keep their order on the way up, as on one connection.
    lastUp = Math.max(lastUp, now + network.draw());
    time.after(
        lastUp - now,
        () -> {
          var r =
              venue.rest(call.method(), call.path(), call.query(), "", call.apiKey(), time.nanos());
          String body = r.status() == 0 ? "connection closed before the answer" : r.body();
          Reply back = new Reply(r.status(), body, true, r.retryAfterSeconds());
          time.after(network.draw() + r.delayNanos(), () -> done.accept(back));
        });
  }

  @Override
  public Stream stream(String path, StreamListener listener) {
    MemoryStream stream = new MemoryStream(listener);
    time.after(network.draw(), () -> stream.open(path));
    return stream;
  }

  @Override
  public void close() {}

  private final class MemoryStream implements Stream, FrameSink {
    private final StreamListener listener;
    private int id = -1;
    private long lastDown;
    private boolean over;

    MemoryStream(StreamListener listener) {
      this.listener = listener;
    }

    void open(String path) {
      id = venue.open(path, this, time.nanos());
      if (id < 0) {
        down(() -> end("no stream at " + path));
      } else {
        down(listener::opened);
      }
    }

    @Override
    public void frame(byte[] frame, int offset, int length) {
      byte[] copy = Arrays.copyOfRange(frame, offset, offset + length);
      down(() -> {
        if (!over) {
          listener.text(copy, 0, copy.length);
        }
      });
    }

    @Override
    public void closed(int code, String why) {
      down(() -> end(code + " " + why));
    }

    private void down(Runnable run) {
      lastDown = Math.max(lastDown, time.nanos() + network.draw());
      time.after(lastDown - time.nanos(), run);
    }

    private void end(String why) {
      if (!over) {
        over = true;
        listener.closed(why);
      }
    }

    @Override
    public void send(String text) {
      time.after(network.draw(), () -> venue.text(id, text, time.nanos()));
    }

    @Override
    public void close() {
      if (id >= 0) {
        venue.close(id);
      }
      time.after(0, () -> end("closed"));
    }
  }
}
