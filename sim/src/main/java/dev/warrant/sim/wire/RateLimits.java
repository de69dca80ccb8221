package dev.warrant.sim.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Binance USD-M rate limits: 2400 weight a minute for the address, 300 orders in 10 seconds and
/// 1200 a minute for each account, counted in windows aligned to the clock. Who goes on after a 429
/// is banned.
final class RateLimits {
  static final int WEIGHT_LIMIT = 2400;
  static final int ORDERS_10S = 300;
  static final int ORDERS_1M = 1200;
  private static final int PATIENCE = 20;
  private static final long BAN_MS = 120_000;
  private static final long MINUTE_MS = 60_000;

  /// A count in the current window.
  private static final class Window {
    private final long lengthMs;
    private long index = -1;
    private int count;

    Window(long lengthMs) {
      this.lengthMs = lengthMs;
    }

    int at(long ms) {
      long now = ms / lengthMs;
      if (now != index) {
        index = now;
        count = 0;
      }
      return count;
    }

    int add(long ms, int more) {
      at(ms);
      count += more;
      return count;
    }
  }

  private record Orders(Window tenSeconds, Window minute) {}

  private final Window weight = new Window(MINUTE_MS);
  private final Map<String, Orders> orders = new TreeMap<>();
  private long bannedUntilMs;
  private int ignored;

  /// Charges weight; an answer means refusal.
  @Nullable Reply charge(int more, long ms) {
    if (ms < bannedUntilMs) {
      return banned(ms);
    }
    if (weight.at(ms) == 0) {
      ignored = 0;
    }
    if (weight.add(ms, more) <= WEIGHT_LIMIT) {
      return null;
    }
    if (++ignored > PATIENCE) {
      ban(BAN_MS, ms);
      return banned(ms);
    }
    return tooMany(MINUTE_MS - ms % MINUTE_MS);
  }

  /// Charges one order; an answer means refusal.
  @Nullable Reply chargeOrder(String apiKey, long ms) {
    Orders own = of(apiKey);
    int inTenSeconds = own.tenSeconds.add(ms, 1);
    int inMinute = own.minute.add(ms, 1);
    if (inTenSeconds <= ORDERS_10S && inMinute <= ORDERS_1M) {
      return null;
    }
    boolean minute = inMinute > ORDERS_1M;
    String limit = minute ? "1200 orders per MINUTE" : "300 orders per 10 SECOND";
    long waitMs = minute ? MINUTE_MS - ms % MINUTE_MS : 10_000 - ms % 10_000;
    String body =
        "{\"code\":-1015,\"msg\":\"Too many new orders; current limit is " + limit + ".\"}";
    return new Reply(429, body, seconds(waitMs), Collections.emptyMap(), 0);
  }

  /// Refuses everything for a while.
  void ban(long millis, long ms) {
    bannedUntilMs = ms + millis;
  }

  /// Weight that others of the same address used.
  void spend(int count, long ms) {
    weight.add(ms, count);
  }

  void forgive() {
    bannedUntilMs = 0;
  }

  static Reply tooMany(long waitMs) {
    String body =
        "{\"code\":-1003,\"msg\":\"Too many requests; current limit is 2400 requests per minute."
            + " Please use the websocket for live updates to avoid polling the API.\"}";
    return new Reply(429, body, seconds(waitMs), Collections.emptyMap(), 0);
  }

  /// The headers that go with every answer.
  Map<String, String> headers(String apiKey, boolean order, long ms) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("X-MBX-USED-WEIGHT-1M", Integer.toString(weight.at(ms)));
    if (order) {
      Orders own = of(apiKey);
      out.put("X-MBX-ORDER-COUNT-10S", Integer.toString(own.tenSeconds.at(ms)));
      out.put("X-MBX-ORDER-COUNT-1M", Integer.toString(own.minute.at(ms)));
    }
    return out;
  }

  private Reply banned(long ms) {
    String body =
        "{\"code\":-1003,\"msg\":\"Way too many requests; IP(127.0.0.1) banned until "
            + bannedUntilMs
            + ". Please use the websocket for live updates to avoid bans.\"}";
    return new Reply(418, body, seconds(bannedUntilMs - ms), Collections.emptyMap(), 0);
  }

  private Orders of(String apiKey) {
    return orders.computeIfAbsent(
        apiKey, k -> new Orders(new Window(10_000), new Window(MINUTE_MS)));
  }

  private static long seconds(long ms) {
    return (ms + 999) / 1000;
  }
}
