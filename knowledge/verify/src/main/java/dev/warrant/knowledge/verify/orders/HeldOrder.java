package dev.warrant.knowledge.verify.orders;

/// One order and the evidence about it, which only grows: what may still trade because of it
/// follows from that.
final class HeldOrder {
  /// Where it stands, in an order in which all after `UNKNOWN` are over.
  enum State {
    PENDING,
    OPEN,
    PARTIAL,
    CANCEL_PENDING,
    UNKNOWN,
    FILLED,
    CANCELED,
    REJECTED,
    EXPIRED,
    SUPPRESSED;

    boolean over() {
      return compareTo(UNKNOWN) > 0;
    }
  }

  final String id;
  final int instrument;
  final int side;
  final int kind;
  final long price;
  final long lots;
  final boolean reduceOnly;
  final long sentNanos;
  long venueId;
  long cancelNanos;
  boolean answered;
  private long applied;
  private long cumSeen;
  private long forgiven;
  private boolean existed;
  private boolean doubtful;
  private boolean cancelSent;
  private State end = State.PENDING;
  private State denial = State.PENDING;

  HeldOrder(
      String id,
      int instrument,
      int side,
      int kind,
      long price,
      long lots,
      boolean reduceOnly,
      long sentNanos) {
    this.id = id;
    this.instrument = instrument;
    this.side = side;
    this.kind = kind;
    this.price = price;
    this.lots = lots;
    this.reduceOnly = reduceOnly;
    this.sentNanos = sentNanos;
  }

  /// A stop that can only reduce counts in no worst case.
  boolean protectiveStop() {
    return kind == Heard.STOP_MARKET && reduceOnly;
  }

  boolean mayRest() {
    return kind == Heard.LIMIT || kind == Heard.POST_ONLY;
  }

  State state() {
    if (end != State.PENDING) {
      return end;
    }
    if (denial != State.PENDING && !existed) {
      return denial;
    }
    if (doubtful) {
      return State.UNKNOWN;
    }
    if (cancelSent) {
      return State.CANCEL_PENDING;
    }
    return applied > 0 || cumSeen > 0 ? State.PARTIAL : existed ? State.OPEN : State.PENDING;
  }

  boolean over() {
    return state().over();
  }

  boolean rests() {
    State s = state();
    return s == State.OPEN || s == State.PARTIAL;
  }

  boolean existed() {
    return existed;
  }

  /// Lots that may still trade if it rests.
  long remaining() {
    return Math.max(0, lots - Math.max(applied, cumSeen));
  }

  /// Lots that may still reach the position because of it.
  long held() {
    if (!over()) {
      return Math.max(0, lots - applied);
    }
    return existed ? Math.max(0, cumSeen - applied) : 0;
  }

  /// Takes in a fill; returns the lots the position does not hold yet.
  long apply(long fill) {
    existed = true;
    long known = Math.min(forgiven, fill);
    forgiven -= known;
    applied += fill - known;
    cumSeen = Math.max(cumSeen, applied);
    return fill - known;
  }

  /// The position is the venue's, so announced fills are in it.
  void forgive() {
    forgiven += cumSeen - applied;
    applied = cumSeen;
  }

  void told(long venue) {
    if (venue != 0) {
      venueId = venue;
    }
  }

  void seen(int status, long cum) {
    existed |= status != Heard.REJECTED || cum > 0;
    cancelSent &= !doubtful;
    doubtful = false;
    cumSeen = Math.max(cumSeen, status == Heard.FILLED ? Math.max(cum, lots) : cum);
    if (end == State.PENDING && status > Heard.PARTIALLY_FILLED) {
      end = State.values()[State.FILLED.ordinal() + status - Heard.FILLED];
    }
  }

  void deny(State as) {
    if (denial == State.PENDING) {
      denial = as;
      doubtful &= existed;
    }
  }

  void vanish() {
    if (end == State.PENDING) {
      end = State.CANCELED;
    }
  }

  void revive() {
    end = State.PENDING;
    existed = true;
    doubtful = true;
  }

  void doubt() {
    if (!over()) {
      doubtful = true;
    }
  }

  void cancel(long nanos) {
    cancelSent = true;
    cancelNanos = nanos;
  }

  void cancelNotSent() {
    cancelSent = false;
  }
}
