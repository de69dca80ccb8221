package dev.warrant.execution.executor;

import dev.warrant.execution.guard.Guard;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Finding;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.Recovery;
import dev.warrant.execution.ledger.Requests;
import dev.warrant.execution.ledger.Some;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;

/// Ledger, executor, exits and a fake venue, run as a desk would run them, without a desk.
final class Rig implements ExecutorOutput, Requests {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  /// The guard's own limit on any worst case, in lots.
  static final long LIMIT = 60;

  final FakeVenue venue;
  final MeasureBoard board = new MeasureBoard(2);
  final Ledger ledger;
  final Executor executor;
  final Exits exits;
  final Book book = new Book();
  final List<OrderRecord> ordered = new ArrayList<>();
  final List<Derived.Admitted> admitted = new ArrayList<>();
  final List<String> cancelled = new ArrayList<>();
  final List<Refusal> refused = new ArrayList<>();
  final List<String> withdrawn = new ArrayList<>();
  final List<String> adopted = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  long nanos = Some.NOON;
  long seq = 100;
  final List<Object> journal = new ArrayList<>();
  private final int epoch;
  private long nextWarrant = 1;

  /// The order judged last, if it is not told yet what the guard saw.
  String unseen = "";

  /// One book per instrument, set by the test.
  static final class Book implements Quotes {
    final long[] bid = {600_000, 300_000};
    final long[] ask = {600_002, 300_002};
    final boolean[] usable = {true, true};

    @Override
    public boolean usable(int i) {
      return usable[i];
    }

    @Override
    public long bid(int i) {
      return bid[i];
    }

    @Override
    public long bidLots(int i) {
      return 10;
    }

    @Override
    public long ask(int i) {
      return ask[i];
    }

    @Override
    public long askLots(int i) {
      return 10;
    }

    @Override
    public long micropriceCentiTicks(int i) {
      return (bid[i] + ask[i]) * 50;
    }

    @Override
    public long markTicks(int i) {
      return (bid[i] + ask[i]) / 2;
    }

    void move(int i, long ticks) {
      bid[i] += ticks;
      ask[i] += ticks;
    }
  }

  Rig(long seed) {
    this(seed, Rig::limits);
  }

  Rig(long seed, Guard guard) {
    this(new FakeVenue(2, Some.WALLET_E8, seed), guard, 1);
    mark();
    deliver(new UserStreamState(true, ""));
    run(300 * MILLI);
  }

  private Rig(FakeVenue venue, Guard guard, int epoch) {
    this.venue = venue;
    this.epoch = epoch;
    ledger = new Ledger(Some.config(), board, findings::add);
    ExecutorConfig config = ExecutorConfig.of(epoch, Some.BOTH);
    executor = new Executor(config, ledger, board, admission(guard), book, this);
    Admission exit = admission(Rig::reduceOnly);
    exits = new Exits(config, ledger, board, exit, exit, book, this);
  }

  /// A desk of the next epoch on the same venue, with what the journal of this one tells.
  Rig restarted(long afterNanos) {
    Rig next = new Rig(venue, Rig::limits, epoch + 1);
    Recovery recovery = new Recovery(next.ledger);
    long at = 0;
    for (Object record : journal) {
      switch (record) {
        case Stamped s -> {
          at = s.nanos();
          recovery.input(s);
        }
        case Derived d -> recovery.derived(d, at);
        default -> throw new IllegalStateException("not a record: " + record);
      }
    }
    recovery.finish();
    next.journal.addAll(journal);
    next.nanos = nanos + afterNanos;
    next.seq = seq;
    next.nextWarrant = nextWarrant;
    return next;
  }

  private void write(Event event) {
    journal.add(new Stamped(++seq, nanos, event));
  }

  /// The guard of the tests: worst case within LIMIT and the warrant's cap.
  static int limits(long[] slots) {
    if (read(slots, MeasureId.ORDER_INCREASING) == 1
        && read(slots, MeasureId.ORDER_WORST_AFTER) > LIMIT) {
      return 1;
    }
    return read(slots, MeasureId.ORDER_WORST_AFTER) > read(slots, MeasureId.WARRANT_CAP) ? 2 : 0;
  }

  private static int reduceOnly(long[] slots) {
    return read(slots, MeasureId.ORDER_REDUCE_ONLY) == 1 ? 0 : 1;
  }

  static long read(long[] slots, MeasureId id) {
    return slots[MeasureBoard.slot(id)];
  }

