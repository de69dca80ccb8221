package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// The venue's own lists of an account's orders, conditional orders and trades over a span of time,
/// as it writes them: the other side of a reconciliation. Asked for apart from any desk, on a
/// connection of its own.
///
/// An answer holds a thousand rows at most (`limit`, USDⓈ-M `allOrders`, `allAlgoOrders`,
/// `userTrades`; `startTime` and `endTime` at most seven days apart), and which thousand of more
/// the venue does not say for all of them. So a full answer is never used: its span is asked for
/// again in two halves, until each answer is known to be whole.
///
/// The venue forgets: orders that ended without a trade after three days, orders after ninety, so
/// that a list asked for later is not complete (`allOrders`, notes).
public final class AccountLists {
  /// Rows of a full answer.
  private static final int ROWS_MAX = 1_000;

  /// Each question weighs 5 of the 2 400 a minute that the desk uses too: the first few may follow
  /// each other, many may use half of it.
  private static final int QUICK = 20;

  private static final long QUICK_NANOS = 50_000_000L;
  private static final long PACE_NANOS = 250_000_000L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Rest rest;
  private final Scheduler scheduler;
  private final Consumer<String> done;
  private final Consumer<String> failed;
  private final ObjectNode out = MAPPER.createObjectNode();
  private final ArrayDeque<Ask> asks = new ArrayDeque<>();
  private int asked;

  /// A span of venue time in milliseconds, both ends in it.
  public record Span(long fromMs, long toMs) {
    public Span {
      if (fromMs > toMs) {
        throw new IllegalArgumentException("a span from " + fromMs + " to " + toMs);
      }
    }
  }

  private record Ask(String list, String path, String symbol, Span span) {
    String query() {
      return "symbol="
          + symbol
          + "&startTime="
          + span.fromMs
          + "&endTime="
          + span.toMs
          + "&limit="
          + ROWS_MAX;
    }

    Ask within(long fromMs, long toMs) {
      return new Ask(list, path, symbol, new Span(fromMs, toMs));
    }
  }

  private AccountLists(
      Rest rest, Scheduler scheduler, Consumer<String> done, Consumer<String> failed) {
    this.rest = rest;
    this.scheduler = scheduler;
    this.done = done;
    this.failed = failed;
  }

  /// Asks for everything.
  ///
  /// @param venue the venue's address, for whoever reads the list
  /// @param done gets one JSON object: `venue`, `fromMs`, `toMs`, `askedMs` (the asker's clock),
  ///   `symbols`, the venue's rows as `orders`, `algoOrders`, `trades`, and the `answers` these are
  ///   of, in their order: `list`, `path`, `symbol`, `fromMs`, `toMs`, `ms` when it came (the
  ///   asker's clock), `rows`, and `sha256` of the body as it came; the `body` itself only where
  ///   its rows, written again without spaces, are not it byte for byte
  /// @param failed gets why there is no complete list
  public static void fetch(
      BinanceConfig config,
      String venue,
      Span span,
      Transport transport,
      Scheduler scheduler,
      Consumer<String> done,
      Consumer<String> failed) {
    AccountLists lists =
        new AccountLists(new Rest(transport, scheduler, _ -> {}, config), scheduler, done, failed);
    scheduler.after(0, () -> lists.begin(config, venue, span));
  }

  private void begin(BinanceConfig config, String venue, Span span) {
    out.put("venue", venue).put("fromMs", span.fromMs).put("toMs", span.toMs);
    out.put("askedMs", scheduler.nanos() / 1_000_000);
    ArrayNode symbols = out.putArray("symbols");
    out.putArray("orders");
    out.putArray("algoOrders");
    out.putArray("trades");
    out.putArray("answers");
    for (String symbol : config.symbols()) {
      symbols.add(symbol);
      asks.add(new Ask("orders", Protocol.ALL_ORDERS, symbol, span));
      asks.add(new Ask("algoOrders", Protocol.ALL_ALGO_ORDERS, symbol, span));
      asks.add(new Ask("trades", Protocol.USER_TRADES, symbol, span));
    }
    clock();
  }

  /// Signed questions carry the venue's time.
  private void clock() {
    long sent = scheduler.nanos();
    rest.open(
        Protocol.TIME,
        "",
        reply -> {
          if (reply.status() == 200) {
            long server = Json.parse(reply.body()).path("serverTime").asLong();
            rest.venueClock(server, sent, scheduler.nanos());
            next();
          } else {
            failed.accept(told(reply));
          }
        });
  }

  private void next() {
    Ask ask = asks.poll();
    if (ask == null) {
      done.accept(out.toString());
      return;
    }
    rest.signed("GET", ask.path, ask.query(), reply -> answered(ask, reply));
  }

  private void answered(Ask ask, Transport.Reply reply) {
    if (reply.status() == 429 || reply.status() == 418) {
      // Rest holds the question until the venue wants to hear it.
      asks.addFirst(ask);
    } else if (reply.status() != 200) {
      failed.accept(ask.list + " of " + ask.symbol + ": " + told(reply));
      return;
    } else {
      JsonNode rows;
      try {
        rows = Json.parse(reply.body());
      } catch (BadFrame e) {
        failed.accept(ask.list + " of " + ask.symbol + ": " + e.getMessage());
        return;
      }
      if (rows.size() < ROWS_MAX) {
        whole(ask, rows, reply.body());
      } else if (ask.span.fromMs == ask.span.toMs) {
        failed.accept(ask.list + " of " + ask.symbol + ": a full answer for one millisecond");
        return;
      } else {
        long middle = ask.span.fromMs + (ask.span.toMs - ask.span.fromMs) / 2;
        asks.addFirst(ask.within(middle + 1, ask.span.toMs));
        asks.addFirst(ask.within(ask.span.fromMs, middle));
      }
    }
    scheduler.after(++asked < QUICK ? QUICK_NANOS : PACE_NANOS, this::next);
  }

  private void whole(Ask ask, JsonNode rows, String body) {
    rows.forEach(out.withArray(ask.list)::add);
    ObjectNode answer = out.withArray("answers").addObject();
    answer.put("list", ask.list).put("path", ask.path).put("symbol", ask.symbol);
    answer.put("fromMs", ask.span.fromMs).put("toMs", ask.span.toMs);
    answer.put("ms", scheduler.nanos() / 1_000_000).put("rows", rows.size());
    answer.put("sha256", Digest.sha256(body).hex());
    if (!rows.toString().equals(body)) {
      answer.put("body", body);
    }
  }

  private static String told(Transport.Reply reply) {
    return reply.status() == 0
        ? "no answer" + (reply.body().isEmpty() ? "" : ": " + reply.body())
        : "HTTP " + reply.status() + " " + reply.body();
  }
}
