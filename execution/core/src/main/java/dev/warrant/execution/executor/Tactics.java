package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// The tactics, each a pure function.
public final class Tactics {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private Tactics() {}

  /// The function of a kind.
  public static TacticFunction of(TacticKind kind) {
    return switch (kind) {
      case JOIN -> Tactics::join;
      case PEG -> Tactics::peg;
      case CROSS -> Tactics::cross;
      case SLICE -> Tactics::slice;
    };
  }

  /// Rests at the best price of the own side, less the offset, and stays there unless the best
  /// price leaves it behind by the reprice distance.
  static void join(Quotes quotes, Warrant w, Working working, long nanos, Decision out) {
    int i = w.instrument();
    long best = w.side() == Side.BUY ? quotes.bid(i) : quotes.ask(i);
    rest(quotes, w, working, best - w.side().sign() * w.tactic().offsetTicks(), out);
  }

  /// Rests at an offset from the microprice and follows it.
  static void peg(Quotes quotes, Warrant w, Working working, long nanos, Decision out) {
    long micro = quotes.micropriceCentiTicks(w.instrument());
    long base = w.side() == Side.BUY ? Math.floorDiv(micro, 100) : Math.ceilDiv(micro, 100);
    rest(quotes, w, working, base - w.side().sign() * w.tactic().offsetTicks(), out);
  }

  /// Takes all there is room for, at once, through the offset but not beyond the band.
  static void cross(Quotes quotes, Warrant w, Working working, long nanos, Decision out) {
    take(quotes, w, working, out);
  }

  /// Takes one clip per interval from activation on; a missed one is not made up for.
  static void slice(Quotes quotes, Warrant w, Working working, long nanos, Decision out) {
    long interval = w.tactic().intervalMillis() * NANOS_PER_MILLI;
    long due = interval == 0 ? Long.MAX_VALUE : (nanos - working.activatedNanos()) / interval + 1;
    if (working.sent() < due) {
      take(quotes, w, working, out);
    } else {
      out.keep();
    }
  }

  private static void rest(Quotes quotes, Warrant w, Working working, long target, Decision out) {
    int i = w.instrument();
    boolean buy = w.side() == Side.BUY;
    long passive = buy ? Math.min(target, quotes.ask(i) - 1) : Math.max(target, quotes.bid(i) + 1);
    long price = buy ? Math.min(passive, w.maxPrice()) : Math.max(passive, w.minPrice());
    boolean inBand = price >= w.minPrice() && price <= w.maxPrice();
    if (working.resting()) {
      if (working.room() < 0) {
        out.cancel("over the warrant's cap");
      } else if (!inBand) {
        out.cancel("the market left the warrant's price band");
      } else if (Math.abs(price - working.price()) >= Math.max(1, w.tactic().repriceTicks())) {
        out.cancel("reprice");
      } else {
        out.keep();
      }
    } else if (inBand) {
      OrderKind kind = w.allows(OrderKind.POST_ONLY) ? OrderKind.POST_ONLY : OrderKind.LIMIT;
      place(w, working, kind, price, out);
    } else {
      out.keep();
    }
  }

  private static void take(Quotes quotes, Warrant w, Working working, Decision out) {
    if (working.resting()) {
      if (working.lingering()) {
        out.cancel("a taking order must not rest");
      } else {
        out.keep();
      }
      return;
    }
    int i = w.instrument();
    boolean buy = w.side() == Side.BUY;
    long touch = buy ? quotes.ask(i) : quotes.bid(i);
    long through = touch + w.side().sign() * w.tactic().offsetTicks();
    long price = buy ? Math.min(through, w.maxPrice()) : Math.max(through, w.minPrice());
    boolean reaches = buy ? price >= touch : price <= touch;
    if (reaches && price >= w.minPrice() && price <= w.maxPrice()) {
      place(w, working, takingKind(w), price, out);
    } else {
      out.keep();
    }
  }

  private static OrderKind takingKind(Warrant w) {
    if (w.allows(OrderKind.IOC)) {
      return OrderKind.IOC;
    }
    return w.allows(OrderKind.MARKET) ? OrderKind.MARKET : OrderKind.LIMIT;
  }

  private static void place(
      Warrant w, Working working, OrderKind kind, @Ticks long price, Decision out) {
    @Lots long lots = Math.min(w.tactic().clipLots(), working.room());
    if (lots > 0 && w.allows(kind)) {
      out.place(kind, price, lots);
    } else {
      out.keep();
    }
  }
}
