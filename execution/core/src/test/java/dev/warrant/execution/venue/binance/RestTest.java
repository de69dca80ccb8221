package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What waits while the venue wants quiet, and how it leaves.
class RestTest {
  private static final long MS = 1_000_000L;
  private static final long START_MS = 1_000_000;

  private final List<Event> inbox = new ArrayList<>();
  private final Later time = new Later();
  private final Wire wire = new Wire();
  private final Rest rest =
      new Rest(
          wire,
          time,
          inbox::add,
          new BinanceConfig("key", new Secret("secret"), List.of("BTCUSDT"), 5_000, 1));

  /// A scheduler whose time the test moves.
  private static final class Later implements Scheduler {
    private final TreeMap<Long, List<Runnable>> tasks = new TreeMap<>();
    private long nanos = START_MS * MS;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
      tasks.computeIfAbsent(nanos + Math.max(0, delayNanos), _ -> new ArrayList<>()).add(task);
    }

    void to(long ms) {
      while (!tasks.isEmpty() && tasks.firstKey() <= ms * MS) {
        var next = tasks.pollFirstEntry();
        nanos = next.getKey();
        next.getValue().forEach(Runnable::run);
      }
      nanos = ms * MS;
    }
  }

  /// Answers every request with `status` and keeps when it came and what it asked.
  private final class Wire implements Transport {
    private final List<String> sent = new ArrayList<>();
    private int status = 200;

    @Override
    public void rest(Call call, Consumer<Reply> done) {
      sent.add(time.nanos() / MS - START_MS + " " + call.path() + " " + stamp(call.query()));
      done.accept(new Reply(status, "{}", true, 3));
    }

    private static String stamp(String query) {
      int at = query.indexOf("timestamp=");
      return at < 0
          ? "open"
          : String.valueOf(
              Long.parseLong(query.substring(at + 10, query.indexOf("&sig"))) - START_MS);
    }

    @Override
    public Stream stream(String path, StreamListener listener) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public void close() {}
  }

  @Test
  void whatWasAskedInTheQuietLeavesOneByOneAndIsStampedThen() {
    wire.status = 429;
    rest.signed("GET", "/a", "", _ -> {});
    wire.status = 200;
    time.to(START_MS + 1_000);
    rest.signed("GET", "/b", "", _ -> {});
    rest.open("/c", "", _ -> {});
    rest.signed("GET", "/d", "x=1", _ -> {});
    rest.signed("POST", "/order", "", _ -> {});
    time.to(START_MS + 10_000);
    assertThat(wire.sent)
        .containsExactly(
            "0 /a 0", "1000 /order 1000", "3000 /b 3000", "3050 /c open", "3100 /d 3100");
    assertThat(inbox).hasSize(1).first().isInstanceOf(DeskEvent.Backoff.class);
  }

  @Test
  void aSecondRefusalHoldsTheRestUntilItIsOver() {
    wire.status = 429;
    rest.open("/a", "", _ -> {});
    rest.open("/b", "", _ -> {});
    rest.open("/c", "", _ -> {});
    time.to(START_MS + 4_000);
    wire.status = 200;
    time.to(START_MS + 20_000);
    assertThat(wire.sent).containsExactly("0 /a open", "3000 /b open", "6000 /c open");
  }

  /// A stream's key is asked for again until there is one.
  @Test
  void whatIsAskedWithTheKeyAloneWaitsTooAndOnlyOrdersDoNot() {
    wire.status = 429;
    rest.open("/a", "", _ -> {});
    wire.status = 200;
    rest.keyed("POST", "/key", _ -> {});
    rest.signed("POST", "/order", "", _ -> {});
    rest.signed("DELETE", "/order", "", _ -> {});
    time.to(START_MS + 10_000);
    assertThat(wire.sent)
        .containsExactly("0 /a open", "0 /order 0", "0 /order 0", "3000 /key open");
  }
}
