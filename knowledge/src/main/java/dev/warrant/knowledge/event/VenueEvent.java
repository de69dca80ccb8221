package dev.warrant.knowledge.event;

import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// What the venue said about our account, orders and clock.
public sealed interface VenueEvent extends Event {

  /// The state of an order at the venue (Binance `X`).
  enum OrderStatus {
    NEW,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    REJECTED,
    EXPIRED;

    /// Whether no further fill can come.
    public boolean terminal() {
      return this != NEW && this != PARTIALLY_FILLED;
    }
  }

  /// What was asked of the venue.
  enum Request {
    PLACE,
    CANCEL,
    CANCEL_ALL,
    PLACE_STOP,
    CANCEL_STOP,
    ARM_DEADMAN
  }

  /// How a request ended, as far as the desk knows.
  enum Outcome {
    ACCEPTED,
    REJECTED,
    /// Sent, but no answer that proves anything: risk stays held.
    UNKNOWN,
    /// The venue has no such order.
    NOT_FOUND,
    /// Never sent (queue closed, connection down before the first byte).
    NOT_SENT
  }

  /// An order update from the user stream (Binance `ORDER_TRADE_UPDATE`).
  ///
  /// @param clientId the desk's id, or the venue's own such as `autoclose-…`
  /// @param tradeId 0 if this update is no fill
  /// @param lastLots quantity of this fill
  /// @param lastPriceE8 price of this fill
  /// @param cumLots filled so far
  record OrderReport(
      int instrument,
      String clientId,
      long venueId,
      Side side,
      OrderKind kind,
      OrderStatus status,
      @Ticks long price,
      @Lots long lots,
      @Lots long cumLots,
      long tradeId,
      @Lots long lastLots,
      @E8 long lastPriceE8,
      @E8 long feeE8,
      boolean maker,
      boolean reduceOnly,
      long venueMs)
      implements VenueEvent {}

  /// How a request of ours ended. Status and cumulated lots are those of the answer; `NEW` and 0 if
  /// it held none.
  record SendOutcome(
      int instrument,
      Request request,
      String clientId,
      Outcome outcome,
      int code,
      String message,
      long venueId,
      OrderStatus status,
      @Lots long cumLots)
      implements VenueEvent {}

  /// The last gate withheld an order after its record was written; it was never sent.
  record Suppressed(int instrument, String clientId, String why) implements VenueEvent {}

  /// Answer to a query by client id.
  ///
  /// @param found false if the venue knows no such order
  record OrderFound(
      int instrument,
      String clientId,
      boolean found,
      long venueId,
      Side side,
      OrderKind kind,
      OrderStatus status,
      @Ticks long price,
      @Lots long lots,
      @Lots long cumLots,
      boolean reduceOnly)
      implements VenueEvent {}

  /// One open order in the venue's list.
  record OpenOrder(
      int instrument,
      String clientId,
      long venueId,
      Side side,
      OrderKind kind,
      @Ticks long price,
      @Ticks long stopPrice,
      @Lots long lots,
      @Lots long cumLots,
      boolean reduceOnly)
      implements Comparable<OpenOrder> {
    @Override
    public int compareTo(OpenOrder o) {
      return clientId.compareTo(o.clientId);
    }
  }

  /// All open orders at the venue, sorted by client id.
  record OpenOrders(List<OpenOrder> orders) implements VenueEvent {
    public OpenOrders {
      orders = List.copyOf(orders);
    }
  }

  /// A fill in the venue's list of our trades, for reconciliation.
  record PastFill(
      int instrument,
      long venueId,
      long tradeId,
      Side side,
      @Lots long lots,
      @E8 long priceE8,
      @E8 long feeE8,
      boolean maker,
      long venueMs) {}

  /// Our trades at the venue since some time, oldest first.
  record PastFills(int instrument, List<PastFill> fills) implements VenueEvent {
    public PastFills {
      fills = List.copyOf(fills);
    }
  }

  /// A position in the venue's list.
  record VenuePosition(int instrument, @Lots long net, @E8 long entryE8, int leverage) {}

  /// Wallet and positions from REST.
  record AccountSnapshot(
      @E8 long walletE8,
      @E8 long availableE8,
      List<VenuePosition> positions,
      boolean oneWayMode,
      boolean crossMargin)
      implements VenueEvent {
    public AccountSnapshot {
      positions = List.copyOf(positions);
    }
  }

  /// Wallet or position change pushed by the user stream (Binance `ACCOUNT_UPDATE`).
  ///
  /// @param reason the venue's reason, such as `ORDER`, `FUNDING_FEE`, `DEPOSIT`, `WITHDRAW`
  /// @param walletDeltaE8 balance change except fees and realised profit (Binance `bc`)
  record AccountUpdate(
      String reason,
      @E8 long walletE8,
      @E8 long walletDeltaE8,
      List<VenuePosition> positions,
      long venueMs)
      implements VenueEvent {
    public AccountUpdate {
      positions = List.copyOf(positions);
    }
  }

  /// A sample of the venue's clock: server time in ms, the round trip it took, and the desk's time
  /// when the answer was heard. The input's own time is later by what waited before it.
  record ClockSample(long serverMs, long roundTripNanos, long heardNanos) implements VenueEvent {}

  /// Trading rules of the instruments as the venue states them now.
  record Instruments(List<Instrument> instruments) implements VenueEvent {
    public Instruments {
      instruments = List.copyOf(instruments);
    }
  }

  /// The private stream came up or went down.
  record UserStreamState(boolean connected, String why) implements VenueEvent {}
}
