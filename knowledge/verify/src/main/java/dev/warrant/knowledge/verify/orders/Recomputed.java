package dev.warrant.knowledge.verify.orders;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The measures of one order as they follow from the records before it: by name, empty where a
/// measure cannot have had a value. What cannot be computed from records alone is not in it.
final class Recomputed {
  private static final long MONEY_E8 = 10_000L;

  private final TreeMap<String, OptionalLong> values = new TreeMap<>();
  private final Order order;

  /// Other values the messages of the last ten seconds may have had on the board.
  private List<Long> messagesPerhaps = List.of();

  private Recomputed(Order order) {
    this.order = order;
  }

  static Recomputed of(Order o, Desk desk, long nanos) {
    Recomputed out = new Recomputed(o);
    out.put("order.sign", o.side());
    out.put("order.lots", o.lots());
    out.put("order.price", o.price());
    out.put("order.reduceOnly", o.reduceOnly() ? 1 : 0);
    out.put("desk.mode", desk.mode());
    Books books = desk.books();
    if (books != null && o.instrument() >= 0 && o.instrument() < books.holdings.size()) {
      out.order(books);
      out.position(books);
      out.account(books, desk.peakInDoubt());
      out.put("order.repeats", desk.repeats(o, nanos));
      out.put("desk.reconciled", desk.agreed() ? 1 : 0);
      out.put("deadman.armed", desk.armed(o.instrument()) ? 1 : 0);
      Boolean named = desk.restricted(o.instrument());
      out.values.put(
          "desk.restricted", named == null ? OptionalLong.empty() : OptionalLong.of(named ? 1 : 0));
      out.market(books, desk.mark(o.instrument()));
    }
    Authority w = desk.warrant(o);
    if (w != null) {
      out.put("warrant.cap", w.cap);
      out.put("warrant.minPrice", w.minPrice);
      out.put("warrant.maxPrice", w.maxPrice);
      out.put("warrant.ordersLeft", w.ordersLeft());
      out.put("warrant.rateLeft", w.rateLeft(nanos));
      out.put("warrant.expiresIn", w.expiresInMicros(nanos));
    }
    return out;
  }

  private void put(String name, long value) {
    values.put(name, OptionalLong.of(value));
  }

  private static long up(long e8) {
    return Math.ceilDiv(e8, MONEY_E8);
  }

  private static long down(long e8) {
    return Math.floorDiv(e8, MONEY_E8);
  }

  private void order(Books books) {
    int i = order.instrument();
    Holding h = books.holdings.get(i);
    long more = order.kind() == Heard.STOP_MARKET && order.reduceOnly() ? 0 : order.lots();
    long after = books.worst(i, order.side(), more);
    boolean rises = !order.reduceOnly() && after > books.worst(i, order.side(), 0);
    put("order.notional", up(h.notionalE8(Math.max(0, order.price()), order.lots())));
    put("order.increasing", rises ? 1 : 0);
    put("order.worstAfter", after);
    put("order.selfCross", selfCross(books));
    boolean valued = books.valued() && h.markE8 > 0;
    money("order.worstNotionalAfter", valued, () -> up(h.up(after)));
    money("order.grossAfter", valued, () -> up(books.grossE8(i, order.side(), more)));
    money("order.netAfter", valued, () -> up(books.netE8(i, order.side(), more)));
  }

  private void money(String name, boolean known, LongSupplier value) {
    values.put(name, known ? OptionalLong.of(value.getAsLong()) : OptionalLong.empty());
  }

  /// Own lots on the other side that it would trade with.
  private long selfCross(Books books) {
    if (order.kind() == Heard.STOP_MARKET) {
      return 0;
    }
    long sum = 0;
    for (HeldOrder o : books.held(order.instrument())) {
      boolean meets = order.side() > 0 ? order.price() >= o.price : order.price() <= o.price;
      sum += o.side != order.side() && o.mayRest() && !o.over() && meets ? o.remaining() : 0;
    }
    return sum;
  }

  private void position(Books books) {
    int i = order.instrument();
    put("position.net", books.holdings.get(i).net);
    put("position.worstLong", books.worst(i, 1, 0));
    put("position.worstShort", books.worst(i, -1, 0));
    put("position.stopped", books.stopped(i) ? 1 : 0);
    put("orders.open", books.openCount(i));
    put("orders.unknown", books.unknown());
    put("rate.messages", books.windows.messages());
    put("rate.rejects", books.windows.rejectsPpm());
    messagesPerhaps = books.windows.messagesPerhaps();
  }

  private void account(Books books, boolean peakInDoubt) {
    boolean valued = books.valued();
    Wallet w = books.wallet;
    long equity = books.equityE8();
    money("account.equity", valued, () -> down(equity));
    money("account.dailyLoss", valued, () -> up(w.dayE8 - equity));
    money("account.marginUsed", valued, () -> up(books.marginE8()));
    money("account.free", valued, () -> down(Math.min(w.walletE8, equity) - books.marginE8()));
    money("portfolio.gross", valued, () -> up(books.grossE8(0, 1, 0)));
    boolean flat = books.holdings.get(order.instrument()).net == 0;
    money(
        "market.liquidationDistance",
        flat || valued,
        () -> books.liquidationPpm(order.instrument()));
    if (!peakInDoubt) {
      money("account.peak", valued, () -> up(w.peakE8));
    }
  }

  private void market(Books books, Heard.@Nullable Mark mark) {
    if (mark != null) {
      put("market.mark", books.holdings.get(order.instrument()).markTicks());
      put("market.funding", Math.ceilDiv(Math.abs(mark.fundingE8()), 100L));
    }
  }

  Order order() {
    return order;
  }

  boolean has(String measure) {
    return values.containsKey(measure);
  }

  /// What a measure has to be; empty if it cannot have a value. Only for those it has.
  OptionalLong value(String measure) {
    return values.getOrDefault(measure, OptionalLong.empty());
  }

  /// Whether a recorded value is the computed one.
  boolean agrees(String measure, boolean present, long recorded) {
    OptionalLong found = value(measure);
    if (!present && (measure.equals("market.mark") || measure.equals("market.funding"))) {
      // Too old to be believed: how old is not recomputed, and no limit admits without it.
      return true;
    }
    return found.isEmpty()
        ? !present
        : present
            && (found.getAsLong() == recorded
                || measure.equals("rate.messages") && messagesPerhaps.contains(recorded));
  }
}
