package dev.warrant.execution.desk;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.guard.WatchedLimit.State;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Derived.Breach;
import dev.warrant.knowledge.event.Derived.Outside;
import dev.warrant.knowledge.event.Derived.Turn;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at the limits that can be read without an order, every second of input time and around
/// each fill: which are near, which the desk stands outside of, since when, and what holds it for
/// that. O(limits) a look; where nothing changes it allocates nothing.
///
/// A breach is active if an order or fill of ours led there: it was kept right before a fill and is
/// not right after it, or orders of ours raised the worst case it reads since the look before. In
/// doubt it is called active.
final class Lookout {
  /// Why it looks.
  enum Why {
    TIME,
    BEFORE_FILL,
    AFTER_FILL,
    POLICY
  }

  private static final long EVERY_NANOS = 1_000_000_000L;
  private static final long TOLD_PPM = 10_000;

  private final AtRest rest;
  private final Recorder out;
  private final int instruments;
  private final BreachBook book;
  private final long[] worst;
  private PolicyPack policy;
  private List<Watched> watched;
  private String lastRelease = "";
  private boolean grown;
  private boolean looked;
  private long next;

  Lookout(PolicyPack policy, Ledger ledger, MeasureBoard board, Recorder out, StandingFold before) {
    rest = new AtRest(ledger, board);
    this.out = out;
    instruments = board.instruments();
    worst = new long[instruments];
    book = before.breaches();
    this.policy = policy;
    watched = Watched.of(policy, instruments);
    before
        .shares()
        .forEach((spot, share) ->
            watched.stream().filter(w -> w.spot.equals(spot)).forEach(w -> w.share = share));
  }

  /// A life begins: what the policy no longer has cannot be open.
  void start(long nanos) {
    next = nanos + EVERY_NANOS;
    gone();
  }

  /// Whether it is time to look.
  boolean due(long nanos) {
    return nanos >= next;
  }

  /// Another policy is in force. Shares and breaches go on where it has the same limit.
  void under(PolicyPack policy, long seq, long nanos) {
    List<Watched> old = watched;
    this.policy = policy;
    watched = Watched.of(policy, instruments);
    for (Watched w : watched) {
      old.stream().filter(o -> o.spot.equals(w.spot)).forEach(o -> w.share = o.share);
      Breach b = book.find(w.spot);
      if (b != null && b.open() && w.asks.mode().compareTo(b.asks()) > 0) {
        Breach more = asking(b, w.asks.mode(), w.asks.people());
        tell(Turn.STANDS, more, "the policy in force asks for " + w.asks.mode());
      }
    }
    gone();
    look(seq, nanos, Why.POLICY);
  }

  private void gone() {
    for (Breach b : book.all()) {
      if (b.open() && watched.stream().noneMatch(w -> w.spot.equals(BreachBook.spot(b)))) {
        tell(Turn.CLEARED, closed(b), "the policy in force does not watch " + b.limit());
      }
    }
  }

  /// Looks at all of them.
  void look(long seq, long nanos, Why why) {
    rest.refresh();
    weigh();
    for (int k = 0; k < watched.size(); k++) {
      Watched w = watched.get(k);
      State state = w.read(rest.slots(w.slots));
      if (state != State.UNREAD) {
        judge(w, state, seq, nanos, why);
      }
    }
    if (why == Why.TIME) {
      next = nanos + EVERY_NANOS;
      used();
    }
    looked = true;
  }

  /// Whether any worst case has grown since the look before.
  private void weigh() {
    grown = false;
    for (int i = 0; i < instruments; i++) {
      long now = rest.worst(i);
      grown |= looked && now > worst[i];
      worst[i] = now;
    }
  }

  private void judge(Watched w, State state, long seq, long nanos, Why why) {
    int share = w.shareNow();
    if (share != w.share) {
      warn(w, share);
    }
    if (!w.breachable) {
      return;
    }
    Breach b = book.find(w.spot);
    boolean open = b != null && b.open();
    if (state == State.BROKEN && b != null && open) {
      worse(w, b, nanos, why);
    } else if (state == State.BROKEN) {
      boolean ours = why == Why.AFTER_FILL || w.worstCase && grown && why != Why.POLICY;
      open(w, ours, seq, nanos);
    } else if (b != null && open && w.clear(state)) {
      tell(
          Turn.CLEARED,
          closed(b),
          w.spot.limit()
              + " is kept again, "
              + w.near(rest.slots(w.slots))
              + "; it was "
              + w.beyond(b.peak().beyond())
              + " outside at worst");
    }
  }

