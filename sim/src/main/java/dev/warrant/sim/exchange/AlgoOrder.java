package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import org.jspecify.annotations.Nullable;

/// A conditional order waiting for its price (Binance algo service, in force since 2025-12-09).
/// Only the exchange changes it.
public final class AlgoOrder {
  /// Binance `algoStatus`.
  public enum Status {
    NEW,
    TRIGGERING,
    TRIGGERED,
    FINISHED,
    CANCELED,
    REJECTED,
    EXPIRED;

    /// Whether it can still trigger.
    public boolean waiting() {
      return this == NEW;
    }
  }

  final Account account;
  private final Listing listing;
  private final long id;
  private final NewAlgo request;
  private final String clientId;
  private final long lots;
  private final long createdMs;
  private Status status = Status.NEW;
  private long updatedMs;
  private long triggeredMs;
  private @Nullable Order order;
  private String reason = "";

  AlgoOrder(
      Account account,
      Listing listing,
      long id,
      NewAlgo request,
      String clientId,
      @Lots long lots,
      long ms) {
    this.account = account;
    this.listing = listing;
    this.id = id;
    this.request = request;
    this.clientId = clientId;
    this.lots = lots;
    createdMs = ms;
    updatedMs = ms;
  }

  /// The exchange's id (`algoId`).
  public long id() {
    return id;
  }

  /// Whose it is.
  public Account account() {
    return account;
  }

  /// Where it trades.
  public Listing listing() {
    return listing;
  }

  /// The sender's id (`clientAlgoId`).
  public String clientId() {
    return clientId;
  }

  /// Side of the order it becomes.
  public Side side() {
    return request.side();
  }

  /// `TAKE_PROFIT_MARKET` rather than `STOP_MARKET`.
  public boolean takeProfit() {
    return request.takeProfit();
  }

  /// Whether it watches the mark price.
  public boolean byMark() {
    return request.byMark();
  }

  /// The price it waits for.
  public @E8 long triggerE8() {
    return request.triggerE8();
  }

  /// Quantity; 0 with [#closePosition].
  public @Lots long lots() {
    return lots;
  }

  /// Whether it may only make the position smaller.
  public boolean reduceOnly() {
    return request.reduceOnly();
  }

  /// Whether it closes whatever is open.
  public boolean closePosition() {
    return request.closePosition();
  }

  /// Its state.
  public Status status() {
    return status;
  }

  /// When it was accepted, in ms.
  public long createdMs() {
    return createdMs;
  }

  /// When it last changed, in ms.
  public long updatedMs() {
    return updatedMs;
  }

  /// When it triggered, in ms; 0 before.
  public long triggeredMs() {
    return triggeredMs;
  }

  /// The order it became, if it has.
  public @Nullable Order order() {
    return order;
  }

  /// Why it failed, or empty.
  public String reason() {
    return reason;
  }

  /// Whether prices that ran from `low` to `high` have reached the trigger. A stop waits for a
  /// price against the position, a take-profit for one in its favour.
  boolean reached(@E8 long low, @E8 long high) {
    boolean up = (side() == Side.BUY) != takeProfit();
    return up ? high >= triggerE8() : low <= triggerE8();
  }

  void move(Status to, long ms) {
    status = to;
    updatedMs = ms;
    if (to == Status.TRIGGERING) {
      triggeredMs = ms;
    }
  }

  void became(@Nullable Order value) {
    order = value;
  }

  void failed(String why) {
    reason = why;
  }
}
