package dev.warrant.knowledge.verify.orders;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Orders, positions and money as they follow from the records: what a desk would have to hold if
/// it kept its books right.
final class Books {
  private static final int SETTLED_MAX = 4096;

  /// Orders of one instrument that are not over: far more than any venue lets rest.
  private static final int HELD_MAX = 4096;

  private static final int TRADES_MAX = 8192;
  private static final long SWEEP_NANOS = 100_000_000L;
  private static final long ANSWER_NANOS = 3_000_000_000L;
  private static final long ABSENCE_NANOS = 6_000_000_000L;

  /// The venue did as asked: a post-only order would have taken.
  private static final int WOULD_TAKE = -5022;

  private static final List<String> TRANSFERS =
      List.of(
          "DEPOSIT",
          "WITHDRAW",
          "WITHDRAW_REJECT",
          "ADMIN_DEPOSIT",
          "ADMIN_WITHDRAW",
          "MARGIN_TRANSFER",
          "ASSET_TRANSFER",
          "COIN_SWAP_DEPOSIT",
          "COIN_SWAP_WITHDRAW");

  final List<Holding> holdings;
  final int leverage;
  final Wallet wallet = new Wallet();
  final Windows windows = new Windows();
  final Agreement agreement;
  private final Map<String, HeldOrder> byId = new LinkedHashMap<>();
  private final List<List<HeldOrder>> held = new ArrayList<>();
  private final ArrayDeque<HeldOrder> settled = new ArrayDeque<>();
  private final List<LinkedHashSet<Long>> trades = new ArrayList<>();
  private final List<LinkedHashSet<Long>> older = new ArrayList<>();
  private final long[] fills;
  private final boolean[] stopped;
  private long nextSweep = Long.MIN_VALUE;

  Books(List<Holding> holdings, int leverage) {
    this.holdings = List.copyOf(holdings);
    this.leverage = leverage;
    int n = holdings.size();
    for (int i = 0; i < n; i++) {
      held.add(new ArrayList<>());
      trades.add(new LinkedHashSet<>());
      older.add(new LinkedHashSet<>());
    }
    fills = new long[n];
    stopped = new boolean[n];
    agreement = new Agreement(this, n);
    for (int i = 0; i < n; i++) {
      refresh(i);
    }
  }

  /// An order was written, so it may have been sent.
  void ordered(HeldOrder o, long nanos) {
    add(o);
    time(nanos);
    windows.message(nanos);
    refresh(o.instrument);
  }

  void cancelled(String id, long nanos) {
    time(nanos);
    HeldOrder o = byId.get(id);
    if (o != null && !o.over()) {
      o.cancel(nanos);
      windows.message(nanos);
      settle(o);
    }
  }

  void on(Heard heard, long nanos) {
    time(nanos);
    switch (heard) {
      case Heard.Report r -> report(r, nanos);
      case Heard.Outcome s -> outcome(s, nanos);
      case Heard.Suppressed s -> {
        HeldOrder o = byId.get(s.id());
        if (o != null) {
          o.deny(HeldOrder.State.SUPPRESSED);
          settle(o);
        }
      }
      case Heard.Found f -> found(f, nanos);
      case Heard.Open list -> agreement.open(list, nanos);
      case Heard.Past list -> agreement.past(list);
      case Heard.Account a -> agreement.account(a);
      case Heard.Update u -> update(u, nanos);
      case Heard.Stream u -> agreement.stream(u.up());
      case Heard.Mark _, Heard.Other _ -> {}
    }
    agreement.evaluate(nanos);
  }

  void mark(int instrument, long markE8, long nanos) {
    time(nanos);
    holdings.get(instrument).markE8 = markE8;
    refresh(instrument);
  }

  /// Time passed.
  void pass(long nanos) {
    time(nanos);
    if (nanos < nextSweep) {
      return;
    }
    nextSweep = nanos + SWEEP_NANOS;
    for (List<HeldOrder> orders : held) {
      for (HeldOrder o : List.copyOf(orders)) {
        boolean late =
            o.state() == HeldOrder.State.PENDING && nanos - o.sentNanos > ANSWER_NANOS
                || o.state() == HeldOrder.State.CANCEL_PENDING
                    && nanos - o.cancelNanos > ANSWER_NANOS;
        if (late) {
          o.doubt();
          settle(o);
        }
      }
    }
    agreement.drift(nanos);
    windows.write(nanos);
  }

  /// After a restart nothing unconfirmed is believed.
  void recovered() {
    for (List<HeldOrder> orders : held) {
      for (HeldOrder o : List.copyOf(orders)) {
        o.doubt();
        settle(o);
      }
    }
    agreement.begin();
  }

