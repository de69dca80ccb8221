package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Side;

/// Hand-written payloads of the kinds that make up nearly all records; numbers that follow each
/// other closely are written as differences.
final class HotPayloads {
  private static final Side[] SIDES = Side.values();
  private static final OrderKind[] KINDS = OrderKind.values();

  private HotPayloads() {}

  static final Payload TIMER =
      Payload.of(DeskEvent.Timer.class, (_, _) -> {}, _ -> new DeskEvent.Timer());

  static final Payload CUT_TAKEN =
      Payload.of(
          DeskEvent.CutTaken.class,
          (to, e) -> to.varint(e.cut()),
          from -> new DeskEvent.CutTaken(from.varint()));

  static final Payload PUBLISHED =
      Payload.of(
          DeskEvent.Published.class,
          (to, e) -> to.varint(e.cut()),
          from -> new DeskEvent.Published(from.varint()));

  static final Payload DURABLE =
      Payload.of(
          DeskEvent.Durable.class,
          (to, e) -> to.fixed64(e.through()),
          from -> new DeskEvent.Durable(from.fixed64()));

  static final Payload DEPTH_UPDATE =
      Payload.of(MarketEvent.DepthUpdate.class, HotPayloads::depthUpdate, HotPayloads::depthUpdate);

  static final Payload BOOK_TICKER =
      Payload.of(MarketEvent.BookTicker.class, HotPayloads::bookTicker, HotPayloads::bookTicker);

  static final Payload TRADE =
      Payload.of(MarketEvent.Trade.class, HotPayloads::trade, HotPayloads::trade);

  static final Payload MARK_PRICE =
      Payload.of(MarketEvent.MarkPrice.class, HotPayloads::markPrice, HotPayloads::markPrice);

  static final Payload ORDERED =
      Payload.of(Derived.Ordered.class, HotPayloads::ordered, HotPayloads::ordered);

  static final Payload DELIBERATED =
      Payload.of(Derived.Deliberated.class, HotPayloads::deliberated, HotPayloads::deliberated);

  /// Level count, then each price as its difference from the one before, and its quantity.
  static void levels(ByteSink to, Levels levels) {
    to.varint(levels.size());
    to.levels(levels);
  }

  static Levels levels(ByteSource from) {
    int n = from.count(2);
    long[] pairs = new long[2 * n];
    long price = 0;
    for (int i = 0; i < n; i++) {
      price += from.zigzag();
      pairs[2 * i] = price;
      pairs[2 * i + 1] = from.varint();
    }
    return Levels.of(pairs);
  }

  static void depthUpdate(ByteSink to, MarketEvent.DepthUpdate e) {
    to.zigzag(e.instrument());
    to.zigzag(e.first());
    to.zigzag(e.last() - e.first());
    to.zigzag(e.first() - e.previous());
    to.zigzag(e.eventMs());
    to.zigzag(e.eventMs() - e.transactMs());
    levels(to, e.bids());
    levels(to, e.asks());
  }

  private static MarketEvent.DepthUpdate depthUpdate(ByteSource from) {
    int instrument = from.zigzag32();
    long first = from.zigzag();
    long last = first + from.zigzag();
    long previous = first - from.zigzag();
    long eventMs = from.zigzag();
    long transactMs = eventMs - from.zigzag();
    return new MarketEvent.DepthUpdate(
        instrument, first, last, previous, eventMs, transactMs, levels(from), levels(from));
  }

  static void bookTicker(ByteSink to, MarketEvent.BookTicker e) {
    to.zigzag(e.instrument());
    to.zigzag(e.updateId());
    to.zigzag(e.bid());
    to.varint(e.bidLots());
    to.zigzag(e.ask() - e.bid());
    to.varint(e.askLots());
    to.zigzag(e.eventMs());
    to.zigzag(e.eventMs() - e.transactMs());
  }

