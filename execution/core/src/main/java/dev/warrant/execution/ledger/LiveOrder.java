package dev.warrant.execution.ledger;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// One order as the ledger holds it: what was asked, and the evidence about it so far.
///
/// The state is not stored but follows from the evidence, which only ever grows. So reports may be
/// doubled or come in any order and the held risk ends the same: ended ⇒ fills announced but not
/// yet seen; proved never to have arrived ⇒ nothing; else all that was asked and has not traded.
public final class LiveOrder {
  private final String clientId;
  private final int instrument;
  private final Side side;
  private final OrderKind kind;
  private final @Ticks long price;
  private final @Lots long lots;
  private final boolean reduceOnly;
  private final boolean foreign;
  private final long warrant;
  private final long sentNanos;
  private final long midCentiTicks;

  private long venueId;
  private @Lots long applied;
  private @Lots long cumSeen;
  private @Lots long forgiven;
  private boolean existed;
  private boolean ambiguous;
  private boolean cancelSent;
  private boolean shown;
  private long cancelNanos;

  /// How its life at the venue ended; `PENDING` while it has not.
  private OrderState end = OrderState.PENDING;

  /// Why it never got there; `PENDING` while nothing says so. Any sign of life outweighs it.
  private OrderState denial = OrderState.PENDING;

  // Kept by Orders and Ledger.
  @Lots long counted;
  boolean countedUnknown;
  boolean countedOpen;
  boolean outcomeCounted;
  boolean countedAwaited;
  long queriedNanos = Long.MIN_VALUE;

  LiveOrder(OrderRecord o, long midCentiTicks, long nanos) {
    this(
        o.clientId(),
        o.instrument(),
        o.side(),
        o.kind(),
        o.price(),
        o.lots(),
        o.reduceOnly(),
        false,
        o.warrant(),
        nanos,
        midCentiTicks);
  }

  private LiveOrder(
      String clientId,
      int instrument,
      Side side,
      OrderKind kind,
      long price,
      long lots,
      boolean reduceOnly,
      boolean foreign,
      long warrant,
      long nanos,
      long midCentiTicks) {
    this.clientId = clientId;
    this.instrument = instrument;
    this.side = side;
    this.kind = kind;
    this.price = price;
    this.lots = lots;
    this.reduceOnly = reduceOnly;
    this.foreign = foreign;
    this.warrant = warrant;
    this.sentNanos = nanos;
    this.midCentiTicks = midCentiTicks;
  }

  /// An order the venue has and the ledger had not: made by the venue, by hand, or by an epoch
  /// whose journal is gone.
  static LiveOrder adopted(Seen seen, long nanos) {
    boolean ours = ClientId.isOurs(seen.clientId());
    LiveOrder o =
        new LiveOrder(
            seen.clientId(),
            seen.instrument(),
            seen.side(),
            seen.kind(),
            seen.price(),
            seen.lots(),
            seen.reduceOnly(),
            !ours,
            ours ? ClientId.parse(seen.clientId()).warrant() : 0,
            nanos,
            0);
    o.outcomeCounted = true;
    return o;
  }

  /// What the venue says about an order the ledger does not know.
  record Seen(
      String clientId,
      int instrument,
      Side side,
      OrderKind kind,
      @Ticks long price,
      @Lots long lots,
      boolean reduceOnly) {}

  /// The id it was sent with.
  public String clientId() {
    return clientId;
  }

  /// Index of the instrument.
  public int instrument() {
    return instrument;
  }

  /// Its side.
  public Side side() {
    return side;
  }

  /// Its kind.
  public OrderKind kind() {
    return kind;
  }

  /// Limit, stop or collar price.
  public @Ticks long price() {
    return price;
  }

  /// Quantity asked.
  public @Lots long lots() {
    return lots;
  }

  /// Whether the venue will only let it reduce.
  public boolean reduceOnly() {
    return reduceOnly;
  }

  /// Whether it was not made by a desk.
  public boolean foreign() {
    return foreign;
  }

  /// `W`, `X` or `S` as in [ClientId]; `?` if foreign.
  public char purpose() {
    return foreign ? '?' : clientId.charAt(0);
  }

  /// The warrant it was sent under.
  public long warrant() {
    return warrant;
  }

  /// When its record was written.
  public long sentNanos() {
    return sentNanos;
  }

  /// Mid at decision in hundredths of a tick; 0 if unknown.
  long midCentiTicks() {
    return midCentiTicks;
  }

  /// The venue's id; 0 if not known.
  public long venueId() {
    return venueId;
  }