  private void time(long nanos) {
    if (wallet.over(nanos)) {
      wallet.roll(unrealisedE8(), nanos);
      watch();
    }
  }

  private void report(Heard.Report r, long nanos) {
    HeldOrder known = byId.get(r.id());
    if (known == null) {
      agreement.begin();
    }
    HeldOrder o = known != null ? known : adopt(adopted(r, nanos));
    o.told(r.venueId());
    if (r.tradeId() != 0 && r.lastLots() > 0 && newTrade(r.instrument(), r.tradeId())) {
      book(r.instrument(), r.side(), o.apply(r.lastLots()), r.lastPriceE8(), r.feeE8());
      if (!r.maker()) {
        slipped(o, nanos);
      }
    }
    o.seen(r.status(), r.cumLots());
    learned(o);
  }

  private void slipped(HeldOrder o, long nanos) {
    if (o.protectiveStop()) {
      windows.write(nanos);
    } else {
      windows.mayWrite(nanos);
    }
  }

  private static HeldOrder adopted(Heard.Report r, long nanos) {
    return new HeldOrder(
        r.id(), r.instrument(), r.side(), r.kind(), r.price(), r.lots(), r.reduceOnly(), nanos);
  }

  /// An order the venue has and the records do not.
  HeldOrder adopt(HeldOrder o) {
    o.answered = true;
    add(o);
    return o;
  }

  private void outcome(Heard.Outcome s, long nanos) {
    HeldOrder o = byId.get(s.id());
    if (o == null) {
      return;
    }
    o.told(s.venueId());
    boolean place = s.request() == Heard.PLACE || s.request() == Heard.PLACE_STOP;
    switch (s.outcome()) {
      case Heard.ACCEPTED -> {
        if (place || s.status() > Heard.PARTIALLY_FILLED) {
          o.seen(s.status(), s.cumLots());
        }
      }
      case Heard.REFUSED -> {
        if (place) {
          o.deny(HeldOrder.State.REJECTED);
        } else {
          o.doubt();
        }
      }
      case Heard.NOT_SENT -> {
        if (place) {
          o.deny(HeldOrder.State.SUPPRESSED);
        } else {
          o.cancelNotSent();
        }
      }
      default -> o.doubt();
    }
    if (place && !o.answered && s.outcome() != Heard.NOT_SENT) {
      o.answered = true;
      windows.answered(s.outcome() == Heard.REFUSED && s.code() != WOULD_TAKE, nanos);
    }
    learned(o);
  }

  private void found(Heard.Found f, long nanos) {
    HeldOrder o = byId.get(f.id());
    if (o == null) {
      return;
    }
    if (f.found()) {
      o.told(f.venueId());
      o.seen(f.status(), f.cumLots());
    } else if (!o.over() && nanos - o.sentNanos >= ABSENCE_NANOS) {
      if (o.existed()) {
        o.vanish();
        agreement.begin();
      } else {
        o.deny(HeldOrder.State.SUPPRESSED);
      }
    }
    learned(o);
  }

  private void learned(HeldOrder o) {
    agreement.attribute(o);
    settle(o);
  }

  private void update(Heard.Update u, long nanos) {
    if (wallet.known && u.deltaE8() != 0) {
      if (TRANSFERS.contains(u.reason())) {
        wallet.transfer(u.deltaE8());
      } else {
        wallet.earn(u.deltaE8());
      }
    }
    for (Heard.Net p : u.positions()) {
      agreement.venueNet(p.instrument(), p.net(), nanos);
    }
    watch();
  }

  void book(int i, int side, long lots, long priceE8, long feeE8) {
    fills[i]++;
    wallet.earn(holdings.get(i).fill(side, lots, priceE8) - feeE8);
  }

  long fills(int i) {
    return fills[i];
  }

  /// Whether a trade is heard of for the first time; at least the last 8192 are remembered.
  boolean newTrade(int i, long id) {
    LinkedHashSet<Long> young = trades.get(i);
    if (older.get(i).contains(id) || young.contains(id)) {
      return false;
    }
    if (young.size() == TRADES_MAX) {
      older.set(i, young);
      young = new LinkedHashSet<>();
      trades.set(i, young);
    }
    young.add(id);
    return true;
  }

  private void add(HeldOrder o) {
    if (held.get(o.instrument).size() == HELD_MAX) {
      throw new Payload.Malformed("more than " + HELD_MAX + " orders that are not over");
    }
    if (byId.putIfAbsent(o.id, o) != null) {
      throw new Payload.Malformed("two orders of the id " + o.id);
    }
    held.get(o.instrument).add(o);
    touch(o);
  }

