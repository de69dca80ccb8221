package dev.warrant.sim.wire;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.AlgoOrder;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.ExchangeListener;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.Rejection;
import dev.warrant.sim.exchange.UserTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Binance USD-M as a client sees it, REST and WebSocket, over an [Exchange] and without any
/// transport: deterministic, single threaded, the caller owns the clock. Protocol as of 2026:
/// stream roots `/public`, `/market`, `/private` beside the old ones, conditional orders at
/// `/fapi/v1/algoOrder`.
public final class BinanceVenue {
  private static final long NANOS_PER_MS = 1_000_000L;

  private final Exchange exchange;
  private final Faults faults = new Faults();
  private final RateLimits limits = new RateLimits();
  private final Routes routes = new Routes();
  private final Map<String, Channel> channels = new TreeMap<>();
  private final ListenKeys keys = new ListenKeys(channels);
  private final Streams streams = new Streams(channels);
  private final List<SymbolFeed> feeds = new ArrayList<>();
  private final UserFeed users;
  private final Access access;
  private final JsonBytes scratch = new JsonBytes();
  private long nowNanos;

  /// A venue over `markets`, whose instruments are numbered from 0 in this order.
  public BinanceVenue(List<Market> markets, ExchangeRules rules, long startNanos) {
    nowNanos = startNanos;
    Hearing hearing = new Hearing();
    exchange = new Exchange(markets, rules, hearing, startNanos);
    users = new UserFeed(keys, exchange::listings);
    access = new Access(exchange);
    for (Listing listing : exchange.listings()) {
      feeds.add(new SymbolFeed(listing, faults, channels, startNanos));
    }
    new MarketEndpoints(i -> feeds.get(i).bars(), routes);
    new OrderEndpoints(faults, routes);
    new AlgoEndpoints(faults, routes);
    new AccountEndpoints(routes);
    new SimEndpoints(faults, limits, streams, routes);
    routes.keyed("POST /fapi/v1/listenKey", 1, c -> key(keys.start(c.account(), c.nanos())));
    routes.keyed("PUT /fapi/v1/listenKey", 1, c -> key(keys.keep(c.account(), c.nanos())));
    routes.keyed("DELETE /fapi/v1/listenKey", 1, this::stopKey);
  }

  /// The exchange behind the wire, for opening accounts and for tests.
  public Exchange exchange() {
    return exchange;
  }

  /// Opens an account with keys and money.
  public Account open(String name, String apiKey, String secret, @E8 long walletE8) {
    return exchange.open(name, apiKey, secret, walletE8, nowNanos);
  }

  /// Answers a REST request at `nanos`, after everything that was due before it.
  ///
  /// @param query what stands after `?`, or empty
  /// @param body the form body, or empty
  /// @param apiKey value of `X-MBX-APIKEY`, or empty
  public Reply rest(
      String method, String path, String query, String body, String apiKey, long nanos) {
    advance(nanos);
    long ms = nanos / NANOS_PER_MS;
    Routes.Route route = routes.find(method, path);
    if (route == null) {
      return Reply.of(
          404, Json.error(-5000, "Path " + path + ", Method " + method + " is invalid"));
    }
    try {
      Params params = new Params(query, body);
      boolean own = path.startsWith("/sim/");
      Reply refused = own ? null : refuse(route, params, apiKey, ms);
      Reply reply = refused != null ? refused : answer(route, params, apiKey, nanos);
      return own ? reply : reply.withHeaders(limits.headers(apiKey, route.order(), ms));
    } catch (Rejection no) {
      return reject(no).withHeaders(limits.headers(apiKey, route.order(), ms));
    }
  }

  /// Opens a WebSocket.
  ///
  /// @return its number, or -1 if there is nothing at this path
  public int open(String pathAndQuery, FrameSink sink, long nanos) {
    advance(nanos);
    return streams.open(pathAndQuery, sink, nanos);
  }