  private static MarketEvent.BookTicker bookTicker(ByteSource from) {
    int instrument = from.zigzag32();
    long updateId = from.zigzag();
    long bid = from.zigzag();
    long bidLots = from.varint();
    long ask = bid + from.zigzag();
    long askLots = from.varint();
    long eventMs = from.zigzag();
    long transactMs = eventMs - from.zigzag();
    return new MarketEvent.BookTicker(
        instrument, updateId, bid, bidLots, ask, askLots, eventMs, transactMs);
  }

  static void trade(ByteSink to, MarketEvent.Trade e) {
    to.zigzag(e.instrument());
    to.zigzag(e.tradeId());
    to.zigzag(e.price());
    to.varint(e.lots());
    to.bool(e.buyerIsMaker());
    to.bool(e.regular());
    to.zigzag(e.eventMs());
    to.zigzag(e.eventMs() - e.tradeMs());
  }

  private static MarketEvent.Trade trade(ByteSource from) {
    int instrument = from.zigzag32();
    long tradeId = from.zigzag();
    long price = from.zigzag();
    long lots = from.varint();
    boolean buyerIsMaker = from.bool();
    boolean regular = from.bool();
    long eventMs = from.zigzag();
    return new MarketEvent.Trade(
        instrument, tradeId, price, lots, buyerIsMaker, regular, eventMs, eventMs - from.zigzag());
  }

  private static void markPrice(ByteSink to, MarketEvent.MarkPrice e) {
    to.zigzag(e.instrument());
    to.zigzag(e.markE8());
    to.zigzag(e.indexE8() - e.markE8());
    to.zigzag(e.fundingRateE8());
    to.zigzag(e.nextFundingMs());
    to.zigzag(e.eventMs());
    to.bool(e.substitute());
  }

  private static MarketEvent.MarkPrice markPrice(ByteSource from) {
    int instrument = from.zigzag32();
    long mark = from.zigzag();
    return new MarketEvent.MarkPrice(
        instrument,
        mark,
        mark + from.zigzag(),
        from.zigzag(),
        from.zigzag(),
        from.zigzag(),
        from.bool());
  }

  static void ordered(ByteSink to, Derived.Ordered ordered) {
    OrderRecord o = ordered.order();
    to.text(o.clientId());
    to.zigzag(o.epoch());
    to.zigzag(o.warrant());
    to.zigzag(o.instrument());
    to.u8(o.side().ordinal());
    to.u8(o.kind().ordinal());
    to.zigzag(o.price());
    to.zigzag(o.lots());
    to.bool(o.reduceOnly());
    to.digest(o.root());
    to.zigzag(o.cause());
  }

  private static Derived.Ordered ordered(ByteSource from) {
    return new Derived.Ordered(
        new OrderRecord(
            from.text(),
            from.zigzag32(),
            from.zigzag(),
            from.zigzag32(),
            constant(SIDES, from),
            constant(KINDS, from),
            from.zigzag(),
            from.zigzag(),
            from.bool(),
            from.digest(),
            from.zigzag()));
  }

  private static void deliberated(ByteSink to, Derived.Deliberated d) {
    to.zigzag(d.cut());
    to.zigzag(d.asOf());
    to.digest(d.facts());
    to.zigzag(d.factCount());
    to.zigzag(d.intents());
    to.zigzag(d.objections());
    to.zigzag(d.warrants());
    to.text(d.outcome());
    to.digest(d.root());
  }

  private static Derived.Deliberated deliberated(ByteSource from) {
    return new Derived.Deliberated(
        from.zigzag(),
        from.zigzag(),
        from.digest(),
        from.zigzag32(),
        from.zigzag32(),
        from.zigzag32(),
        from.zigzag32(),
        from.text(),
        from.digest());
  }

  private static <E extends Enum<E>> E constant(E[] constants, ByteSource from) {
    int n = from.u8();
    if (n >= constants.length) {
      throw new CodecException(
          "no constant " + n + " in " + constants[0].getDeclaringClass().getSimpleName());
    }
    return constants[n];
  }
}