  void settle(HeldOrder o) {
    touch(o);
    refresh(o.instrument);
  }

  private void touch(HeldOrder o) {
    List<HeldOrder> list = held.get(o.instrument);
    boolean holds = !o.over() || o.held() > 0;
    if (holds && !list.contains(o)) {
      settled.remove(o);
      list.add(o);
    } else if (!holds && list.remove(o)) {
      settled.addLast(o);
      if (settled.size() > SETTLED_MAX) {
        byId.remove(settled.removeFirst().id);
      }
    }
  }

  void refresh(int i) {
    long net = holdings.get(i).net;
    boolean covered = net == 0;
    for (HeldOrder o : held.get(i)) {
      covered |=
          o.protectiveStop()
              && o.side == -Long.signum(net)
              && o.rests()
              && o.remaining() >= Math.abs(net);
    }
    stopped[i] = covered;
    watch();
  }

  /// The peak rises with equity.
  private void watch() {
    if (valued()) {
      wallet.peakE8 = Math.max(wallet.peakE8, equityE8());
    }
  }

  @Nullable HeldOrder find(String id) {
    return byId.get(id);
  }

  List<HeldOrder> held(int i) {
    return held.get(i);
  }

  @Nullable HeldOrder byVenueId(int i, long venueId) {
    for (HeldOrder o : held.get(i)) {
      if (o.venueId == venueId) {
        return o;
      }
    }
    return null;
  }

  boolean stopped(int i) {
    return stopped[i];
  }

  /// Lots that may still trade on a side.
  long open(int i, int side) {
    long sum = 0;
    for (HeldOrder o : held.get(i)) {
      sum += o.side == side && !o.protectiveStop() ? o.held() : 0;
    }
    return sum;
  }

  int openCount(int i) {
    int n = 0;
    for (HeldOrder o : held.get(i)) {
      n += !o.over() && !o.protectiveStop() ? 1 : 0;
    }
    return n;
  }

  int unknown() {
    int n = 0;
    for (List<HeldOrder> orders : held) {
      for (HeldOrder o : orders) {
        n += o.state() == HeldOrder.State.UNKNOWN ? 1 : 0;
      }
    }
    return n;
  }

  /// Worst-case position of a side with `more` lots open as well.
  long worst(int i, int side, long more) {
    return Math.max(0, side * holdings.get(i).net + open(i, side) + more);
  }

  /// Worst-case notional of all instruments if `more` lots were open at one.
  long grossE8(int instrument, int side, long more) {
    long sum = 0;
    for (int i = 0; i < holdings.size(); i++) {
      long here = i == instrument ? more : 0;
      sum += holdings.get(i).up(Math.max(worst(i, side, here), worst(i, -side, 0)));
    }
    return sum;
  }

  /// Largest absolute net notional that fills can lead to, likewise.
  long netE8(int instrument, int side, long more) {
    long up = 0;
    long down = 0;
    for (int i = 0; i < holdings.size(); i++) {
      Holding h = holdings.get(i);
      long buys = open(i, 1) + (i == instrument && side > 0 ? more : 0);
      long sells = open(i, -1) + (i == instrument && side < 0 ? more : 0);
      up += h.up(h.net + buys);
      down -= h.up(sells - h.net);
    }
    return Math.max(up, -down);
  }

  long unrealisedE8() {
    long sum = 0;
    for (Holding h : holdings) {
      sum += h.unrealisedE8();
    }
    return sum;
  }

  long equityE8() {
    return wallet.walletE8 + unrealisedE8();
  }

  long marginE8() {
    return Math.ceilDiv(grossE8(0, 1, 0), leverage);
  }

  /// How far a position is from liquidation, parts per million of its mark.
  long liquidationPpm(int instrument) {
    long free = wallet.walletE8;
    for (int i = 0; i < holdings.size(); i++) {
      Holding h = holdings.get(i);
      free += i == instrument ? 0 : h.unrealisedE8() - h.maintenanceE8();
    }
    return holdings.get(instrument).liquidationPpm(free);
  }

  /// Whether the account can be valued: wallet known, and a mark for everything held.
  boolean valued() {
    boolean marked = wallet.known;
    for (int i = 0; marked && i < holdings.size(); i++) {
      marked = holdings.get(i).markE8 != 0 || worst(i, 1, 0) == 0 && worst(i, -1, 0) == 0;
    }
    return marked;
  }
}
