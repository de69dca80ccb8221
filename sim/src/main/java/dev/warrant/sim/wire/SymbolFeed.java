package dev.warrant.sim.wire;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.UserTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All market streams of one instrument.
final class SymbolFeed {
  private static final long NANOS_PER_MS = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long KLINE_NANOS = 250 * NANOS_PER_MS;

  private final Listing listing;
  private final Instrument instrument;
  private final Faults faults;
  private final JsonBytes w = new JsonBytes();
  private final List<DepthFeed> depths = new ArrayList<>();
  private final Channel bookTicker;
  private final Channel trade;
  private final Channel aggTrade;
  private final Channel markEachSecond;
  private final Channel markEachThird;
  private final Channel kline;
  private final Channel forceOrder;
  private final KlineFeed bars;
  private long aggregateIds;

  /// @param channels where this feed's streams are registered by name
  SymbolFeed(Listing listing, Faults faults, Map<String, Channel> channels, long nanos) {
    this.listing = listing;
    this.instrument = listing.instrument();
    this.faults = faults;
    String at = instrument.symbol().toLowerCase(Locale.ROOT) + "@";
    depth(at + "depth@0ms", 0, channels);
    depth(at + "depth@100ms", 100, channels);
    depth(at + "depth", 250, channels);
    depth(at + "depth@500ms", 500, channels);
    bookTicker = add(at + "bookTicker", Socket.Root.PUBLIC, channels);
    trade = add(at + "trade", Socket.Root.MARKET, channels);
    aggTrade = add(at + "aggTrade", Socket.Root.MARKET, channels);
    markEachSecond = add(at + "markPrice@1s", Socket.Root.MARKET, channels);
    markEachThird = add(at + "markPrice", Socket.Root.MARKET, channels);
    kline = add(at + "kline_1m", Socket.Root.MARKET, channels);
    forceOrder = add(at + "forceOrder", Socket.Root.MARKET, channels);
    bars = new KlineFeed(listing, nanos / NANOS_PER_MS);
  }

  KlineFeed bars() {
    return bars;
  }

  void heard(MarketEvent event, long nanos) {
    if (event instanceof MarketEvent.Trade t) {
      bars.heard(t);
    }
    if (faults.silent(nanos / NANOS_PER_MS)) {
      return;
    }
    switch (event) {
      case MarketEvent.DepthUpdate u -> {
        for (int i = 0; i < depths.size(); i++) {
          depths.get(i).heard(u, w, nanos);
        }
      }
      case MarketEvent.BookTicker b -> bookTicker(b);
      case MarketEvent.Trade t -> trade(t);
      case MarketEvent.MarkPrice m -> {}
      case MarketEvent.DepthSnapshot s -> {}
      case MarketEvent.Kline k -> {}
      case MarketEvent.StreamState s -> {}
    }
  }

  /// When something is due by the clock; `nowNanos` itself is past.
  long dueNanos(long nowNanos) {
    long next = bars.closesMs() * NANOS_PER_MS;
    for (int i = 0; i < depths.size(); i++) {
      next = Math.min(next, depths.get(i).dueNanos());
    }
    if (!markEachSecond.idle() || !markEachThird.idle()) {
      next = Math.min(next, (nowNanos / SECOND + 1) * SECOND);
    }
    if (bars.changed() && !kline.idle()) {
      next = Math.min(next, (nowNanos / KLINE_NANOS + 1) * KLINE_NANOS);
    }
    return next;
  }

  /// Sends what is due at `nanos`.
  void flush(long nanos) {
    long ms = nanos / NANOS_PER_MS;
    boolean silent = faults.silent(ms);
    for (int i = 0; i < depths.size(); i++) {
      depths.get(i).flush(w, nanos);
    }
    boolean closes = ms >= bars.closesMs();
    if (!kline.idle() && !silent && (closes || bars.changed() && nanos % KLINE_NANOS == 0)) {
      bars.write(kline.begin(w), closes, ms);
      kline.send(w);
    }
    if (closes) {
      bars.next();
    }
    if (nanos % SECOND == 0 && !silent) {
      mark(markEachSecond, ms);
      if (nanos / SECOND % 3 == 0) {
        mark(markEachThird, ms);
      }
    }
  }

