package dev.warrant.execution.ledger;

import dev.warrant.execution.ledger.Finding.Kind;
import dev.warrant.knowledge.event.Derived.Holding;
import dev.warrant.knowledge.event.Derived.Snapshot;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Orders, fills, positions and money of one desk: what is owned, what may still come to be owned,
/// and what it is worth. The only writer of `position.*`, `account.*`, `portfolio.*`, `orders.*`,
/// `rate.*` and `market.liquidationDistance`.
///
/// Deterministic and single threaded; time is the `nanos` of the input, O(1) in the number of
/// orders and fills. Risk is reserved by [#onOrder] before bytes leave and released only by the
/// venue's proof; what desk and venue disagree about goes to the listener as [Finding]s.
public final class Ledger {
  private static final long SWEEP_NANOS = 100_000_000L;
  private static final long QUERY_AGAIN_NANOS = 1_000_000_000L;

  private final LedgerConfig config;
  private final Consumer<Finding> findings;
  private final List<Position> positions = new ArrayList<>();
  private final List<TradeIds> trades = new ArrayList<>();
  private final Orders orders;
  private final Account account = new Account();
  private final Exposure exposure;
  private final Reconciler reconciler;
  private final Rates rates;
  private final Intake intake;
  private final long[] source;
  private final long[] fillCount;
  private final boolean[] stopped;
  private long nextSweep = Long.MIN_VALUE;

  /// A ledger that knows nothing yet.
  ///
  /// @param findings hears of everything on which desk and venue had to be brought together
  public Ledger(LedgerConfig config, MeasureSink board, Consumer<Finding> findings) {
    this.config = config;
    this.findings = findings;
    int n = config.instruments().size();
    for (Instrument instrument : config.instruments()) {
      positions.add(new Position(instrument));
      trades.add(new TradeIds());
    }
    source = new long[n];
    fillCount = new long[n];
    stopped = new boolean[n];
    orders = new Orders(n);
    exposure = new Exposure(config, positions, orders, account, board);
    reconciler = new Reconciler(this, orders, positions, account);
    rates = new Rates(board);
    intake = new Intake(this, orders, positions, account, reconciler, rates);
    for (int i = 0; i < n; i++) {
      refresh(i, 0);
    }
  }

  /// Books an order whose record is about to be written: its risk is held from here on.
  ///
  /// @param midCentiTicks mid at decision, for slippage; 0 if unknown
  /// @return the order as held from now on
  /// @throws IllegalStateException if its client id was used before
  public LiveOrder onOrder(OrderRecord order, long midCentiTicks, long nanos) {
    LiveOrder live = reserve(order, midCentiTicks, nanos);
    reserved(order, nanos);
    return live;
  }

  /// The first part of [#onOrder], which an order waits for: from here on its lots are held.
  /// [#reserved] must follow before anything else happens, since measures are as before.
  public LiveOrder reserve(OrderRecord order, long midCentiTicks, long nanos) {
    LiveOrder live = new LiveOrder(order, midCentiTicks, nanos);
    orders.add(live);
    return live;
  }

  /// The second part of [#onOrder]: brings all measures in line with what is held.
  public void reserved(OrderRecord order, long nanos) {
    time(nanos);
    rates.message(nanos);
    refresh(order.instrument(), order.cause());
  }

  /// Notes that a cancel is about to leave.
  public void onCancelSent(String clientId, long nanos) {
    time(nanos);
    LiveOrder o = orders.find(clientId);
    if (o != null && !o.ended()) {
      o.cancelSent(nanos);
      rates.message(nanos);
      settle(o, source[o.instrument()]);
    }
  }

  /// Takes in what the venue said.
  ///
  /// @param seq sequence number of the input
  public void on(VenueEvent event, long seq, long nanos) {
    time(nanos);
    switch (event) {
      case OrderReport r -> intake.report(r, seq, nanos);
      case SendOutcome s -> intake.outcome(s, seq, nanos);
      case VenueEvent.Suppressed s -> intake.suppressed(s, seq);
      case OrderFound f -> intake.found(f, seq, nanos);
      case VenueEvent.OpenOrders list -> reconciler.openOrders(list, seq, nanos);
      case VenueEvent.PastFills list -> reconciler.pastFills(list, seq);
      case VenueEvent.AccountSnapshot a -> reconciler.account(a);
      case AccountUpdate u -> {
        intake.update(u, nanos);
        exposure.writeAccount();
      }
      case VenueEvent.UserStreamState u -> reconciler.stream(u.connected());
      case VenueEvent.ClockSample _, VenueEvent.Instruments _ -> {}
    }
    reconciler.evaluate(seq, nanos);
    begin();
  }

  /// Takes in a mark price.
  public void onMark(int instrument, @E8 long markE8, long seq, long nanos) {
    time(nanos);
    positions.get(instrument).mark(markE8);
    refresh(instrument, positions.get(instrument).net() == 0 ? source[instrument] : seq);
    begin();
  }

