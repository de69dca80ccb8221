package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An order as the exchange keeps it. Only the exchange changes it.
public final class Order {
  /// Why an order expired (Binance `er`).
  public static final int EXPIRED_SELF_TRADE = 1;

  /// What an immediate order could not fill.
  public static final int EXPIRED_UNFILLED = 2;

  /// A reduce-only order that would have opened a position.
  public static final int EXPIRED_WOULD_REVERSE = 4;

  /// The account was liquidated.
  public static final int EXPIRED_LIQUIDATION = 5;

  final Account account;
  private final Listing listing;
  private final long id;
  private final NewOrder request;
  private final String clientId;
  private final long price;
  private final long createdMs;
  private final Origin origin;
  private long lots;
  private OrderStatus status = OrderStatus.NEW;
  private long filled;
  private long booked;
  private long quoteE8;
  private long updatedMs;
  private int expiryReason;

  /// What brought the order into being, if it was not its owner.
  enum Origin {
    OWNER,
    TRIGGER,
    LIQUIDATION
  }

  Order(
      Account account,
      Listing listing,
      long id,
      NewOrder request,
      @Lots long lots,
      @Ticks long price,
      Origin origin,
      long ms) {
    this.account = account;
    this.listing = listing;
    this.id = id;
    this.request = request;
    this.clientId = request.clientId();
    this.lots = lots;
    this.price = price;
    this.origin = origin;
    createdMs = ms;
    updatedMs = ms;
  }

  /// The exchange's id, positive.
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

  /// Shorthand for the listing's instrument.
  public Instrument instrument() {
    return listing.instrument();
  }

  /// The sender's id, or the one the exchange chose.
  public String clientId() {
    return clientId;
  }

  /// Its side.
  public Side side() {
    return request.side();
  }

  /// Whether it is a market order.
  public boolean market() {
    return request.market();
  }

  /// Its time in force.
  public TimeInForce force() {
    return request.force();
  }

  /// Whether it may only make the position smaller.
  public boolean reduceOnly() {
    return request.reduceOnly();
  }

  /// Limit price; 0 for a market order.
  public @Ticks long price() {
    return price;
  }

  /// Quantity asked for.
  public @Lots long lots() {
    return lots;
  }

  /// Quantity filled so far.
  public @Lots long filled() {
    return filled;
  }

  /// Quantity not filled yet.
  public @Lots long left() {
    return lots - filled;
  }

  /// Sum of the notionals of its fills.
  public @E8 long quoteE8() {
    return quoteE8;
  }

  /// Average price of its fills, rounded down; 0 without fills.
  public @E8 long averageE8() {
    return filled == 0 ? 0 : Money.floorOf(quoteE8, Money.ONE_E8, filled * instrument().lotE8());
  }

  /// Its state.
  public OrderStatus status() {
    return status;
  }

  /// Why it expired; 0 if it did not.
  public int expiryReason() {
    return expiryReason;
  }

  /// When it was accepted, in ms.
  public long createdMs() {
    return createdMs;
  }

  /// When it last changed, in ms.
  public long updatedMs() {
    return updatedMs;
  }

  /// Whether the exchange made it to liquidate its owner.
  public boolean liquidation() {
    return origin == Origin.LIQUIDATION;
  }

  /// Whether a conditional order became this order.
  public boolean triggered() {
    return origin == Origin.TRIGGER;
  }

  boolean live() {
    return !status.terminal();
  }

  /// Lots that stand in the market's book.
  long booked() {
    return booked;
  }

  void booked(long value) {
    booked = value;
  }

  void resize(@Lots long value, long ms) {
    lots = value;
    updatedMs = ms;
  }

  void fill(@Lots long part, @E8 long notional, long ms) {
    filled += part;
    booked -= part;
    quoteE8 += notional;
    updatedMs = ms;
    status = filled == lots ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
  }

  void end(OrderStatus how, int reason, long ms) {
    status = how;
    expiryReason = reason;
    booked = 0;
    updatedMs = ms;
  }
}