  private void warn(Watched w, int share) {
    String used =
        String.format(Locale.ROOT, "%d.%d %%", w.usedPpm / 10_000, w.usedPpm / 1_000 % 10);
    String near = w.near(rest.slots(w.slots));
    String says =
        share > w.share
            ? w.spot.limit() + " is used to " + used + ": " + near
            : w.spot.limit() + " is back to " + used + ": " + near;
    out.derived(
        new Derived.Warned(w.spot.instrument(), w.spot.limit(), share, w.share, w.usedPpm, says));
    w.share = share;
  }

  private void open(Watched w, boolean ours, long seq, long nanos) {
    long[] at = rest.slots(w.slots);
    Breach b =
        new Breach(
            w.spot.instrument(),
            w.spot.limit(),
            ours,
            seq,
            nanos,
            w.outside(at, nanos),
            true,
            w.asks.mode(),
            w.asks.people(),
            w.says(at));
    tell(Turn.OPENED, b, "");
  }

  /// Told at most once a look, and only where the worst grew by a hundredth.
  private void worse(Watched w, Breach b, long nanos, Why why) {
    long[] at = rest.slots(w.slots);
    Outside now = w.outside(at, nanos);
    long was = b.peak().beyond();
    if (why == Why.TIME && now.beyond() > was + was / 100) {
      Breach more =
          new Breach(
              b.instrument(),
              b.limit(),
              b.active(),
              b.opened(),
              b.openedNanos(),
              now,
              true,
              b.asks(),
              b.people(),
              w.says(at));
      tell(Turn.WORSE, more, "");
    }
  }

  private void tell(Turn turn, Breach b, String note) {
    book.put(b);
    out.derived(new Derived.Breached(turn, b, note));
  }

  private void used() {
    @Nullable List<Derived.Use> changed = null;
    for (int k = 0; k < watched.size(); k++) {
      Watched w = watched.get(k);
      if (w.usedPpm >= 0 && (w.toldPpm < 0 || Math.abs(w.usedPpm - w.toldPpm) >= TOLD_PPM)) {
        changed = changed == null ? new ArrayList<>() : changed;
        changed.add(new Derived.Use(w.spot.instrument(), w.spot.limit(), w.usedPpm));
        w.toldPpm = w.usedPpm;
      }
    }
    if (changed != null) {
      out.derived(new Derived.Used(changed));
    }
  }

  /// Tells again what is open or holds the desk.
  void standing() {
    for (Breach b : book.all()) {
      tell(Turn.STANDS, b, "");
    }
  }

  /// People signed that the desk is released from what a breach asked for.
  ///
  /// @return whether they thereby accepted a drawdown that is still there
  boolean released(DeskEvent.Released r) {
    Breach b = book.find(new Spot(r.limit(), r.instrument()));
    if (b == null
        || !BreachBook.holds(b)
        || b.opened() != r.opened()
        || new TreeSet<>(r.people()).size() < b.people()) {
      return false;
    }
    release(b, String.join(" and ", r.people()), r.why());
    return b.open() && ofPeak(r.limit());
  }

  /// One person resumed: enough for what takes one.
  void resumed(String who, String why) {
    for (Breach b : book.all()) {
      if (b.people() == 1) {
        release(b, who, why);
      }
    }
  }

  private void release(Breach b, String who, String why) {
    lastRelease = b.limit() + " is released by " + who + (why.isEmpty() ? "" : ": " + why);
    tell(Turn.RELEASED, asking(b, b.asks(), 0), lastRelease);
  }

  private boolean ofPeak(String limit) {
    return watched.stream()
        .filter(w -> w.spot.limit().equals(limit))
        .anyMatch(w -> LimitReader.reads(w.limit()).contains(MeasureId.ACCOUNT_PEAK));
  }

  /// The tightest mode that a breach holds the desk in.
  Mode asks() {
    return book.asks();
  }

  /// Which limit asks for it, and how it is released.
  String why() {
    Breach b = book.tightest();
    if (b == null) {
      return lastRelease;
    }
    return b.limit()
        + ": "
        + b.says()
        + (b.people() == 1 ? " One person" : " Two people")
        + " must release it.";
  }

  PolicyPack policy() {
    return policy;
  }

  List<Breach> breaches() {
    return book.all();
  }

  List<Watched> watched() {
    return watched;
  }

  private static Breach closed(Breach b) {
    return with(b, false, b.asks(), b.people());
  }

  private static Breach asking(Breach b, Mode asks, int people) {
    return with(b, b.open(), asks, people);
  }

  private static Breach with(Breach b, boolean open, Mode asks, int people) {
    return new Breach(
        b.instrument(),
        b.limit(),
        b.active(),
        b.opened(),
        b.openedNanos(),
        b.peak(),
        open,
        asks,
        people,
        b.says());
  }
}