  /// A liquidation order traded.
  void liquidated(Order o, UserTrade t) {
    if (forceOrder.idle()) {
      return;
    }
    forceOrder.begin(w).raw("{\"e\":\"forceOrder\",\"E\":").number(t.ms());
    w.raw(",\"o\":{\"s\":\"").raw(instrument.symbol()).raw("\",\"S\":\"").raw(o.side().name());
    w.raw("\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"").raw(instrument.quantityText(o.lots()));
    w.raw("\",\"p\":\"").raw(instrument.priceText(o.price()));
    w.raw("\",\"ap\":").decimal(o.averageE8(), 8).raw(",\"X\":\"").raw(o.status().name());
    w.raw("\",\"l\":\"").raw(instrument.quantityText(t.lots()));
    w.raw("\",\"z\":\"").raw(instrument.quantityText(o.filled()));
    w.raw("\",\"T\":").number(t.ms()).raw("}}");
    forceOrder.send(w);
  }

  private void bookTicker(MarketEvent.BookTicker b) {
    if (bookTicker.idle()) {
      return;
    }
    bookTicker.begin(w).raw("{\"e\":\"bookTicker\",\"u\":").number(b.updateId());
    w.raw(",\"s\":\"").raw(instrument.symbol()).raw("\",\"b\":");
    price(b.bid()).raw(",\"B\":");
    quantity(b.bidLots()).raw(",\"a\":");
    price(b.ask()).raw(",\"A\":");
    quantity(b.askLots()).raw(",\"T\":").number(b.transactMs());
    w.raw(",\"E\":").number(b.eventMs()).raw('}');
    bookTicker.send(w);
  }

  private void trade(MarketEvent.Trade t) {
    if (!trade.idle()) {
      trade.begin(w).raw("{\"e\":\"trade\",\"E\":").number(t.eventMs());
      w.raw(",\"T\":").number(t.tradeMs()).raw(",\"s\":\"").raw(instrument.symbol());
      w.raw("\",\"t\":").number(t.tradeId()).raw(",\"p\":");
      price(t.price()).raw(",\"q\":");
      quantity(t.lots()).raw(",\"X\":\"").raw(t.regular() ? "MARKET" : "INSURANCE_FUND");
      w.raw("\",\"m\":").raw(t.buyerIsMaker() ? "true}" : "false}");
      trade.send(w);
    }
    aggregateIds++;
    if (!aggTrade.idle()) {
      aggTrade.begin(w).raw("{\"e\":\"aggTrade\",\"E\":").number(t.eventMs());
      w.raw(",\"a\":").number(aggregateIds).raw(",\"s\":\"").raw(instrument.symbol());
      w.raw("\",\"p\":");
      price(t.price()).raw(",\"q\":");
      quantity(t.lots()).raw(",\"f\":").number(t.tradeId()).raw(",\"l\":").number(t.tradeId());
      w.raw(",\"T\":").number(t.tradeMs());
      w.raw(",\"m\":").raw(t.buyerIsMaker() ? "true}" : "false}");
      aggTrade.send(w);
    }
  }

  private void mark(Channel channel, long ms) {
    if (channel.idle()) {
      return;
    }
    MarketEvent.MarkPrice m = listing.mark();
    channel.begin(w).raw("{\"e\":\"markPriceUpdate\",\"E\":").number(ms);
    w.raw(",\"s\":\"").raw(instrument.symbol()).raw("\",\"p\":").decimal(m.markE8(), 8);
    w.raw(",\"i\":").decimal(m.indexE8(), 8).raw(",\"P\":").decimal(m.indexE8(), 8);
    w.raw(",\"r\":").decimal(m.fundingRateE8(), 8).raw(",\"T\":").number(m.nextFundingMs());
    channel.send(w.raw('}'));
  }

  private JsonBytes price(long ticks) {
    return w.decimal(ticks, instrument.tickE8(), decimals(instrument.tickE8()));
  }

  private JsonBytes quantity(long lots) {
    return w.decimal(lots, instrument.lotE8(), decimals(instrument.lotE8()));
  }

  /// Digits after the point that a step needs.
  static int decimals(long stepE8) {
    int n = 8;
    for (long s = stepE8; n > 0 && s % 10 == 0; s /= 10) {
      n--;
    }
    return n;
  }

  private void depth(String name, long everyMs, Map<String, Channel> channels) {
    depths.add(new DepthFeed(instrument, add(name, Socket.Root.PUBLIC, channels), faults, everyMs));
  }

  private static Channel add(String name, Socket.Root root, Map<String, Channel> channels) {
    Channel channel = new Channel(name, root);
    channels.put(name, channel);
    return channel;
  }
}
