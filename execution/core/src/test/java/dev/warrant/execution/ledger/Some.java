package dev.warrant.execution.ledger;

import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.OpenOrders;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.knowledge.unit.Side;
import java.util.List;

/// Instruments, orders and reports for tests.
public final class Some {
  /// Tick 0.1 USDT, lot 0.001: one tick on one lot is worth 1e-4 USDT.
  public static final Instrument BTC =
      new Instrument(
          0,
          "BTCUSDT",
          10_000_000L,
          100_000L,
          1,
          100_000,
          5_00000000L,
          200,
          500,
          List.of(
              new MarginBracket(50_000_00000000L, 125, 4_000, 0),
              new MarginBracket(1_000_000_00000000L, 50, 10_000, 300_00000000L)));

  /// Tick 0.01 USDT, lot 0.001.
  public static final Instrument ETH =
      new Instrument(
          1,
          "ETHUSDT",
          1_000_000L,
          100_000L,
          1,
          100_000,
          5_00000000L,
          200,
          500,
          List.of(new MarginBracket(1_000_000_00000000L, 50, 10_000, 0)));

  public static final List<Instrument> BOTH = List.of(BTC, ETH);
  public static final long WALLET_E8 = 10_000_00000000L;
  public static final long SECOND = 1_000_000_000L;

  /// 2026-01-01T12:00Z.
  public static final long NOON = 1_767_268_800L * SECOND;

  private Some() {}

  public static LedgerConfig config() {
    return LedgerConfig.of(BOTH, 10, List.of(1000L, 1000L));
  }

  public static String id(int ordinal) {
    return new ClientId('W', 1, 1, ordinal).text();
  }

  public static OrderRecord order(int ordinal, int instrument, Side side, long price, long lots) {
    return new OrderRecord(
        id(ordinal), 1, 1, instrument, side, OrderKind.LIMIT, price, lots, false, Digest.ZERO, 7);
  }

  public static OrderReport report(OrderRecord o, OrderStatus status, long cum) {
    return fill(o, status, cum, 0, 0, 0);
  }

  public static OrderReport fill(
      OrderRecord o, OrderStatus status, long cum, long trade, long lots, long priceE8) {
    return new OrderReport(
        o.instrument(),
        o.clientId(),
        1_000 + o.clientId().hashCode(),
        o.side(),
        o.kind(),
        status,
        o.price(),
        o.lots(),
        cum,
        trade,
        lots,
        priceE8,
        0,
        true,
        o.reduceOnly(),
        NOON / 1_000_000);
  }

  public static SendOutcome answer(OrderRecord o, Request request, Outcome outcome) {
    return new SendOutcome(
        o.instrument(), request, o.clientId(), outcome, 0, "", 0, OrderStatus.NEW, 0);
  }

  /// A ledger reconciled with an empty account.
  public static void reconcile(Ledger ledger, long nanos) {
    ledger.on(new UserStreamState(true, ""), 1, nanos);
    ledger.on(new OpenOrders(List.of()), 2, nanos);
    ledger.on(new PastFills(0, List.of()), 3, nanos);
    ledger.on(new PastFills(1, List.of()), 4, nanos);
    ledger.on(new AccountSnapshot(WALLET_E8, WALLET_E8, List.of(), true, true), 5, nanos);
  }
}
