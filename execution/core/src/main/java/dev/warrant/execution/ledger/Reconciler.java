package dev.warrant.execution.ledger;

import dev.warrant.execution.ledger.Finding.Kind;
import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.OpenOrder;
import dev.warrant.knowledge.event.VenueEvent.OpenOrders;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Lots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Brings ledger and venue together: first the lists of open orders and fills, then (so that it is
/// the youngest) the account. A position that differs is asked for again, and the venue's is taken
/// only if it says the same twice with no fill between.
final class Reconciler {
  private static final long ASK_AGAIN_NANOS = 2_000_000_000L;
  private static final long DRIFT_NANOS = 2_000_000_000L;
  private static final long BALANCE_TOLERANCE_E8 = 100;
  private static final long LOOK_BACK_MS = 60_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final Ledger ledger;
  private final Orders orders;
  private final List<Position> positions;
  private final Account wallet;
  private final Map<Long, Long> unattributed = new TreeMap<>();
  private final int instruments;

  private boolean running;
  private boolean done;
  private boolean fresh = true;
  private boolean streamUp;
  private boolean ordersSeen;
  private final boolean[] fillsSeen;
  private @Nullable AccountSnapshot account;
  private final long[] fillsAtAccount;
  private final boolean[] looked;
  private final long[] lookedNet;
  private final long[] lookedFills;

  private final boolean[] venueKnown;
  private final long[] venueNet;
  private final long[] driftSince;
  private final long[] fillsAtPush;
  private final boolean[] wantFills;
  private final long[] fillsAsked;

  private long bornMs = NEVER;
  private long knownSinceMs;
  private long lastFillMs = NEVER;
  private long listsAsked = NEVER;
  private long accountAsked = NEVER;

  Reconciler(Ledger ledger, Orders orders, List<Position> positions, Account wallet) {
    this.ledger = ledger;
    this.orders = orders;
    this.positions = positions;
    this.wallet = wallet;
    int n = positions.size();
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
    wantFills = new boolean[n];
    fillsAsked = new long[n];
    Arrays.fill(driftSince, NEVER);
    Arrays.fill(fillsAsked, NEVER);
  }

  void born(long nanos) {
    if (bornMs == NEVER) {
      bornMs = nanos / 1_000_000;
    }
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
    accountAsked = NEVER;
  }

  /// While the user stream is down anything may be missed, so nothing is reconciled.
  void stream(boolean connected) {
    streamUp = connected;
    done = false;
    if (connected) {
      begin();
    }
  }

  boolean done() {
    return done;
  }

  void filledAt(long venueMs) {
    lastFillMs = Math.max(lastFillMs, venueMs);
  }

  void wantFills(int instrument) {
    wantFills[instrument] = true;
    fillsAsked[instrument] = NEVER;
  }

  /// Books to `o` what the venue's list of fills brought before the order's venue id was known.
  void attribute(LiveOrder o) {
    Long lots = o.venueId() == 0 ? null : unattributed.remove(o.venueId());
    if (lots != null) {
      o.apply(lots);
    }
  }

  void requests(long nanos, Requests out) {
    if (running && streamUp) {
      boolean lists = ordersSeen && allFills();
      if (!lists && due(listsAsked, nanos)) {
        listsAsked = nanos;
        askLists(out);
      } else if (lists && account == null && due(accountAsked, nanos)) {
        accountAsked = nanos;
        out.account();
      }
    }
    for (int i = 0; i < instruments; i++) {
      if (wantFills[i] && due(fillsAsked[i], nanos)) {
        wantFills[i] = awaiting(i);
        if (wantFills[i] && fillsAsked[i] != NEVER) {
          out.fills(i, sinceMs());
        }
        // The stream gets one period to bring them by itself.
        fillsAsked[i] = nanos;
      }
    }
  }

  private void askLists(Requests out) {
    if (!ordersSeen) {
      out.openOrders();
    }
    for (int i = 0; i < instruments; i++) {
      if (!fillsSeen[i]) {
        out.fills(i, sinceMs());
      }
    }
  }

  private long sinceMs() {
    long last = lastFillMs == NEVER ? bornMs : lastFillMs;
    return Math.max(knownSinceMs, last - LOOK_BACK_MS);
  }

  private static boolean due(long asked, long nanos) {
    return asked == NEVER || nanos - asked >= ASK_AGAIN_NANOS;
  }

  private boolean awaiting(int i) {
    for (LiveOrder o : orders.held(i)) {
      if (o.ended()) {
        return true;
      }
    }
    return false;
  }

  private boolean allFills() {
    for (boolean seen : fillsSeen) {
      if (!seen) {
        return false;
      }
    }
    return true;
  }

  void openOrders(OpenOrders list, long seq, long nanos) {
    if (!running || ordersSeen) {
      return;
    }
    ordersSeen = true;
    for (OpenOrder v : list.orders()) {
      LiveOrder known = orders.find(v.clientId());
      LiveOrder o = known != null ? known : adopt(v, nanos);
      o.venueId(v.venueId());
      if (known != null) {
        compare(known, v);
      }
      if (o.ended() && o.existed()) {
        o.revive();
        ledger.find(Kind.ORDER_REVIVED, o, 0, v.lots(), "ended here, but the venue lists it");
      } else {
        o.seen(v.cumLots() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW, v.cumLots());
      }
      o.shown();
      attribute(o);
      ledger.settle(o, seq);
    }
    missing(list, seq);
  }

  private void missing(OpenOrders list, long seq) {
    for (int i = 0; i < instruments; i++) {
      for (LiveOrder o : List.copyOf(orders.held(i))) {
        boolean asked = listsAsked == NEVER || o.sentNanos() < listsAsked;
        if (asked && !o.ended() && !contains(list, o.clientId())) {
          o.doubt();
          ledger.find(
              Kind.ORDER_MISSING, o, o.remaining(), 0, "open here, not in the venue's list");
          ledger.settle(o, seq);
        }
      }
    }
  }

  private static boolean contains(OpenOrders list, String clientId) {
    for (OpenOrder v : list.orders()) {
      if (v.clientId().equals(clientId)) {
        return true;
      }
    }
    return false;
  }

  private LiveOrder adopt(OpenOrder v, long nanos) {
    return ledger.adopt(
        new LiveOrder.Seen(
            v.clientId(),
            v.instrument(),
            v.side(),
            v.kind(),
            v.kind() == OrderKind.STOP_MARKET ? v.stopPrice() : v.price(),
            v.lots(),
            v.reduceOnly()),
        nanos);
  }

  private void compare(LiveOrder o, OpenOrder v) {
    if (o.side() != v.side() || o.lots() != v.lots()) {
      ledger.find(
          Kind.ORDER_DIFFERS,
          o,
          o.side().sign() * o.lots(),
          v.side().sign() * v.lots(),
          "side or quantity differ between record and venue");
    } else if (o.filled() == v.cumLots()) {
      ledger.find(
          Kind.ORDER_MATCHED, o, o.remaining(), v.lots() - v.cumLots(), "open on both sides");
    }
  }

  void pastFills(PastFills list, long seq) {
    int i = list.instrument();
    for (PastFill f : list.fills()) {
      if (f.venueMs() < knownSinceMs || !ledger.newTrade(i, f.tradeId()) || fresh) {
        continue;
      }
      filledAt(f.venueMs());
      LiveOrder o = orders.byVenueId(i, f.venueId());
      long lots = f.lots();
      if (o == null) {
        unattributed.merge(f.venueId(), f.lots(), Long::sum);
      } else {
        lots = o.apply(f.lots());
      }
      ledger.book(i, f.side(), lots, f.priceE8(), f.feeE8());
      ledger.find(
          new Finding(
              o == null ? Kind.FILL_FOREIGN : Kind.FILL_MISSING,
              i,
              Long.toString(f.tradeId()),
              0,
              f.side().sign() * f.lots(),
              "a fill the stream had not brought"));
      if (o != null) {
        ledger.settle(o, seq);
      }
    }
    ledger.refresh(i, seq);
    fillsSeen[i] = true;
  }

  void account(AccountSnapshot a) {
    if (running && ordersSeen && allFills()) {
      account = a;
      for (int i = 0; i < instruments; i++) {
        fillsAtAccount[i] = ledger.fillCount(i);
      }
    }
  }

  void evaluate(long seq, long nanos) {
    AccountSnapshot a = account;
    if (!running || !streamUp || a == null) {
      return;
    }
    for (int i = 0; i < instruments; i++) {
      if (fillsAtAccount[i] != ledger.fillCount(i)) {
        account = null;
        accountAsked = NEVER;
        return;
      }
    }
    if (!positionsAgree(a, seq)) {
      account = null;
      Arrays.fill(fillsSeen, false);
      listsAsked = nanos - ASK_AGAIN_NANOS / 2;
      accountAsked = NEVER;
    } else if (orders.unknown() == 0 && modesAgree(a)) {
      balance(a, nanos);
      running = false;
      done = true;
      fresh = false;
      ledger.find(
          new Finding(Kind.RECONCILED, -1, "", 0, 0, "orders, fills, position, balance agree"));
    }
  }

  private boolean positionsAgree(AccountSnapshot a, long seq) {
    boolean agree = true;
    for (int i = 0; i < instruments; i++) {
      VenuePosition v = of(a, i);
      long ours = positions.get(i).net();
      if (v.net() == ours) {
        settleFills(i, seq);
      } else if (fresh
          || looked[i] && lookedNet[i] == v.net() && lookedFills[i] == ledger.fillCount(i)) {
        positions.get(i).force(v.net(), v.entryE8());
        position(Kind.POSITION_FORCED, i, ours, v.net(), "the venue's position was taken");
        settleFills(i, seq);
      } else {
        looked[i] = true;
        lookedNet[i] = v.net();
        lookedFills[i] = ledger.fillCount(i);
        position(Kind.POSITION_DIFFERS, i, ours, v.net(), "positions differ; asking again");
        agree = false;
      }
    }
    return agree;
  }

  private void position(Kind kind, int i, long ours, long venue, String says) {
    ledger.find(new Finding(kind, i, positions.get(i).instrument().symbol(), ours, venue, says));
  }

  /// The position is the venue's, so it holds every fill announced so far.
  private void settleFills(int i, long seq) {
    venueNet[i] = positions.get(i).net();
    driftSince[i] = NEVER;
    for (LiveOrder o : List.copyOf(orders.held(i))) {
      o.forgive();
      ledger.settle(o, seq);
    }
    ledger.refresh(i, seq);
  }

  private static VenuePosition of(AccountSnapshot a, int i) {
    for (VenuePosition p : a.positions()) {
      if (p.instrument() == i) {
        return p;
      }
    }
    return new VenuePosition(i, 0, 0, 0);
  }

  private boolean modesAgree(AccountSnapshot a) {
    int leverage = ledger.config().leverage();
    boolean good = a.oneWayMode() && a.crossMargin();
    int found = leverage;
    for (VenuePosition p : a.positions()) {
      if (p.leverage() != leverage) {
        found = p.leverage();
      }
    }
    if (good && found == leverage) {
      return true;
    }
    ledger.find(
        new Finding(
            Kind.ACCOUNT_MODE,
            -1,
            "",
            leverage,
            found,
            "expected one-way mode, cross margin and leverage "
                + leverage
                + ", found "
                + (a.oneWayMode() ? "one-way" : "hedge")
                + " mode, "
                + (a.crossMargin() ? "cross" : "isolated")
                + " margin and leverage "
                + found));
    running = false;
    return false;
  }

  /// An unexplained surplus counts as paid in, so it hides no loss; a shortfall counts as lost.
  private void balance(AccountSnapshot a, long nanos) {
    long gap = a.walletE8() - wallet.walletE8();
    Kind kind = Kind.BALANCE_MATCHED;
    if (!wallet.known()) {
      wallet.open(a.walletE8(), ledger.unrealisedE8(), nanos);
    } else if (Math.abs(gap) > BALANCE_TOLERANCE_E8) {
      kind = Kind.BALANCE_DIFFERS;
      if (gap > 0) {
        wallet.transfer(gap);
      } else {
        wallet.earn(gap);
      }
    }
    ledger.find(
        new Finding(
            kind, -1, "", a.walletE8() - gap, a.walletE8(), "wallet as the venue states it"));
    ledger.refresh(0, 0);
  }

  /// A push about our position.
  void venueNet(int instrument, @Lots long net, long nanos) {
    venueKnown[instrument] = true;
    venueNet[instrument] = net;
    fillsAtPush[instrument] = ledger.fillCount(instrument);
    driftSince[instrument] = net == positions.get(instrument).net() ? NEVER : nanos;
  }

  /// A push may be ahead of the fill it tells of for a moment, not longer.
  void watchDrift(long nanos) {
    for (int i = 0; i < instruments; i++) {
      long ours = positions.get(i).net();
      boolean young = venueKnown[i] && fillsAtPush[i] == ledger.fillCount(i);
      if (running || !young || venueNet[i] == ours) {
        driftSince[i] = NEVER;
      } else if (driftSince[i] == NEVER) {
        driftSince[i] = nanos;
      } else if (nanos - driftSince[i] >= DRIFT_NANOS) {
        position(Kind.POSITION_DRIFTED, i, ours, venueNet[i], "ledger and venue drifted apart");
        begin();
      }
    }
  }
}
