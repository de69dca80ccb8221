package dev.warrant.execution.executor;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Exact;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.execution.ledger.OrderState;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The standing exit warrants: per instrument a reduce-only stop that rests at the venue for the
/// whole position, and on demand the way out. Needs no deliberation and no live warrant.
///
/// A stop is replaced when size or side of the position changes: the new one first, then the old is
/// cancelled. An exit is an IOC within the collar; after three tries, or without a usable book, a
/// market order. Every try has a new id; one in doubt is given a second and then tried again, since
/// the venue lets no reduce-only order pass zero. While the venue wants quiet it refuses them all,
/// and who tries at every turn is banned: then a try waits long, and its refusal says nothing of a
/// stop.
public final class Exits {
  private static final long EXIT_AGAIN_NANOS = 200_000_000L;
  private static final long DOUBT_NANOS = 1_000_000_000L;
  private static final long STOP_AGAIN_NANOS = 1_000_000_000L;
  private static final long STOP_UNCOVERED_NANOS = 50_000_000L;
  private static final long QUIET_AGAIN_NANOS = 20_000_000_000L;
  private static final int IOC_TRIES = 3;
  private static final int STOP_TRIES = 3;
  private static final long NEVER = Long.MIN_VALUE;
  private static final long PPM = 1_000_000L;

  private final ExecutorConfig config;
  private final Ledger ledger;
  private final Quotes quotes;
  private Bystander bystander = Bystander.NOBODY;
  private Admission exitAdmission;
  private Admission stopAdmission;
  private final Candidate candidate;
  private final Placer placer;
  private final Way[] ways;
  private boolean emergency;
  private boolean known;
  private long quietUntil = NEVER;

  /// How far one instrument is on its way out.
  private static final class Way {
    private final RefusalLog.Told told = new RefusalLog.Told();
    private boolean out;
    private @Nullable LiveOrder exit;
    private @Nullable LiveOrder stop;
    private int exits;
    private int stops;
    private int tries;
    private int stopRejects;
    private long exitNanos = NEVER;
    private long stopNanos = NEVER;
  }

  /// Exits and stops, each with the guard that was proved for it beforehand.
  public Exits(
      ExecutorConfig config,
      Ledger ledger,
      MeasureBoard board,
      Admission exitAdmission,
      Admission stopAdmission,
      Quotes quotes,
      ExecutorOutput out) {
    this.config = config;
    this.ledger = ledger;
    this.exitAdmission = exitAdmission;
    this.stopAdmission = stopAdmission;
    this.quotes = quotes;
    int n = config.instruments().size();
    Repeats repeats = new Repeats(n);
    candidate = new Candidate(config.instruments(), ledger, board, repeats);
    placer = new Placer(ledger, quotes, out, repeats);
    ways = new Way[n];
    for (int i = 0; i < n; i++) {
      ways[i] = new Way();
    }
  }

  /// Puts another guard in force for what is sent from now on. A stop that rests stays: it can only
  /// reduce, and a position must not be without one while the question is asked.
  public void admission(Admission fresh) {
    exitAdmission = fresh;
    stopAdmission = fresh;
  }

  /// From now on `other` hears of every exit and stop the guard is asked about.
  public void beside(Bystander other) {
    bystander = other;
  }

  /// Switches the emergency on or off: on cancels everything and flattens until flat.
  public void emergency(boolean on, long seq, long nanos) {
    emergency = on;
    onTimer(seq, nanos);
  }

  /// The venue wants to hear nothing until then.
  public void quiet(long untilNanos) {
    quietUntil = Math.max(quietUntil, untilNanos);
  }

  /// Closes the position of one instrument.
  public void flatten(int instrument, long seq, long nanos) {
    ways[instrument].out = true;
    onMarket(instrument, seq, nanos);
  }

  /// Something changed at one instrument. Call after the executor.
  public void onMarket(int instrument, long seq, long nanos) {
    Way way = ways[instrument];
    known |= ledger.reconciled();
    if (emergency || way.out) {
      leave(instrument, way, seq, nanos);
    }
    guardPosition(instrument, way, seq, nanos);
  }

  /// Time passed.
  public void onTimer(long seq, long nanos) {
    for (int i = 0; i < ways.length; i++) {
      onMarket(i, seq, nanos);
    }
  }

  private void leave(int i, Way way, long seq, long nanos) {
    cancelOthers(i, way, nanos);
    long net = ledger.net(i);
    if (net == 0) {
      way.out = false;
      way.tries = 0;
      return;
    }
    LiveOrder exit = way.exit;
    if (exit != null && !exit.ended()) {
      if (exit.state().resting() && nanos - exit.sentNanos() > DOUBT_NANOS) {
        placer.cancel(exit, "an exit must not rest", nanos);
      }
      if (exit.state() != OrderState.UNKNOWN || nanos - exit.sentNanos() < DOUBT_NANOS) {
        return;
      }
    }
    if (due(way.exitNanos, EXIT_AGAIN_NANOS, nanos)) {
      exit(i, way, net, seq, nanos);
    }
  }

  private void cancelOthers(int i, Way way, long nanos) {
    List<LiveOrder> held = ledger.held(i);
    for (int k = held.size() - 1; k >= 0; k--) {
      LiveOrder o = held.get(k);
      if (!o.protectiveStop() && o != way.exit && o.state().resting()) {
        placer.cancel(o, "leaving the position", nanos);
      }
    }
  }

