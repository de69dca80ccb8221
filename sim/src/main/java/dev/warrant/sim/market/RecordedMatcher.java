package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.MarketListener;
import dev.warrant.sim.exchange.MarketListener.Removal;
import dev.warrant.sim.exchange.RestingOrder;
import java.util.ArrayList;
import java.util.List;

/// Matches account orders against a recording, which they do not change. Makers wait in the queue
/// (see [QueuedOrder]); a trade or a quote through their price fills them at their price, up to the
/// quantity traded or quoted; takers walk the recorded levels. Account orders do not meet each
/// other. Fills that no recorded trade stands for get a trade id from `FIRST_OWN_TRADE` on.
final class RecordedMatcher {
  /// Above any id of the venue and still exact in a JSON number.
  static final long FIRST_OWN_TRADE = 9_000_000_000_000_000L;

  private final RecordedBook book;
  private final List<QueuedOrder> buys = new ArrayList<>();
  private final List<QueuedOrder> sells = new ArrayList<>();
  private long ownTrade = FIRST_OWN_TRADE;

  RecordedMatcher(RecordedBook book) {
    this.book = book;
  }

  void submit(RestingOrder o, long nanos, MarketListener out) {
    boolean crosses = reaches(o.side(), limit(o), book.best(o.side().opposite()));
    switch (o.kind()) {
      case POST_ONLY -> {
        if (crosses) {
          out.removed(o.venueId(), Removal.WOULD_TAKE, nanos);
        } else {
          rest(o, o.lots());
        }
      }
      case LIMIT -> {
        long left = crosses ? take(o, nanos, out) : o.lots();
        if (left > 0) {
          rest(o, left);
        }
      }
      case IOC, MARKET -> {
        if ((crosses ? take(o, nanos, out) : o.lots()) > 0) {
          out.removed(o.venueId(), Removal.EXPIRED, nanos);
        }
      }
      case STOP_MARKET ->
          throw new IllegalArgumentException(
              "order " + o.venueId() + " is a stop: the exchange triggers it, a market cannot");
    }
  }

  private static long limit(RestingOrder o) {
    // One less than the mark of an empty side, so that a market order does not reach that.
    return o.kind() == OrderKind.MARKET ? o.side().sign() * (Long.MAX_VALUE - 1) : o.price();
  }

  /// Whether a price of `side` is as good as `other` or better, for whoever trades with it.
  private static boolean reaches(Side side, @Ticks long price, @Ticks long other) {
    return side == Side.BUY ? price >= other : price <= other;
  }

  private void rest(RestingOrder o, @Lots long lots) {
    List<QueuedOrder> queue = queue(o.side());
    int at = 0;
    while (at < queue.size() && reaches(o.side(), queue.get(at).price(), o.price())) {
      at++;
    }
    long visible = book.lotsAt(o.side(), o.price());
    queue.add(at, new QueuedOrder(o.venueId(), o.side(), o.price(), lots, visible));
  }

  private @Lots long take(RestingOrder o, long nanos, MarketListener out) {
    Side from = o.side().opposite();
    long worst = limit(o);
    long left = o.lots();
    long price = book.best(from);
    while (left > 0 && price != none(from) && reaches(o.side(), worst, price)) {
      long got = book.take(from, price, left);
      if (got > 0) {
        left -= got;
        out.filled(o.venueId(), got, price, false, ownTrade++, nanos);
      }
      price = book.after(from, price);
    }
    return left;
  }

  private static @Ticks long none(Side side) {
    return side == Side.BUY ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  void cancel(long venueId, long nanos, MarketListener out) {
    boolean bought = buys.removeIf(q -> q.venueId() == venueId);
    if (bought || sells.removeIf(q -> q.venueId() == venueId)) {
      out.removed(venueId, Removal.CANCELLED, nanos);
    }
  }

  /// The recording shows another quantity at a price.
  void level(Side side, @Ticks long price, @Lots long lots) {
    List<QueuedOrder> queue = queue(side);
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i).price() == price) {
        queue.get(i).level(lots);
      }
    }
  }

  /// A recorded trade happened: the taker's lots go to better-priced orders of ours first, then to
  /// the queue at its price.
  void trade(MarketEvent.Trade t, long nanos, MarketListener out) {
    List<QueuedOrder> queue = queue(t.buyerIsMaker() ? Side.BUY : Side.SELL);
    if (queue.isEmpty() || !t.regular()) {
      return;
    }
    long left = t.lots();
    for (int i = 0; i < queue.size() && left > 0; i++) {
      QueuedOrder q = queue.get(i);
      if (!reaches(q.side(), q.price(), t.price())) {
        break;
      }
      long reach = q.price() == t.price() ? q.passed(left) : left;
      left -= fill(q, reach, t.tradeId(), nanos, out);
    }
    queue.removeIf(q -> q.remaining() == 0);
  }

  /// Fills orders that the opposite quotes have reached or passed.
  void quotes(long nanos, MarketListener out) {
    passed(buys, nanos, out);
    passed(sells, nanos, out);
  }

  private void passed(List<QueuedOrder> queue, long nanos, MarketListener out) {
    boolean filled = false;
    for (int i = 0; i < queue.size(); i++) {
      QueuedOrder q = queue.get(i);
      Side from = q.side().opposite();
      long price = book.best(from);
      if (price == none(from) || !reaches(q.side(), q.price(), price)) {
        break;
      }
      while (q.remaining() > 0 && price != none(from) && reaches(q.side(), q.price(), price)) {
        long got = book.take(from, price, q.remaining());
        if (got > 0) {
          fill(q, got, ownTrade++, nanos, out);
          filled = true;
        }
        price = book.after(from, price);
      }
    }
    if (filled) {
      queue.removeIf(q -> q.remaining() == 0);
    }
  }

  private static @Lots long fill(
      QueuedOrder q, @Lots long reach, long tradeId, long nanos, MarketListener out) {
    long lots = Math.min(reach, q.remaining());
    if (lots > 0) {
      q.fill(lots);
      out.filled(q.venueId(), lots, q.price(), true, tradeId, nanos);
    }
    return lots;
  }

  private List<QueuedOrder> queue(Side side) {
    return side == Side.BUY ? buys : sells;
  }
}
