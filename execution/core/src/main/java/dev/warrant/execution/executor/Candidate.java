package dev.warrant.execution.executor;

import static dev.warrant.knowledge.fact.MeasureId.*;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Exact;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.execution.ledger.OrderState;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// One order before it is asked for: writes the `order.*` and `warrant.*` measures. Reused for
/// every attempt, allocates nothing, rounds toward refusal.
final class Candidate {
  private static final long NANOS_PER_MICRO = 1000;

  private final List<Instrument> instruments;
  private final Ledger ledger;
  private final MeasureBoard board;
  private final Repeats repeats;

  int instrument;
  Side side = Side.BUY;
  OrderKind kind = OrderKind.LIMIT;
  @Ticks long price;
  @Lots long lots;
  boolean reduceOnly;

  Candidate(List<Instrument> instruments, Ledger ledger, MeasureBoard board, Repeats repeats) {
    this.instruments = instruments;
    this.ledger = ledger;
    this.board = board;
    this.repeats = repeats;
  }

  void is(int i, Side s, OrderKind k, @Ticks long p, @Lots long q, boolean reduce) {
    instrument = i;
    side = s;
    kind = k;
    price = p;
    lots = q;
    reduceOnly = reduce;
  }

  /// Whether it would raise the worst case of its side.
  boolean increasing() {
    return !reduceOnly && worstAfter(lots) > ledger.worst(instrument, side);
  }

  /// Writes the measures of the order.
  ///
  /// @param counted lots of it that the ledger counts already: 0 if new, all if it rests and is
  ///   asked about again
  void writeOrder(@Lots long counted, long nanos) {
    long more = kind == OrderKind.STOP_MARKET && reduceOnly ? 0 : lots - counted;
    long after = worstAfter(more);
    long before = worstAfter(-counted);
    int i = instrument;
    board.set(i, ORDER_SIGN, side.sign());
    board.set(i, ORDER_LOTS, lots);
    board.set(i, ORDER_PRICE, price);
    board.set(
        i, ORDER_NOTIONAL, Exact.moneyUp(instruments.get(i).notionalE8(Math.max(0, price), lots)));
    board.set(i, ORDER_INCREASING, !reduceOnly && after > before ? 1 : 0);
    board.set(i, ORDER_REDUCE_ONLY, reduceOnly ? 1 : 0);
    board.set(i, ORDER_WORST_AFTER, after);
    board.set(i, ORDER_SELF_CROSS, selfCross());
    board.set(i, ORDER_REPEATS, repeats.count(i, side, price, lots, nanos));
    if (ledger.valued() && ledger.markE8(i) > 0) {
      board.set(i, ORDER_WORST_NOTIONAL_AFTER, Exact.moneyUp(ledger.notionalE8(i, after)));
      board.set(i, ORDER_GROSS_AFTER, Exact.moneyUp(ledger.grossAfterE8(i, side, more)));
      board.set(i, ORDER_NET_AFTER, Exact.moneyUp(ledger.netAfterE8(i, side, more)));
    } else {
      board.absent(i, ORDER_WORST_NOTIONAL_AFTER);
      board.absent(i, ORDER_GROSS_AFTER);
      board.absent(i, ORDER_NET_AFTER);
    }
  }

  /// Writes the measures of the authority it claims.
  void writeWarrant(
      @Lots long cap, @Ticks long min, @Ticks long max, long ordersLeft, long rateLeft) {
    board.set(instrument, WARRANT_CAP, cap);
    board.set(instrument, WARRANT_MIN_PRICE, min);
    board.set(instrument, WARRANT_MAX_PRICE, max);
    board.set(instrument, WARRANT_ORDERS_LEFT, ordersLeft);
    board.set(instrument, WARRANT_RATE_LEFT, rateLeft);
  }

  void writeExpiry(long nanosLeft) {
    board.set(instrument, WARRANT_EXPIRES_IN, Math.floorDiv(nanosLeft, NANOS_PER_MICRO));
  }

  long[] slots() {
    return board.slots(instrument);
  }

  private long worstAfter(long more) {
    long open = ledger.open(instrument, side);
    return Math.max(0, side.sign() * ledger.net(instrument) + open + more);
  }

  /// Own lots on the other side that it would trade against.
  private long selfCross() {
    long sum = 0;
    if (kind == OrderKind.STOP_MARKET) {
      return 0;
    }
    List<LiveOrder> held = ledger.held(instrument);
    for (int k = 0; k < held.size(); k++) {
      LiveOrder o = held.get(k);
      boolean rests = o.kind() == OrderKind.LIMIT || o.kind() == OrderKind.POST_ONLY;
      OrderState state = o.state();
      if (o.side() != side && rests && !state.ended()) {
        boolean meets = side == Side.BUY ? price >= o.price() : price <= o.price();
        sum += meets ? o.remaining() : 0;
      }
    }
    return sum;
  }
}