  private void begin() {
    if (!account.begun() && reconciled() && valued()) {
      account.begin(exposure.unrealisedE8());
    }
  }

  /// Lets time pass: day change, windows, unanswered requests. Called for every other input too.
  public void onTime(long nanos) {
    time(nanos);
    if (nanos >= nextSweep) {
      nextSweep = nanos + SWEEP_NANOS;
      for (int i = 0; i < positions.size(); i++) {
        sweep(i, nanos);
      }
      reconciler.watchDrift(nanos);
      rates.write(nanos);
    }
  }

  /// Emits what the ledger wants to ask the venue now; each wish again only after a while. Call
  /// after every input.
  public void requests(long nanos, Requests out) {
    reconciler.requests(nanos, out);
    if (orders.unknown() == 0) {
      return;
    }
    for (int i = 0; i < positions.size(); i++) {
      for (LiveOrder o : orders.held(i)) {
        if (o.state() == OrderState.UNKNOWN
            && (o.queriedNanos == Long.MIN_VALUE || nanos - o.queriedNanos >= QUERY_AGAIN_NANOS)) {
          o.queriedNanos = nanos;
          out.query(i, o.clientId());
        }
      }
    }
  }

  /// Begins to bring ledger and venue together; until done, [#reconciled] is false. A reconnected
  /// user stream begins it too.
  public void beginReconcile() {
    reconciler.begin();
  }

  /// Whether orders, fills, position and balance agreed with the venue and nothing has happened
  /// since that could have been missed.
  public boolean reconciled() {
    return reconciler.done();
  }

  /// After folding a journal: nothing unconfirmed may be believed, so every open order is unknown.
  public void endRecovery(long seq) {
    for (int i = 0; i < positions.size(); i++) {
      for (LiveOrder o : List.copyOf(orders.held(i))) {
        o.doubt();
        settle(o, seq);
      }
    }
    account.beginAnew();
    reconciler.begin();
  }

  /// Money and positions as of now. Open orders are not in it: they come back by folding the orders
  /// and events of the horizon before it.
  public Snapshot snapshot() {
    List<Holding> holdings = new ArrayList<>();
    for (Position p : positions) {
      holdings.add(p.holding());
    }
    return new Snapshot(
        account.walletE8(), account.peakE8(), account.dailyStartE8(), account.day(), holdings);
  }

  /// Overwrites money and positions; orders and remembered trade ids stay. So recovery is: fold the
  /// horizon before the snapshot, restore, fold what came after, [#endRecovery].
  ///
  /// @param fillsSinceMs venue time from which on every fill is known to the ledger by its trade id
  public void restore(Snapshot s, long fillsSinceMs) {
    reconciler.restored(fillsSinceMs);
    account.restore(s.walletE8(), s.peakE8(), s.dailyStartE8(), s.day());
    for (Holding h : s.holdings()) {
      positions.get(h.instrument()).restore(h);
      refresh(h.instrument(), source[h.instrument()]);
    }
  }

  /// Positions and the account, each with the input it last changed by.
  public void facts(Consumer<Fact> out) {
    long newest = 0;
    for (int i = 0; i < positions.size(); i++) {
      Position p = positions.get(i);
      newest = Math.max(newest, source[i]);
      out.accept(
          new Fact.Position(
              i,
              source[i],
              p.net(),
              worst(i, Side.BUY),
              worst(i, Side.SELL),
              p.entryE8(),
              p.unrealisedE8(),
              stopped[i]));
    }
    if (exposure.valued()) {
      long equity = equityE8();
      out.accept(
          new Fact.Account(
              -1,
              newest,
              equity,
              account.peakE8(),
              account.dailyStartE8() - equity,
              equity - exposure.marginE8()));
    }
  }

  /// Signed position.
  public @Lots long net(int instrument) {
    return positions.get(instrument).net();
  }

  /// Average entry; 0 if flat.
  public @E8 long entryE8(int instrument) {
    return positions.get(instrument).entryE8();
  }

  /// Mark price; 0 if there is none yet.
  public @E8 long markE8(int instrument) {
    return positions.get(instrument).markE8();
  }

  /// Lots that may still trade on a side.
  public @Lots long open(int instrument, Side side) {
    return orders.open(instrument, side);
  }

  /// Worst-case position of a side.
  public @Lots long worst(int instrument, Side side) {
    return exposure.worst(instrument, side);
  }

  /// Notional of so many lots at the mark, rounded up; 0 while there is no mark.
  public @E8 long notionalE8(int instrument, @Lots long lots) {
    return exposure.upE8(instrument, lots);
  }

  /// Sum of worst-case notionals if `more` lots were open too.
  public @E8 long grossAfterE8(int instrument, Side side, @Lots long more) {
    return exposure.grossE8(instrument, side, more);
  }