  /// A text frame from the client.
  public void text(int stream, String text, long nanos) {
    advance(nanos);
    streams.text(stream, text, nanos);
  }

  /// The client has closed the WebSocket.
  public void close(int stream) {
    streams.close(stream);
  }

  /// When the venue next has something to do by itself.
  public long nextNanos() {
    long next = Math.min(exchange.nextNanos(), Math.min(keys.nextNanos(), streams.nextNanos()));
    for (int i = 0; i < feeds.size(); i++) {
      next = Math.min(next, feeds.get(i).dueNanos(nowNanos));
    }
    return next;
  }

  /// Plays everything up to and including `nanos`; an earlier time does nothing.
  public void advance(long nanos) {
    for (long next = nextNanos(); next <= nanos; next = nextNanos()) {
      long at = Math.max(next, nowNanos);
      exchange.advance(at);
      nowNanos = at;
      for (int i = 0; i < feeds.size(); i++) {
        feeds.get(i).flush(at);
      }
      keys.expire(exchange.accounts(), scratch, at);
      streams.expire(at);
    }
    if (nanos > nowNanos) {
      exchange.advance(nanos);
      nowNanos = nanos;
    }
  }

  private @Nullable Reply refuse(Routes.Route route, Params params, String apiKey, long ms) {
    long wait = faults.tooManyMs(ms);
    if (wait > 0) {
      return RateLimits.tooMany(wait);
    }
    Reply refused = limits.charge(route.weight().applyAsInt(params), ms);
    return refused != null || !route.order() ? refused : limits.chargeOrder(apiKey, ms);
  }

  private Reply answer(Routes.Route route, Params params, String apiKey, long nanos) {
    long serverMs = nanos / NANOS_PER_MS + faults.skewMs();
    Account caller = access.check(route.level(), params, apiKey, serverMs);
    Call call = new Call(exchange, params, caller, nanos, serverMs);
    Reply reply = Reply.of(200, route.endpoint().answer(call));
    if (route.order() && faults.swallow()) {
      return faults.swallowed();
    }
    return reply.after(faults.delayNanos(nanos / NANOS_PER_MS));
  }

  private static Reply reject(Rejection no) {
    int status =
        switch (no.code()) {
          case -2014, -2015 -> 401;
          case -1003, -1015 -> 429;
          case -1007 -> 408;
          case -1001 -> 500;
          default -> 400;
        };
    return Reply.of(status, Json.error(no.code(), no.text()));
  }

  private static String key(String text) {
    return Json.text(Json.object().put("listenKey", text));
  }

  private String stopKey(Call c) {
    keys.stop(c.account());
    return "{}";
  }

  /// Carries what the exchange says to the streams.
  private final class Hearing implements ExchangeListener {
    @Override
    public void published(MarketEvent event, long nanos) {
      feeds.get(event.instrument()).heard(event, nanos);
    }

    @Override
    public void orderChanged(Order order, Execution why, long nanos) {
      users.order(order.account(), order, why, null, nanos);
    }

    @Override
    public void traded(Account account, UserTrade trade, Execution why, long nanos) {
      users.order(account, trade.order(), why, trade, nanos);
    }

    @Override
    public void accountChanged(
        Account account, String reason, int instrument, long changeE8, long nanos) {
      users.account(account, reason, instrument, changeE8, nanos);
    }

    @Override
    public void algoChanged(AlgoOrder algo, long nanos) {
      users.algo(algo.account(), algo, nanos);
    }

    @Override
    public void leverageChanged(Account account, int instrument, long nanos) {
      users.leverage(account, instrument, nanos);
    }

    @Override
    public void marginCalled(Account account, long nanos) {
      users.marginCall(account, exchange.risk(), nanos);
    }

    @Override
    public void liquidated(Order order, UserTrade trade, long nanos) {
      feeds.get(order.instrument().index()).liquidated(order, trade);
    }
  }
}
