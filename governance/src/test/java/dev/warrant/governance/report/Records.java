package dev.warrant.governance.report;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.List;

/// Records with the few fields that matter here.
final class Records {
  static final long SECOND = 1_000_000_000L;
  static final long E8 = 100_000_000L;

  /// Tick 0.1 USDT, lot 0.001 BTC.
  static final Instrument BTC =
      new Instrument(0, "BTCUSDT", E8 / 10, E8 / 1000, 1, 1_000_000, 5 * E8, 200, 500, List.of());

  /// Tick 0.01 USDT, lot 0.001 ETH.
  static final Instrument ETH =
      new Instrument(1, "ETHUSDT", E8 / 100, E8 / 1000, 1, 1_000_000, 5 * E8, 200, 500, List.of());

  private Records() {}

  static DeskEvent.Started started(int epoch, String config, Instrument... instruments) {
    return new DeskEvent.Started(
        epoch,
        0,
        42,
        Digest.sha256("policy"),
        Digest.sha256("strategy"),
        Digest.sha256("model"),
        List.of(instruments),
        config);
  }

  static VenueEvent.AccountSnapshot account(long usdt) {
    return new VenueEvent.AccountSnapshot(usdt * E8, usdt * E8, List.of(), true, true);
  }

  static MarketEvent.BookTicker ticker(int instrument, long bid, long ask) {
    return new MarketEvent.BookTicker(instrument, 1, bid, 10, ask, 10, 0, 0);
  }

  static MarketEvent.MarkPrice mark(int instrument, long e8) {
    return new MarketEvent.MarkPrice(instrument, e8, e8, 0, 0, 0, false);
  }

  static OrderRecord order(
      String id, int instrument, Side side, OrderKind kind, long price, long lots) {
    return new OrderRecord(
        id,
        1,
        1,
        instrument,
        side,
        kind,
        price,
        lots,
        kind == OrderKind.STOP_MARKET,
        Digest.ZERO,
        1);
  }

  /// A fill, or with `lots` 0 a change of status; fee in 1e-8 USDT.
  static VenueEvent.OrderReport report(
      OrderRecord o, OrderStatus status, long tradeId, long lots, long priceE8, long feeE8) {
    return new VenueEvent.OrderReport(
        o.instrument(),
        o.clientId(),
        7,
        o.side(),
        o.kind(),
        status,
        o.price(),
        o.lots(),
        lots,
        tradeId,
        lots,
        priceE8,
        feeE8,
        o.kind() == OrderKind.POST_ONLY,
        false,
        0);
  }

  static Warrant warrant(long id, int instrument, Side side, long cap, long min, long max) {
    return new Warrant(
        1,
        id,
        instrument,
        side,
        cap,
        min,
        max,
        OrderKind.POST_ONLY.bit(),
        50,
        5,
        Long.MAX_VALUE,
        100,
        new Tactic(TacticKind.PEG, 10, 2, 5, 200),
        List.of(),
        Digest.ZERO,
        Digest.ZERO,
        Digest.ZERO,
        Digest.ZERO);
  }

  static Derived.Believed believed(int instrument, Regime regime, long ppm) {
    return new Derived.Believed(new Fact.Belief(instrument, 1, regime, ppm, 0, Digest.ZERO));
  }

  static Derived.Matched matched(int instrument, String name, long from, long until) {
    return new Derived.Matched(new Fact.Pattern(instrument, 1, name, 7, from, until));
  }

  static Derived.Refused refused(String limit, String says) {
    return new Derived.Refused(
        new Refusal(
            new Objection(Stage.GUARD, limit, 0, Side.BUY, "x", "a <= b", 2, 1, 1, says), 1, 1));
  }

  static Derived.Deliberated deliberated(long cut, int intents, int objections, int warrants) {
    return new Derived.Deliberated(
        cut, cut, Digest.ZERO, 40, intents, objections, warrants, "words", Digest.ZERO);
  }
}
