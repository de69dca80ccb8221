package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Arrays;

/// A limit order book matched by price, then time of arrival: one queue per price, account orders
/// and background orders alike. Background ids are negative, account ids positive; 0 is no id.
///
/// Nothing is allocated once the arrays have grown to the size of the book. Single threaded; a sink
/// must not call back into the book.
public final class MatchingBook {
  /// Best bid of a book without bids.
  public static final long NO_BID = Long.MIN_VALUE;

  /// Best ask of a book without asks.
  public static final long NO_ASK = Long.MAX_VALUE;

  /// Hears what an operation did, in order.
  public interface Sink {
    /// A resting order traded with an arriving one, at the resting order's price.
    ///
    /// @param takerBuys whether the arriving order is the buyer
    void trade(
        long makerOrderId,
        long takerOrderId,
        @Ticks long price,
        @Lots long lots,
        boolean takerBuys);

    /// The total quantity at a price changed; 0 when the level is gone. Called once per level and
    /// operation, after the trades there.
    void level(Side side, @Ticks long price, @Lots long newTotalLots);
  }

  /// Sees levels from the best on.
  public interface LevelVisitor {
    /// One level.
    void level(@Ticks long price, @Lots long lots);
  }

  private final BookSide bids = new BookSide(1);
  private final BookSide asks = new BookSide(-1);
  private final IdMap slots = new IdMap();
  private long[] ids = new long[1024];
  private long[] lots = new long[1024];
  private long[] prices = new long[1024];
  private int[] next = new int[1024];
  private int[] previous = new int[1024];
  private boolean[] buys = new boolean[1024];
  private int free = -1;
  private int used;

  /// Best bid, or [#NO_BID].
  public @Ticks long bestBid() {
    return bids.size() == 0 ? NO_BID : bids.price(bids.best());
  }

  /// Best ask, or [#NO_ASK].
  public @Ticks long bestAsk() {
    return asks.size() == 0 ? NO_ASK : asks.price(asks.best());
  }

  /// Total quantity at a price.
  public @Lots long lotsAt(Side side, @Ticks long price) {
    BookSide own = side(side);
    int at = own.find(price);
    return at < 0 ? 0 : own.total(at);
  }

  /// Quantity of the order that still rests; 0 if it does not.
  public @Lots long remaining(long orderId) {
    int slot = slots.get(orderId);
    return slot < 0 ? 0 : lots[slot];
  }

  /// Quantity that stands before the order at its price; 0 if it is first or does not rest.
  public @Lots long ahead(long orderId) {
    int slot = slots.get(orderId);
    long sum = 0;
    for (int o = slot < 0 ? -1 : previous[slot]; o >= 0; o = previous[o]) {
      sum += lots[o];
    }
    return sum;
  }

  /// Whether an order of `side` limited to `price` would trade at once.
  public boolean wouldTake(Side side, @Ticks long price) {
    BookSide other = side(side.opposite());
    return other.size() > 0 && other.reaches(other.price(other.best()), price);
  }

  /// Quantity that an order of `side` limited to `worstPrice` could trade at once, at most `most`.
  public @Lots long takeable(Side side, @Ticks long worstPrice, @Lots long most) {
    BookSide other = side(side.opposite());
    long sum = 0;
    for (int at = other.best(); at >= 0 && sum < most; at--) {
      if (!other.reaches(other.price(at), worstPrice)) {
        break;
      }
      sum += other.total(at);
    }
    return Math.min(sum, most);
  }

  /// Shows at most `max` levels of a side, best first.
  public void levels(Side side, int max, LevelVisitor out) {
    BookSide own = side(side);
    int last = Math.max(0, own.size() - max);
    for (int at = own.best(); at >= last; at--) {
      out.level(own.price(at), own.total(at));
    }
  }

  /// Number of price levels of a side.
  public int depth(Side side) {
    return side(side).size();
  }

  /// Matches as far as `price` allows and rests what is left.
  ///
  /// @return the quantity that rests
  /// @throws IllegalArgumentException if the id rests already or is 0, or `orderLots` is not
  ///   positive
  public @Lots long add(
      long orderId, Side side, @Ticks long price, @Lots long orderLots, Sink sink) {
    long rest = take(orderId, side, price, orderLots, sink);
    if (rest > 0) {
      rest(orderId, side, price, rest, sink);
    }
    return rest;
  }