  static Admission admission(Guard guard) {
    AdmissionDetail detail =
        new AdmissionDetail() {
          @Override
          public int binding(long[] slots) {
            return 1;
          }

          @Override
          public long margin(long[] slots, int limit) {
            return LIMIT - read(slots, MeasureId.ORDER_WORST_AFTER);
          }

          @Override
          public Digest digest(long[] slots) {
            return Digest.ZERO;
          }

          @Override
          public Derived.Seen seen(String clientId, long[] slots) {
            return new Derived.Seen(clientId, List.of(), List.of());
          }
        };
    return new Admission(
        guard,
        detail,
        (code, _, i, side, subject) ->
            new Objection(Stage.GUARD, "L" + code, i, side, subject, "", 0, 0, 0, "limit"));
  }

  Warrant warrant(int instrument, Side side, long cap, TacticKind kind, long clip) {
    return warrant(instrument, side, cap, new Tactic(kind, clip, 0, 2, 0), 10 * SECOND);
  }

  Warrant warrant(int instrument, Side side, long cap, Tactic tactic, long lifeNanos) {
    long mid = book.bid[instrument];
    return new Warrant(
        epoch,
        nextWarrant++,
        instrument,
        side,
        cap,
        mid - 5_000,
        mid + 5_000,
        OrderKind.POST_ONLY.bit() | OrderKind.IOC.bit() | OrderKind.LIMIT.bit(),
        500,
        50,
        nanos + lifeNanos,
        2_000,
        tactic,
        List.of(),
        Digest.ZERO,
        Digest.ZERO,
        Digest.ZERO,
        Digest.sha256("root"));
  }

  void mark() {
    mark(0, book.markTicks(0) * 10_000_000L);
    mark(1, book.markTicks(1) * 1_000_000L);
  }

  private void mark(int i, long markE8) {
    write(new MarketEvent.MarkPrice(i, markE8, markE8, 0, 0, 0, false));
    ledger.onMark(i, markE8, seq, nanos);
    think();
  }

  /// Hands one event to everybody in the order a desk does.
  void deliver(VenueEvent event) {
    write(event);
    ledger.on(event, seq, nanos);
    think();
  }

  void think() {
    ledger.onTime(nanos);
    executor.onTimer(seq, nanos);
    exits.onTimer(seq, nanos);
    ledger.requests(nanos, this);
  }

  /// Lets time pass, delivering what the venue says.
  void run(long forNanos) {
    long until = nanos + forNanos;
    while (nanos < until) {
      nanos += MILLI;
      for (VenueEvent e = venue.next(nanos); e != null; e = venue.next(nanos)) {
        deliver(e);
      }
      write(new DeskEvent.Timer());
      think();
    }
  }

  @Override
  public void ordered(OrderRecord order) {
    ordered.add(order);
    journal.add(new Derived.Ordered(order));
    venue.place(order, nanos);
  }

  @Override
  public void admitted(OrderRecord order, Derived.Admitted admitted) {
    if (!admitted.clientId().equals(ordered.getLast().clientId())) {
      throw new AssertionError(admitted + " does not follow its order");
    }
    this.admitted.add(admitted);
    unseen = admitted.clientId();
    journal.add(admitted);
  }

  @Override
  public void seen(Derived.Seen seen) {
    if (!seen.clientId().equals(unseen)) {
      throw new AssertionError(seen + " does not follow its admission or refusal");
    }
    unseen = "";
    journal.add(seen);
  }

  @Override
  public void cancel(int instrument, String clientId, boolean stop, String why) {
    cancelled.add(clientId + " " + why);
    journal.add(new Derived.Cancelled(instrument, clientId, why));
    venue.cancel(instrument, clientId, stop, nanos);
  }

  @Override
  public void refused(Refusal refusal) {
    refused.add(refusal);
    unseen = refusal.objection().stage() == Stage.GUARD ? refusal.objection().subject() : unseen;
    journal.add(new Derived.Refused(refusal));
  }

  @Override
  public void withdrawn(int epoch, long warrant, String why) {
    withdrawn.add(warrant + " " + why);
  }

  @Override
  public void adopted(int instrument, String clientId, long from, long to) {
    adopted.add(from + "->" + to);
  }

  @Override
  public void account() {
    venue.account(nanos);
  }

  @Override
  public void openOrders() {
    venue.openOrders(nanos);
  }

  @Override
  public void fills(int instrument, long sinceMs) {
    venue.pastFills(instrument, sinceMs, nanos);
  }

  @Override
  public void query(int instrument, String clientId) {
    venue.query(instrument, clientId, nanos);
  }
}
