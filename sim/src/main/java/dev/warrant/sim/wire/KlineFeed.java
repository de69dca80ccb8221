package dev.warrant.sim.wire;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.Listing;
import java.util.ArrayList;
import java.util.List;

/// One-minute bars of one instrument: the bar that is open now, from the trades heard, after the
/// closed bars that the market keeps.
final class KlineFeed {
  private static final long MINUTE_MS = 60_000;

  private final Listing listing;
  private long openMs;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long bought;
  private long quoteE8;
  private long quoteBoughtE8;
  private long trades;
  private long firstId;
  private long lastId;
  private boolean changed;

  KlineFeed(Listing listing, long nowMs) {
    this.listing = listing;
    start(nowMs / MINUTE_MS * MINUTE_MS);
  }

  void heard(MarketEvent.Trade t) {
    if (!t.regular()) {
      return;
    }
    if (trades == 0) {
      open = t.price();
      high = t.price();
      low = t.price();
      firstId = t.tradeId();
    }
    high = Math.max(high, t.price());
    low = Math.min(low, t.price());
    close = t.price();
    volume += t.lots();
    bought += t.buyerIsMaker() ? 0 : t.lots();
    long notional = listing.instrument().notionalE8(t.price(), t.lots());
    quoteE8 += notional;
    quoteBoughtE8 += t.buyerIsMaker() ? 0 : notional;
    trades++;
    lastId = t.tradeId();
    changed = true;
  }

  /// When the open bar closes.
  long closesMs() {
    return openMs + MINUTE_MS;
  }

  /// Whether the open bar has changed since it was last written.
  boolean changed() {
    return changed;
  }

  /// The closed bars, then the open one if anything has traded in it.
  List<MarketEvent.Kline> bars(int count, long nanos) {
    List<MarketEvent.Kline> out =
        new ArrayList<>(listing.market().klines(count, openMs * 1_000_000L));
    if (trades > 0) {
      out.add(
          new MarketEvent.Kline(
              listing.instrument().index(),
              openMs,
              open,
              high,
              low,
              close,
              volume,
              bought,
              trades));
    }
    return out;
  }

  /// Opens the next bar.
  void next() {
    start(openMs + MINUTE_MS);
  }

  /// Writes the payload of a `kline` frame.
  void write(JsonBytes w, boolean closed, long nowMs) {
    Instrument i = listing.instrument();
    changed = false;
    w.raw("{\"e\":\"kline\",\"E\":").number(nowMs).raw(",\"s\":\"").raw(i.symbol());
    w.raw("\",\"k\":{\"t\":").number(openMs).raw(",\"T\":").number(openMs + MINUTE_MS - 1);
    w.raw(",\"s\":\"").raw(i.symbol()).raw("\",\"i\":\"1m\",\"f\":").number(firstId);
    w.raw(",\"L\":").number(lastId);
    w.raw(",\"o\":\"").raw(i.priceText(open)).raw("\",\"c\":\"").raw(i.priceText(close));
    w.raw("\",\"h\":\"").raw(i.priceText(high)).raw("\",\"l\":\"").raw(i.priceText(low));
    w.raw("\",\"v\":\"").raw(i.quantityText(volume)).raw("\",\"n\":").number(trades);
    w.raw(",\"x\":").raw(closed ? "true" : "false");
    w.raw(",\"q\":").decimal(quoteE8, 8);
    w.raw(",\"V\":\"").raw(i.quantityText(bought));
    w.raw("\",\"Q\":").decimal(quoteBoughtE8, 8).raw(",\"B\":\"0\"}}");
  }

  private void start(long ms) {
    openMs = ms;
    open = listing.lastTicks();
    high = open;
    low = open;
    close = open;
    volume = 0;
    bought = 0;
    quoteE8 = 0;
    quoteBoughtE8 = 0;
    trades = 0;
    firstId = -1;
    lastId = -1;
    changed = false;
  }
}