  /// Matches as far as `worstPrice` allows; nothing rests.
  ///
  /// @return the quantity that found no counterparty
  /// @throws IllegalArgumentException if the id rests already or is 0, or `orderLots` is not
  ///   positive
  public @Lots long take(
      long orderId, Side side, @Ticks long worstPrice, @Lots long orderLots, Sink sink) {
    if (orderId == 0 || orderLots <= 0 || slots.get(orderId) >= 0) {
      throw new IllegalArgumentException(
          "an order needs a new id that is not 0 and a positive quantity, found id "
              + orderId
              + ", "
              + orderLots
              + " lots");
    }
    BookSide other = side(side.opposite());
    long left = orderLots;
    while (left > 0 && other.size() > 0) {
      int at = other.best();
      if (!other.reaches(other.price(at), worstPrice)) {
        break;
      }
      left = takeLevel(orderId, side, other, at, left, sink);
    }
    return left;
  }

  /// Takes an order out.
  ///
  /// @return the quantity that rested; 0 if the id does not rest
  public @Lots long cancel(long orderId, Sink sink) {
    int slot = slots.get(orderId);
    if (slot < 0) {
      return 0;
    }
    Side side = buys[slot] ? Side.BUY : Side.SELL;
    BookSide own = side(side);
    long price = prices[slot];
    long gone = lots[slot];
    int at = own.find(price);
    unlink(own, at, slot);
    own.addTotal(at, -gone);
    long total = own.total(at);
    if (total == 0) {
      own.remove(at);
    }
    release(slot);
    sink.level(side, price, total);
    return gone;
  }

  /// Makes a resting order smaller; it keeps its place in the queue. Down to nothing is a cancel.
  ///
  /// @return the quantity taken off; 0 if the id does not rest
  public @Lots long reduce(long orderId, @Lots long by, Sink sink) {
    int slot = slots.get(orderId);
    if (slot < 0 || by <= 0) {
      return 0;
    }
    if (by >= lots[slot]) {
      return cancel(orderId, sink);
    }
    Side side = buys[slot] ? Side.BUY : Side.SELL;
    BookSide own = side(side);
    int at = own.find(prices[slot]);
    lots[slot] -= by;
    own.addTotal(at, -by);
    sink.level(side, prices[slot], own.total(at));
    return by;
  }

  private long takeLevel(long takerId, Side taker, BookSide other, int at, long wanted, Sink sink) {
    long price = other.price(at);
    long left = wanted;
    int maker = other.head(at);
    while (left > 0 && maker >= 0) {
      long part = Math.min(left, lots[maker]);
      left -= part;
      lots[maker] -= part;
      other.addTotal(at, -part);
      long makerId = ids[maker];
      int after = next[maker];
      if (lots[maker] == 0) {
        unlink(other, at, maker);
        release(maker);
      }
      sink.trade(makerId, takerId, price, part, taker == Side.BUY);
      maker = after;
    }
    long total = other.total(at);
    if (total == 0) {
      other.remove(at);
    }
    sink.level(taker.opposite(), price, total);
    return left;
  }

  private void rest(long orderId, Side side, long price, long quantity, Sink sink) {
    BookSide own = side(side);
    int at = own.find(price);
    if (at < 0) {
      at = -1 - at;
      own.insert(at, price);
    }
    int slot = allocate();
    ids[slot] = orderId;
    lots[slot] = quantity;
    prices[slot] = price;
    buys[slot] = side == Side.BUY;
    int tail = own.tail(at);
    previous[slot] = tail;
    next[slot] = -1;
    if (tail < 0) {
      own.head(at, slot);
    } else {
      next[tail] = slot;
    }
    own.tail(at, slot);
    own.addTotal(at, quantity);
    slots.put(orderId, slot);
    sink.level(side, price, own.total(at));
  }

  private void unlink(BookSide own, int at, int slot) {
    int before = previous[slot];
    int after = next[slot];
    if (before < 0) {
      own.head(at, after);
    } else {
      next[before] = after;
    }
    if (after < 0) {
      own.tail(at, before);
    } else {
      previous[after] = before;
    }
  }

  private int allocate() {
    if (free >= 0) {
      int slot = free;
      free = next[slot];
      return slot;
    }
    if (used == ids.length) {
      ids = Arrays.copyOf(ids, 2 * used);
      lots = Arrays.copyOf(lots, 2 * used);
      prices = Arrays.copyOf(prices, 2 * used);
      next = Arrays.copyOf(next, 2 * used);
      previous = Arrays.copyOf(previous, 2 * used);
      buys = Arrays.copyOf(buys, 2 * used);
    }
    return used++;
  }

  private void release(int slot) {
    slots.remove(ids[slot]);
    next[slot] = free;
    free = slot;
  }

  private BookSide side(Side side) {
    return side == Side.BUY ? bids : asks;
  }
}