  private void exit(int i, Way way, long net, long seq, long nanos) {
    Instrument instrument = config.instruments().get(i);
    Side side = net > 0 ? Side.SELL : Side.BUY;
    boolean book = quotes.usable(i);
    long from = book ? (side == Side.SELL ? quotes.bid(i) : quotes.ask(i)) : quotes.markTicks(i);
    if (from <= 0) {
      from = instrument.ticksOfE8(ledger.entryE8(i));
    }
    long collar = Exact.share(from, config.exitCollarPpm(), PPM) + 1;
    long price = Math.max(1, from + side.sign() * collar);
    OrderKind kind = book && way.tries < IOC_TRIES ? OrderKind.IOC : OrderKind.MARKET;
    way.exitNanos = nanos;
    way.tries++;
    candidate.is(i, side, kind, price, Math.min(Math.abs(net), instrument.maxLots()), true);
    LiveOrder sent = send(exitAdmission, way, 'X', way.exits, seq, nanos);
    if (sent != null) {
      way.exits++;
      way.exit = sent;
    }
  }

  private void guardPosition(int i, Way way, long seq, long nanos) {
    long net = ledger.net(i);
    if (net == 0) {
      way.stopRejects = 0;
      cancelStops(i, null, nanos);
      return;
    }
    LiveOrder exact = null;
    boolean covered = false;
    List<LiveOrder> held = ledger.held(i);
    for (int k = 0; k < held.size(); k++) {
      LiveOrder o = held.get(k);
      if (o.protectiveStop() && o.side().sign() == -Long.signum(net) && usable(o, nanos)) {
        exact = o.remaining() == Math.abs(net) ? o : exact;
        covered |= o.state().resting() && o.remaining() >= Math.abs(net);
      }
    }
    if (exact != null) {
      if (exact.state().resting()) {
        way.stopRejects = 0;
        cancelStops(i, exact, nanos);
      }
    } else if (known && stopDue(way, covered, nanos)) {
      placeStop(i, way, net, seq, nanos);
    }
  }

  /// Whether a stop may be counted on, or soon; one in doubt only for a second.
  private static boolean usable(LiveOrder o, long nanos) {
    return switch (o.state()) {
      case PENDING, OPEN, PARTIAL -> true;
      case UNKNOWN -> nanos - o.sentNanos() < DOUBT_NANOS;
      case CANCEL_PENDING, FILLED, CANCELED, REJECTED, EXPIRED, SUPPRESSED -> false;
    };
  }

  private boolean due(long lastNanos, long waitNanos, long nanos) {
    long wait = nanos < quietUntil ? QUIET_AGAIN_NANOS : waitNanos;
    return lastNanos == NEVER || nanos - lastNanos >= wait;
  }

  private boolean stopDue(Way way, boolean covered, long nanos) {
    LiveOrder last = way.stop;
    boolean rejected = last != null && last.state() == OrderState.REJECTED;
    return due(way.stopNanos, covered || rejected ? STOP_AGAIN_NANOS : STOP_UNCOVERED_NANOS, nanos);
  }

  private void placeStop(int i, Way way, long net, long seq, long nanos) {
    LiveOrder last = way.stop;
    if (last != null && last.state() == OrderState.REJECTED && last.sentNanos() >= quietUntil) {
      way.stopRejects++;
    }
    Instrument instrument = config.instruments().get(i);
    int sign = Long.signum(net);
    @Ticks long entry = instrument.ticksOfE8(ledger.entryE8(i));
    @Ticks long price = Math.max(1, entry - sign * ledger.stopTicks(i));
    @Ticks long mark = instrument.ticksOfE8(ledger.markE8(i));
    boolean passed = mark > 0 && sign * (mark - price) <= 0;
    way.stopNanos = nanos;
    if (passed || way.stopRejects >= STOP_TRIES) {
      // The venue would refuse it as triggering at once: what the stop would do is done instead.
      way.out = true;
      leave(i, way, seq, nanos);
      return;
    }
    @Lots long lots = Math.min(Math.abs(net), instrument.maxLots());
    Side side = net > 0 ? Side.SELL : Side.BUY;
    candidate.is(i, side, OrderKind.STOP_MARKET, price, lots, true);
    LiveOrder sent = send(stopAdmission, way, 'S', way.stops, seq, nanos);
    if (sent != null) {
      way.stops++;
      way.stop = sent;
    }
  }

  private void cancelStops(int i, @Nullable LiveOrder but, long nanos) {
    List<LiveOrder> held = ledger.held(i);
    for (int k = held.size() - 1; k >= 0; k--) {
      LiveOrder o = held.get(k);
      if (o.protectiveStop() && o != but && o.state().resting()) {
        placer.cancel(o, but == null ? "flat" : "replaced by a newer stop", nanos);
      }
    }
  }

  private @Nullable LiveOrder send(
      Admission admission, Way way, char purpose, int ordinal, long seq, long nanos) {
    ClientId id = new ClientId(purpose, config.epoch(), candidate.instrument, ordinal);
    candidate.writeOrder(0, nanos);
    long band = Exact.share(candidate.price, config.exitCollarPpm(), PPM) + 1;
    candidate.writeWarrant(0, Math.max(1, candidate.price - band), candidate.price + band, 1, 1);
    candidate.writeExpiry(DOUBT_NANOS);
    int code = Placer.ask(admission, candidate);
    bystander.judged(code, candidate.slots(), candidate.instrument, candidate.side, nanos);
    if (code == 0) {
      return placer.admit(admission, candidate, new Placer.Claim(id, Digest.ZERO, seq, nanos));
    }
    if (placer.refusals().worthTelling(way.told, code, nanos)) {
      placer.refusals().tell(admission, code, candidate, id, seq);
    }
    return null;
  }
}