  /// Largest absolute net notional that fills can lead to if `more` lots were open too.
  public @E8 long netAfterE8(int instrument, Side side, @Lots long more) {
    return exposure.netE8(instrument, side, more);
  }

  /// Whether the account can be valued: wallet known, and a mark for everything held.
  public boolean valued() {
    return exposure.valued();
  }

  /// Wallet plus unrealised profit.
  public @E8 long equityE8() {
    return account.walletE8() + exposure.unrealisedE8();
  }

  /// Gained or lost since ledger and venue first agreed in this life of the desk, what was paid in
  /// or out left aside; 0 as long as nothing can be said.
  public @E8 long profitE8() {
    return account.begun() && valued() ? equityE8() - account.beginE8() : 0;
  }

  /// Running peak of equity.
  public @E8 long peakE8() {
    return account.peakE8();
  }

  /// Rejected orders among the last hundred, ppm.
  public long rejectsPpm() {
    return rates.rejectsPpm();
  }

  /// Two people accepted the drawdown: the peak starts anew.
  public void resetPeak() {
    account.resetPeak(exposure.unrealisedE8());
    exposure.writeAccount();
  }

  /// Distance of the protective stop from entry, as the latest warrant states it.
  public void stopTicks(int instrument, @Ticks long ticks) {
    exposure.stopTicks(instrument, ticks);
    refresh(instrument, source[instrument]);
  }

  /// Distance of the protective stop from entry.
  public @Ticks long stopTicks(int instrument) {
    return exposure.stopTicks(instrument);
  }

  /// Whether flat, or a stop for the whole position rests at the venue.
  public boolean stopped(int instrument) {
    return stopped[instrument];
  }

  /// Orders of one instrument whose risk is held, oldest first; valid until the next input.
  public List<LiveOrder> held(int instrument) {
    return orders.held(instrument);
  }

  /// An order by its id, or null if unknown or long settled.
  public @Nullable LiveOrder order(String clientId) {
    return orders.find(clientId);
  }

  /// Orders whose state nobody can say.
  public int unknown() {
    return orders.unknown();
  }

  LiveOrder adopt(LiveOrder.Seen seen, long nanos) {
    LiveOrder o = LiveOrder.adopted(seen, nanos);
    orders.add(o);
    Kind kind =
        !o.foreign()
            ? Kind.ORDER_ADOPTED
            : seen.clientId().contains("autoclose") ? Kind.LIQUIDATION : Kind.ORDER_FOREIGN;
    find(kind, o, 0, o.lots(), "an order this ledger did not know");
    return o;
  }

  /// Books a fill into position and money.
  void book(int instrument, Side side, @Lots long lots, @E8 long priceE8, @E8 long feeE8) {
    fillCount[instrument]++;
    long realised = positions.get(instrument).fill(side, lots, priceE8, feeE8);
    account.earn(realised - feeE8);
  }

  boolean newTrade(int instrument, long tradeId) {
    return trades.get(instrument).add(tradeId);
  }

  long fillCount(int instrument) {
    return fillCount[instrument];
  }

  LedgerConfig config() {
    return config;
  }

  @E8
  long unrealisedE8() {
    return exposure.unrealisedE8();
  }

  void find(Kind kind, LiveOrder o, long ours, long venue, String says) {
    findings.accept(new Finding(kind, o.instrument(), o.clientId(), ours, venue, says));
  }

  void find(Finding finding) {
    findings.accept(finding);
  }

  /// The order's evidence changed: bring sums, stop flag and measures in line.
  void settle(LiveOrder o, long seq) {
    orders.touch(o);
    refresh(o.instrument(), seq);
  }

  void refresh(int i, long seq) {
    source[i] = seq;
    stopped[i] = net(i) == 0 || covered(i);
    exposure.refresh(i, stopped[i]);
  }

  private boolean covered(int i) {
    long net = net(i);
    for (LiveOrder o : orders.held(i)) {
      if (o.protectiveStop()
          && o.side().sign() == -Long.signum(net)
          && o.state().resting()
          && o.remaining() >= Math.abs(net)) {
        return true;
      }
    }
    return false;
  }

  private void sweep(int i, long nanos) {
    List<LiveOrder> held = orders.held(i);
    for (int k = held.size() - 1; k >= 0; k--) {
      LiveOrder o = held.get(k);
      OrderState state = o.state();
      boolean late =
          state == OrderState.PENDING && nanos - o.sentNanos() > config.answerNanos()
              || state == OrderState.CANCEL_PENDING
                  && nanos - o.cancelNanos() > config.answerNanos();
      if (late) {
        o.doubt();
        settle(o, source[i]);
      }
    }
  }

  private void time(long nanos) {
    reconciler.born(nanos);
    if (account.roll(exposure.unrealisedE8(), nanos)) {
      exposure.writeAccount();
    }
  }
}
