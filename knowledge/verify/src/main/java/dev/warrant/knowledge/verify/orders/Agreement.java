package dev.warrant.knowledge.verify.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the books are brought together with the venue's lists: open orders and fills first, then the
/// account. A position that differs is taken over if the venue says it twice with no fill between,
/// or at the very first; a wallet that differs is what was paid in, or lost.
final class Agreement {
  private static final long ASK_AGAIN_NANOS = 2_000_000_000L;
  private static final long DRIFT_NANOS = 2_000_000_000L;
  private static final long TOLERANCE_E8 = 100;
  private static final long NEVER = Long.MIN_VALUE;

  private final Books books;
  private final int instruments;
  private final Map<Long, Long> unattributed = new TreeMap<>();
  private boolean running;
  private boolean done;
  private boolean fresh = true;
  private boolean streamUp;
  private boolean ordersSeen;
  private final boolean[] fillsSeen;
  private Heard.@Nullable Account account;
  private final long[] fillsAtAccount;
  private final boolean[] looked;
  private final long[] lookedNet;
  private final long[] lookedFills;
  private final boolean[] venueKnown;
  private final long[] venueNet;
  private final long[] driftSince;
  private final long[] fillsAtPush;
  private long knownSinceMs;
  private long listsAsked = NEVER;

  Agreement(Books books, int n) {
    this.books = books;
    instruments = n;
    fillsSeen = new boolean[n];
    fillsAtAccount = new long[n];
    looked = new boolean[n];
    lookedNet = new long[n];
    lookedFills = new long[n];
    venueKnown = new boolean[n];
    venueNet = new long[n];
    driftSince = new long[n];
    fillsAtPush = new long[n];
    Arrays.fill(driftSince, NEVER);
  }

  void restored(long fillsSinceMs) {
    fresh = false;
    knownSinceMs = fillsSinceMs;
  }

  void begin() {
    running = true;
    done = false;
    account = null;
    ordersSeen = false;
    Arrays.fill(fillsSeen, false);
    Arrays.fill(looked, false);
    listsAsked = NEVER;
  }

  void stream(boolean up) {
    streamUp = up;
    done = false;
    if (up) {
      begin();
    }
  }

  boolean done() {
    return done;
  }

  /// The lists are asked for after an input, again after a while.
  void ask(long nanos) {
    boolean lists = ordersSeen && allFills();
    if (running && streamUp && !lists) {
      if (listsAsked == NEVER || nanos - listsAsked >= ASK_AGAIN_NANOS) {
        listsAsked = nanos;
      }
    }
  }

  private boolean allFills() {
    for (boolean seen : fillsSeen) {
      if (!seen) {
        return false;
      }
    }
    return true;
  }

  /// Fills that were listed before the order's number at the venue was known.
  void attribute(HeldOrder o) {
    Long lots = o.venueId == 0 ? null : unattributed.remove(o.venueId);
    if (lots != null) {
      o.apply(lots);
    }
  }

  void open(Heard.Open list, long nanos) {
    if (!running || ordersSeen) {
      return;
    }
    ordersSeen = true;
    for (Heard.OpenOrder v : list.orders()) {
      HeldOrder known = books.find(v.id());
      HeldOrder o = known != null ? known : books.adopt(adopted(v, nanos));
      o.told(v.venueId());
      if (o.over() && o.existed()) {
        o.revive();
      } else {
        o.seen(v.cumLots() > 0 ? Heard.PARTIALLY_FILLED : Heard.NEW, v.cumLots());
      }
      attribute(o);
      books.settle(o);
    }
    for (int i = 0; i < instruments; i++) {
      for (HeldOrder o : List.copyOf(books.held(i))) {
        boolean asked = listsAsked == NEVER || o.sentNanos < listsAsked;
        if (asked && !o.over() && list.orders().stream().noneMatch(v -> v.id().equals(o.id))) {
          o.doubt();
          books.settle(o);
        }
      }
    }
  }

  private static HeldOrder adopted(Heard.OpenOrder v, long nanos) {
    long price = v.kind() == Heard.STOP_MARKET ? v.stopPrice() : v.price();
    return new HeldOrder(
        v.id(), v.instrument(), v.side(), v.kind(), price, v.lots(), v.reduceOnly(), nanos);
  }

