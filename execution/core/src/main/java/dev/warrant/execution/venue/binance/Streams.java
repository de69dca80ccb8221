package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The three streams of an account: depth and best prices, trades and marks, and our own orders.
/// Scheduler thread only.
final class Streams {
  private static final long MARKET_SILENCE_NANOS = 10_000_000_000L;
  private static final int REMEMBERED_TRIGGERS = 1_000;

  private final Scheduler scheduler;
  private final Inbox inbox;
  private final Rest rest;
  private final Answers answers;
  private final FrameScanner scanner;
  private final List<Instrument> instruments;
  private final Reconnecting depth;
  private final Reconnecting market;
  private final Reconnecting user;
  private @Nullable String listenKey;
  private boolean stopped;

  /// Client ids of our stops by the id of the order their trigger made.
  private final Map<Long, String> triggered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > REMEMBERED_TRIGGERS;
        }
      };

  Streams(
      Transport transport,
      Scheduler scheduler,
      Inbox inbox,
      Rest rest,
      BinanceConfig config,
      List<Instrument> instruments) {
    this.scheduler = scheduler;
    this.inbox = inbox;
    this.rest = rest;
    this.answers = new Answers(instruments);
    this.scanner = new FrameScanner(instruments);
    this.instruments = instruments;
    SeededRandom random = new SeededRandom(config.seed());
    depth =
        new Reconnecting(
            transport,
            scheduler,
            random.split("depth"),
            () -> Protocol.publicStreams(config.symbols()),
            MARKET_SILENCE_NANOS,
            new MarketListener(true));
    market =
        new Reconnecting(
            transport,
            scheduler,
            random.split("market"),
            () -> Protocol.marketStreams(config.symbols()),
            MARKET_SILENCE_NANOS,
            new MarketListener(false));
    user =
        new Reconnecting(
            transport, scheduler, random.split("user"), this::privatePath, 0, new UserListener());
  }

  void start() {
    depth.start();
    market.start();
    newListenKey();
    user.start();
    keepAlive();
  }

  void stop() {
    stopped = true;
    depth.stop();
    market.stop();
    user.stop();
  }

  private @Nullable String privatePath() {
    return listenKey == null ? null : Protocol.privateStream(listenKey);
  }

  private void newListenKey() {
    rest.keyed(
        "POST",
        Protocol.LISTEN_KEY,
        reply -> {
          if (reply.status() == 200) {
            listenKey = Json.parse(reply.body()).path("listenKey").asText();
          } else if (!stopped) {
            scheduler.after(1_000_000_000L, this::newListenKey);
          }
        });
  }

  private void keepAlive() {
    scheduler.after(
        Protocol.LISTEN_KEY_MILLIS * 1_000_000L,
        () -> {
          if (!stopped) {
            rest.keyed(
                "PUT",
                Protocol.LISTEN_KEY,
                reply -> {
                  if (reply.status() / 100 == 4) {
                    renew();
                  }
                });
            keepAlive();
          }
        });
  }

  /// The key is gone: the stream on it is silently dead.
  private void renew() {
    listenKey = null;
    newListenKey();
    user.restart();
  }

  private final class MarketListener implements Transport.StreamListener {
    private final boolean carriesDepth;

    MarketListener(boolean carriesDepth) {
      this.carriesDepth = carriesDepth;
    }

    @Override
    public void opened() {
      state(true, "");
    }

    @Override
    public void text(byte[] frame, int offset, int length) {
      MarketEvent event = scanner.scan(frame, offset, length);
      if (event != null) {
        inbox.offer(event);
      }
    }

    @Override
    public void closed(String why) {
      state(false, why);
    }

    private void state(boolean connected, String why) {
      if (carriesDepth) {
        for (Instrument i : instruments) {
          inbox.offer(new MarketEvent.StreamState(i.index(), connected, why));
        }
      }
    }
  }

  private final class UserListener implements Transport.StreamListener {
    @Override
    public void opened() {
      inbox.offer(new VenueEvent.UserStreamState(true, ""));
    }

    @Override
    public void closed(String why) {
      inbox.offer(new VenueEvent.UserStreamState(false, why));
    }

    @Override
    public void text(byte[] frame, int offset, int length) {
      JsonNode root = Json.parse(new String(frame, offset, length, StandardCharsets.UTF_8));
      JsonNode data = root.has("data") ? root.path("data") : root;
      switch (data.path("e").asText()) {
        case "ORDER_TRADE_UPDATE" -> order(data.path("o"));
        case "ALGO_UPDATE" -> algo(data);
        case "ACCOUNT_UPDATE" ->
            inbox.offer(answers.accountUpdate(data.path("a"), data.path("T").asLong()));
        case "listenKeyExpired" -> renew();
        default -> {}
      }
    }

    private void order(JsonNode o) {
      String given = o.path("c").asText();
      String clientId = triggered.getOrDefault(o.path("i").asLong(), given);
      VenueEvent.OrderReport report = answers.report(o, clientId);
      if (report != null) {
        inbox.offer(report);
      }
    }

    /// A triggered stop trades as an order of its own; its fills come as order updates, so the
    /// stop's own end is only told when it ends without trading.
    private void algo(JsonNode data) {
      JsonNode o = data.path("o");
      String actual = o.path("ai").asText("");
      if (!actual.isEmpty() && !actual.equals("0")) {
        triggered.put(Long.parseLong(actual), o.path("caid").asText());
      }
      String state = o.path("X").asText();
      if (!state.equals("TRIGGERING") && !state.equals("TRIGGERED") && !state.equals("FINISHED")) {
        VenueEvent.OrderReport report = answers.algo(o, data.path("T").asLong());
        if (report != null) {
          inbox.offer(report);
        }
      }
    }
  }
}
