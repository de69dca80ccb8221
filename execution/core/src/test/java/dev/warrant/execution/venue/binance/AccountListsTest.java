package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A venue that cuts its answers off at a thousand rows is asked until every row is there.
final class AccountListsTest {
  private static final int ROWS = 3_500;
  private static final Pattern SPAN = Pattern.compile("startTime=(\\d+)&endTime=(\\d+)&limit=1000");

  private final Now now = new Now();
  private final Venue venue = new Venue();
  private String done = "";
  private String failed = "";

  /// Time that passes when nothing else happens.
  private static final class Now implements Scheduler {
    private record Task(long nanos, int order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
        new PriorityQueue<>((a, b) ->
            a.nanos == b.nanos
                ? Integer.compare(a.order, b.order)
                : Long.compare(a.nanos, b.nanos));
    private long nanos = 1_000_000_000_000L;
    private int asked;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
      tasks.add(new Task(nanos + Math.max(0, delayNanos), asked++, task));
    }

    void run() {
      for (Task t = tasks.poll(); t != null; t = tasks.poll()) {
        nanos = Math.max(nanos, t.nanos);
        t.run.run();
      }
    }
  }

  /// Lists one trade at each of its times, the newest thousand of those asked for.
  private static final class Venue implements Transport {
    private final List<Long> times = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int refuse;
    private int status = 429;

    @Override
    public void rest(Call call, Consumer<Reply> done) {
      if (call.path().equals("/fapi/v1/time")) {
        done.accept(new Reply(200, "{\"serverTime\":1000}", true, 0));
        return;
      }
      asked.add(call.path());
      if (refuse-- > 0) {
        done.accept(new Reply(status, "{\"code\":-1003,\"msg\":\"slow down\"}", true, 1));
        return;
      }
      Matcher m = SPAN.matcher(call.query());
      assertThat(m.find()).isTrue();
      long from = Long.parseLong(m.group(1));
      long to = Long.parseLong(m.group(2));
      boolean trades = call.path().equals("/fapi/v1/userTrades");
      List<Integer> found = new ArrayList<>();
      for (int i = 0; trades && i < times.size(); i++) {
        if (times.get(i) >= from && times.get(i) <= to) {
          found.add(i);
        }
      }
      StringBuilder rows = new StringBuilder("[");
      for (int i : found.subList(Math.max(0, found.size() - 1_000), found.size())) {
        rows.append(rows.length() == 1 ? "" : ",").append("{\"id\":").append(i).append('}');
      }
      done.accept(new Reply(200, rows.append(']').toString(), true, 0));
    }

    @Override
    public Stream stream(String path, StreamListener listener) {
      throw new IllegalStateException("nobody listens to streams here");
    }

    @Override
    public void close() {}
  }

  private void fetch() {
    BinanceConfig config =
        new BinanceConfig("key", new Secret("secret"), List.of("BTCUSDT"), 5_000, 1);
    AccountLists.fetch(
        config,
        "a venue",
        new AccountLists.Span(0, 86_399_999),
        venue,
        now,
        text -> done = text,
        why -> failed = why);
    now.run();
  }

  private TreeSet<Long> ids() {
    TreeSet<Long> out = new TreeSet<>();
    for (JsonNode row : Json.parse(done).path("trades")) {
      assertThat(out.add(row.path("id").asLong())).isTrue();
    }
    return out;
  }

  @Test
  void aFullAnswerIsAskedAgainInHalvesUntilEveryRowIsThere() {
    for (int i = 0; i < ROWS; i++) {
      // Crowded in the middle of the day.
      venue.times.add(43_000_000L + i * 7L);
    }
    fetch();
    assertThat(failed).isEmpty();
    assertThat(ids()).hasSize(ROWS);
    assertThat(venue.asked).contains("/fapi/v1/allOrders", "/fapi/v1/allAlgoOrders");
  }

  @Test
  void aThousandRowsInOneMillisecondAreNoWholeList() {
    for (int i = 0; i < 1_000; i++) {
      venue.times.add(5L);
    }
    fetch();
    assertThat(done).isEmpty();
    assertThat(failed).contains("trades of BTCUSDT").contains("one millisecond");
  }

  @Test
  void whatTheVenueWantsLaterIsAskedLaterAndWhatItRefusesIsNoList() {
    venue.times.add(7L);
    venue.refuse = 2;
    fetch();
    assertThat(ids()).containsExactly(0L);
    assertThat(venue.asked).hasSize(5);
    done = "";
    venue.refuse = 1;
    venue.status = 503;
    fetch();
    assertThat(done).isEmpty();
    assertThat(failed).contains("orders of BTCUSDT").contains("503");
  }
}