  void past(Heard.Past list) {
    int i = list.instrument();
    for (Heard.Fill f : list.fills()) {
      if (f.venueMs() < knownSinceMs || !books.newTrade(i, f.tradeId()) || fresh) {
        continue;
      }
      HeldOrder o = books.byVenueId(i, f.venueId());
      long lots = f.lots();
      if (o == null) {
        unattributed.merge(f.venueId(), f.lots(), Long::sum);
      } else {
        lots = o.apply(f.lots());
      }
      books.book(i, f.side(), lots, f.priceE8(), f.feeE8());
      if (o != null) {
        books.settle(o);
      }
    }
    books.refresh(i);
    fillsSeen[i] = true;
  }

  void account(Heard.Account a) {
    if (running && ordersSeen && allFills()) {
      account = a;
      for (int i = 0; i < instruments; i++) {
        fillsAtAccount[i] = books.fills(i);
      }
    }
  }

  void evaluate(long nanos) {
    Heard.Account a = account;
    if (!running || !streamUp || a == null) {
      return;
    }
    for (int i = 0; i < instruments; i++) {
      if (fillsAtAccount[i] != books.fills(i)) {
        account = null;
        return;
      }
    }
    if (!positions(a)) {
      account = null;
      Arrays.fill(fillsSeen, false);
      listsAsked = nanos - ASK_AGAIN_NANOS / 2;
    } else if (books.unknown() == 0 && modes(a)) {
      balance(a, nanos);
      running = false;
      done = true;
      fresh = false;
    }
  }

  private boolean positions(Heard.Account a) {
    boolean agree = true;
    for (int i = 0; i < instruments; i++) {
      Heard.Net v = of(a, i);
      if (v.net() == books.holdings.get(i).net) {
        settle(i);
      } else if (fresh
          || looked[i] && lookedNet[i] == v.net() && lookedFills[i] == books.fills(i)) {
        books.holdings.get(i).force(v.net(), v.entryE8());
        settle(i);
      } else {
        looked[i] = true;
        lookedNet[i] = v.net();
        lookedFills[i] = books.fills(i);
        agree = false;
      }
    }
    return agree;
  }

  private void settle(int i) {
    venueNet[i] = books.holdings.get(i).net;
    driftSince[i] = NEVER;
    for (HeldOrder o : List.copyOf(books.held(i))) {
      o.forgive();
      books.settle(o);
    }
    books.refresh(i);
  }

  private static Heard.Net of(Heard.Account a, int i) {
    for (Heard.Net p : a.positions()) {
      if (p.instrument() == i) {
        return p;
      }
    }
    return new Heard.Net(i, 0, 0, 0);
  }

  /// A desk in another mode of the account stops asking.
  private boolean modes(Heard.Account a) {
    boolean good = a.oneWay() && a.cross();
    for (Heard.Net p : a.positions()) {
      good &= p.leverage() == books.leverage;
    }
    running = good;
    return good;
  }

  private void balance(Heard.Account a, long nanos) {
    Wallet wallet = books.wallet;
    long gap = a.walletE8() - wallet.walletE8;
    if (!wallet.known) {
      wallet.open(a.walletE8(), books.unrealisedE8(), nanos);
    } else if (gap > TOLERANCE_E8) {
      wallet.transfer(gap);
    } else if (gap < -TOLERANCE_E8) {
      wallet.earn(gap);
    }
    books.refresh(0);
  }

  void venueNet(int i, long net, long nanos) {
    venueKnown[i] = true;
    venueNet[i] = net;
    fillsAtPush[i] = books.fills(i);
    driftSince[i] = net == books.holdings.get(i).net ? NEVER : nanos;
  }

  /// A push may be ahead of the fill it tells of for a moment, not longer.
  void drift(long nanos) {
    for (int i = 0; i < instruments; i++) {
      boolean young = venueKnown[i] && fillsAtPush[i] == books.fills(i);
      if (running || !young || venueNet[i] == books.holdings.get(i).net) {
        driftSince[i] = NEVER;
      } else if (driftSince[i] == NEVER) {
        driftSince[i] = nanos;
      } else if (nanos - driftSince[i] >= DRIFT_NANOS) {
        begin();
      }
    }
  }
}