  /// Lots traded and applied to the position.
  public @Lots long filled() {
    return applied;
  }

  /// Lots that may still trade if it rests.
  public @Lots long remaining() {
    return Math.max(0, lots - Math.max(applied, cumSeen));
  }

  /// Whether the venue is known to have it in its book. A report that it was taken in is no proof
  /// for an order that takes at once: how it ended may be on its way. An answer to a query, a list
  /// of open orders, and the result of placing an order that may rest are.
  public boolean knownToRest() {
    return shown && state().resting();
  }

  /// When the last cancel was sent.
  long cancelNanos() {
    return cancelNanos;
  }

  /// A protective stop: it can only reduce, so it counts in no worst case.
  public boolean protectiveStop() {
    return kind == OrderKind.STOP_MARKET && reduceOnly;
  }

  /// Where it stands.
  public OrderState state() {
    if (end != OrderState.PENDING) {
      return end;
    }
    if (denial != OrderState.PENDING && !existed) {
      return denial;
    }
    if (ambiguous) {
      return OrderState.UNKNOWN;
    }
    if (cancelSent) {
      return OrderState.CANCEL_PENDING;
    }
    if (applied > 0 || cumSeen > 0) {
      return OrderState.PARTIAL;
    }
    return existed ? OrderState.OPEN : OrderState.PENDING;
  }

  /// Whether no further fill is expected.
  public boolean ended() {
    return state().ended();
  }

  /// Lots that may still reach the position because of this order.
  public @Lots long held() {
    OrderState s = state();
    if (!s.ended()) {
      return Math.max(0, lots - applied);
    }
    return existed ? Math.max(0, cumSeen - applied) : 0;
  }

  void venueId(long id) {
    if (id != 0) {
      venueId = id;
    }
  }

  /// Applies a fill seen for the first time.
  ///
  /// @return lots the position does not hold yet; less than `fill` if it was forced meanwhile
  @Lots
  long apply(@Lots long fill) {
    existed = true;
    long known = Math.min(forgiven, fill);
    forgiven -= known;
    applied += fill - known;
    cumSeen = Math.max(cumSeen, applied);
    return fill - known;
  }

  /// The position agrees with the venue's, so fills announced but not seen are in it already.
  void forgive() {
    long missing = cumSeen - applied;
    forgiven += missing;
    applied += missing;
  }

  /// The venue said it has this order in this state.
  void seen(OrderStatus status, @Lots long cum) {
    existed |= status != OrderStatus.REJECTED || cum > 0;
    // What was in doubt is seen alive: a cancel before did not work, and may be sent again.
    cancelSent &= !ambiguous;
    ambiguous = false;
    cumSeen = Math.max(cumSeen, status == OrderStatus.FILLED ? Math.max(cum, lots) : cum);
    if (end == OrderState.PENDING) {
      end = ending(status);
    }
  }

  /// Proof that it never reached the venue, unless the venue shows it after all.
  void deny(OrderState as) {
    if (denial == OrderState.PENDING) {
      denial = as;
      ambiguous &= existed;
    }
  }

  /// It was there and is there no longer.
  void vanish() {
    if (end == OrderState.PENDING) {
      end = OrderState.CANCELED;
    }
  }

  /// The venue lists it as open although its end was seen: believe the risk, and ask.
  void revive() {
    end = OrderState.PENDING;
    existed = true;
    ambiguous = true;
  }

  /// Whether the venue keeps in its book what does not trade at once.
  boolean mayRest() {
    return kind == OrderKind.LIMIT || kind == OrderKind.POST_ONLY;
  }

  /// The venue showed it as it stood after matching.
  void shown() {
    shown = true;
  }

  void doubt() {
    if (!ended()) {
      ambiguous = true;
    }
  }

  void cancelSent(long nanos) {
    cancelSent = true;
    cancelNanos = nanos;
  }

  void cancelNotSent() {
    cancelSent = false;
  }

  boolean existed() {
    return existed;
  }

  private static OrderState ending(OrderStatus status) {
    return switch (status) {
      case NEW, PARTIALLY_FILLED -> OrderState.PENDING;
      case FILLED -> OrderState.FILLED;
      case CANCELED -> OrderState.CANCELED;
      case REJECTED -> OrderState.REJECTED;
      case EXPIRED -> OrderState.EXPIRED;
    };
  }

  @Override
  public String toString() {
    return clientId + " " + side + " " + kind + " " + applied + "/" + lots + "@" + price + " "
        + state() + " held " + held();
  }
}
