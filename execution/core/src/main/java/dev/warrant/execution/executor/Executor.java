package dev.warrant.execution.executor;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Works live warrants: asks each one's tactic what it wants, the guard whether it may, and hands
/// out orders and cancels.
///
/// At most one live warrant and one working order per instrument and side. A reprice cancels, waits
/// for the venue's proof, and only then places, so two exposures never stand for one wish. An order
/// in doubt blocks its side until proof. Single threaded and deterministic; the way to "nothing to
/// do" allocates nothing.
public final class Executor {
  private static final int NOT_RECONCILED = Integer.MIN_VALUE;
  private static final int NOT_REDUCING = Integer.MIN_VALUE + 1;
  private static final int TOO_SMALL = Integer.MIN_VALUE + 2;

  private final ExecutorConfig config;
  private final Ledger ledger;
  private final Quotes quotes;
  private final ExecutorOutput out;
  private final Slot[][] slots;
  private final Candidate candidate;
  private final Placer placer;
  private final Decision decision = new Decision();
  private Admission admission;
  private Bystander bystander = Bystander.NOBODY;
  private Mode mode = Mode.NORMAL;

  /// An executor without warrants.
  public Executor(
      ExecutorConfig config,
      Ledger ledger,
      MeasureBoard board,
      Admission admission,
      Quotes quotes,
      ExecutorOutput out) {
    this.config = config;
    this.ledger = ledger;
    this.admission = admission;
    this.quotes = quotes;
    this.out = out;
    int n = config.instruments().size();
    slots = new Slot[n][2];
    for (Slot[] pair : slots) {
      pair[0] = new Slot();
      pair[1] = new Slot();
    }
    Repeats repeats = new Repeats(n);
    candidate = new Candidate(config.instruments(), ledger, board, repeats);
    placer = new Placer(ledger, quotes, out, repeats);
  }

  /// Puts a warrant in force; the desk calls this once the durability mark covers its record. It
  /// replaces the live one of its instrument and side.
  ///
  /// @throws IllegalArgumentException if it is of another epoch: those are void
  public void activate(Warrant warrant, long seq, long nanos) {
    if (warrant.epoch() != config.epoch()) {
      throw new IllegalArgumentException(
          "warrant "
              + warrant.id()
              + " is of epoch "
              + warrant.epoch()
              + ", expected "
              + config.epoch()
              + "\nMaybe it was issued before a recovery; those are void.");
    }
    Slot slot = slots[warrant.instrument()][warrant.side().ordinal()];
    Warrant old = slot.warrant;
    if (old != null) {
      out.withdrawn(old.epoch(), old.id(), "replaced by warrant " + warrant.id());
    }
    slot.activate(warrant, nanos);
    if (warrant.stopTicks() > 0) {
      ledger.stopTicks(warrant.instrument(), warrant.stopTicks());
    }
    work(slot, seq, nanos);
  }

  /// Ends a live warrant; unknown ids are ignored.
  public void withdraw(long id, String why, long nanos) {
    for (Slot[] pair : slots) {
      for (Slot slot : pair) {
        Warrant w = slot.warrant;
        if (w != null && w.id() == id) {
          end(slot, w, why, nanos);
        }
      }
    }
  }

  /// Puts another guard in force: every live warrant was made under the old one and is revoked.
  /// What rests is asked about by the new guard and is cancelled, or rests on under the revoked
  /// terms, untouched, until a new warrant takes it over or the old one would have expired.
  public void revoke(Admission fresh, String why, long seq, long nanos) {
    admission = fresh;
    for (Slot[] pair : slots) {
      for (Slot slot : pair) {
        Warrant w = slot.warrant;
        if (w != null) {
          slot.revoke(w, why);
          out.withdrawn(w.epoch(), w.id(), why);
        } else {
          slot.readmit = slot.order != null;
        }
        work(slot, seq, nanos);
      }
    }
  }

  /// Has the guard asked again about everything that rests: something else than prices and
  /// positions changed that it reads. What it no longer admits is cancelled.
  public void askAgain(long seq, long nanos) {
    for (Slot[] pair : slots) {
      for (Slot slot : pair) {
        slot.askedWorst = -1;
        work(slot, seq, nanos);
      }
    }
  }

  /// From now on `other` hears of every order the guard is asked about.
  public void beside(Bystander other) {
    bystander = other;
  }

  /// Sets the mode; what it no longer allows is cancelled at once.
  public void mode(Mode now, long seq, long nanos) {
    mode = now;
    for (int i = 0; i < slots.length; i++) {
      onMarket(i, seq, nanos);
    }
  }

  /// Something changed at one instrument: its book, an order of ours, its position. Call after
  /// ledger and perception took the event in.
  public void onMarket(int instrument, long seq, long nanos) {
    Slot[] pair = slots[instrument];
    if (pair[0].warrant != null || pair[0].order != null) {
      work(pair[0], seq, nanos);
    }
    if (pair[1].warrant != null || pair[1].order != null) {
      work(pair[1], seq, nanos);
    }
  }

  /// Time passed: expiries, schedules, and orders of voided warrants.
  public void onTimer(long seq, long nanos) {
    for (int i = 0; i < slots.length; i++) {
      cancelStrays(i, nanos);
      onMarket(i, seq, nanos);
    }
  }

  /// Warrants in force, by id.
  public List<Warrant> live() {
    List<Warrant> live = new ArrayList<>();
    for (Slot[] pair : slots) {
      for (Slot slot : pair) {
        Warrant w = slot.warrant;
        if (w != null) {
          live.add(w);
        }
      }
    }
    live.sort(Comparator.comparingLong(Warrant::id));
    return live;
  }

  /// What rests under each live warrant.
  public void facts(long seq, Consumer<Fact> sink) {
    for (Slot[] pair : slots) {
      for (Slot slot : pair) {
        Warrant w = slot.warrant;
        if (w != null) {
          LiveOrder o = slot.order;
          long resting = o == null ? 0 : o.remaining();
          sink.accept(new Fact.Working(w.instrument(), seq, Long.toString(w.id()), resting));
        }
      }
    }
  }

  /// Refusals so far, also those not told again.
  public long refusals() {
    return placer.refusals().attempts();
  }

  private void end(Slot slot, Warrant w, String why, long nanos) {
    slot.end(why);
    out.withdrawn(w.epoch(), w.id(), why);
    LiveOrder o = slot.order;
    if (o != null && o.state().resting()) {
      placer.cancel(o, why, nanos);
    }
  }

  private void work(Slot slot, long seq, long nanos) {
    LiveOrder o = slot.order;
    if (o != null && o.ended()) {
      slot.order = null;
      slot.readmit = false;
      o = null;
    }
    Warrant w = slot.warrant;
    if (w != null && nanos >= w.expiresNanos()) {
      end(slot, w, "expired", nanos);
      return;
    }
    if (o != null && !o.state().resting()) {
      return;
    }
    if (w == null) {
      if (o != null) {
        keep(slot, o, nanos);
      }
    } else if (o != null && forbidden(o)) {
      placer.cancel(o, "mode", nanos);
    } else if (o != null && (slot.readmit || outgrown(slot, o))) {
      readmit(slot, w, o, nanos);
    } else if (usable(slot, w, o, nanos) && !mode.atLeastAsTightAs(Mode.PAUSE)) {
      decide(slot, w, o, seq, nanos);
    }
  }

  /// An order without a live warrant rests only under the terms of one that a switch revoked.
  private void keep(Slot slot, LiveOrder o, long nanos) {
    Warrant k = slot.kept;
    if (k == null || nanos >= k.expiresNanos()) {
      placer.cancel(o, slot.endedWhy, nanos);
    } else if (forbidden(o)) {
      placer.cancel(o, "mode", nanos);
    } else if (slot.readmit || outgrown(slot, o)) {
      readmit(slot, k, o, nanos);
    } else if (!usable(slot, k, o, nanos)) {
      slot.readmit = true;
    }
  }

  /// Whether the mode no longer lets this order rest.
  private boolean forbidden(LiveOrder o) {
    return switch (mode) {
      case NORMAL -> false;
      case REDUCE ->
          ledger.worst(o.instrument(), o.side())
              > Math.max(0, o.side().sign() * ledger.net(o.instrument()));
      case PAUSE, EMERGENCY -> true;
    };
  }

  /// Whether the order now weighs more than the guard was told: it was to close, and a stop or an
  /// exit took the position first.
  private boolean outgrown(Slot slot, LiveOrder o) {
    return ledger.worst(o.instrument(), o.side()) > slot.askedWorst;
  }

  private boolean usable(Slot slot, Warrant w, @Nullable LiveOrder o, long nanos) {
    if (quotes.usable(w.instrument())) {
      slot.unusableSince = Long.MIN_VALUE;
      return true;
    }
    if (slot.unusableSince == Long.MIN_VALUE) {
      slot.unusableSince = nanos;
    } else if (o != null && nanos - slot.unusableSince >= config.unusableNanos()) {
      placer.cancel(o, "the book is not usable", nanos);
    }
    return false;
  }

  private void decide(Slot slot, Warrant w, @Nullable LiveOrder o, long seq, long nanos) {
    Working view = slot.working;
    view.resting = o != null;
    view.lingering = o != null && (o.knownToRest() || nanos - o.sentNanos() > config.answerNanos());
    view.price = o == null ? 0 : o.price();
    view.remaining = o == null ? 0 : o.remaining();
    view.room =
        w.capLots()
            - w.side().sign() * ledger.net(w.instrument())
            - ledger.open(w.instrument(), w.side());
    view.activatedNanos = slot.activatedNanos;
    view.sent = slot.sent();
    TacticFunction tactic = slot.tactic;
    if (tactic == null) {
      return;
    }
    tactic.decide(quotes, w, view, nanos, decision);
    switch (decision.action()) {
      case KEEP -> {}
      case CANCEL -> {
        if (o != null) {
          placer.cancel(o, decision.why(), nanos);
        }
      }
      case PLACE -> {
        if (o == null && slot.rateLeft(w, nanos) > 0 && !slot.tooSoon(w, nanos)) {
          place(slot, w, seq, nanos);
        }
      }
    }
  }

  private void place(Slot slot, Warrant w, long seq, long nanos) {
    if (slot.sent() >= w.ordersCap()) {
      end(slot, w, "its orders are used up", nanos);
      return;
    }
    Instrument instrument = config.instruments().get(w.instrument());
    long lots = Math.min(decision.lots(), instrument.maxLots());
    candidate.is(w.instrument(), w.side(), decision.kind(), decision.price(), lots, false);
    int code = objection(slot, w, instrument, nanos);
    if (code != 0) {
      refuse(slot, w, code, seq, nanos);
      return;
    }
    ClientId id = new ClientId('W', config.epoch(), w.id(), slot.sent());
    slot.send(nanos);
    slot.order = placer.admit(admission, candidate, new Placer.Claim(id, w.root(), seq, nanos));
    slot.askedWorst = ledger.worst(w.instrument(), w.side());
  }

  private void claim(Slot slot, Warrant w, long nanos) {
    candidate.writeWarrant(
        w.capLots(),
        w.minPrice(),
        w.maxPrice(),
        w.ordersCap() - slot.sent(),
        slot.rateLeft(w, nanos));
    candidate.writeExpiry(w.expiresNanos() - nanos);
  }

  /// What is held against the candidate; 0 if nothing. The policy speaks before the executor does,
  /// so that whoever reads a refusal reads the limit people wrote; what the executor itself holds
  /// stands behind it, whatever the policy says.
  private int objection(Slot slot, Warrant w, Instrument instrument, long nanos) {
    boolean small =
        candidate.lots < instrument.minLots()
            || instrument.notionalE8(candidate.price, candidate.lots) < instrument.minNotionalE8();
    if (small) {
      return TOO_SMALL;
    }
    candidate.writeOrder(0, nanos);
    claim(slot, w, nanos);
    int code = Placer.ask(admission, candidate);
    bystander.judged(code, candidate.slots(), w.instrument(), w.side(), nanos);
    if (code == 0 && !ledger.reconciled()) {
      return NOT_RECONCILED;
    }
    return code == 0 && mode == Mode.REDUCE && candidate.increasing() ? NOT_REDUCING : code;
  }

  private void refuse(Slot slot, Warrant w, int code, long seq, long nanos) {
    if (!placer.refusals().worthTelling(slot.told, code, nanos)) {
      return;
    }
    ClientId id = new ClientId('W', config.epoch(), w.id(), slot.sent());
    switch (code) {
      case NOT_RECONCILED ->
          own(w, id, seq, "not-reconciled", "the desk has not reconciled with the venue");
      case NOT_REDUCING -> own(w, id, seq, "mode-reduce", "only reducing orders are allowed now");
      case TOO_SMALL ->
          own(w, id, seq, "smallest-order", "the order would be below the venue's smallest");
      default -> placer.refusals().tell(admission, code, candidate, id, seq);
    }
  }

  /// Tells what no limit refused, but the executor.
  private void own(Warrant w, ClientId id, long seq, String rule, String says) {
    placer
        .refusals()
        .tell(RefusalLog.safety(rule, candidate, w.side(), id.text(), says), w.id(), seq);
  }

  /// Asks the guard in force about an order that rests already; it is counted in the worst case.
  private void readmit(Slot slot, Warrant w, LiveOrder o, long nanos) {
    boolean replaced = slot.readmit;
    slot.readmit = false;
    slot.askedWorst = ledger.worst(o.instrument(), o.side());
    candidate.is(o.instrument(), o.side(), o.kind(), o.price(), o.remaining(), false);
    candidate.writeOrder(o.remaining(), nanos);
    if (slot.warrant == null) {
      // It was counted when it was sent, and none will follow it.
      candidate.writeWarrant(w.capLots(), w.minPrice(), w.maxPrice(), 1, 1);
      candidate.writeExpiry(w.expiresNanos() - nanos);
    } else {
      claim(slot, w, nanos);
    }
    boolean fits =
        w.allows(o.kind())
            && o.price() >= w.minPrice()
            && o.price() <= w.maxPrice()
            && ledger.worst(o.instrument(), o.side()) <= w.capLots()
            && Placer.ask(admission, candidate) == 0;
    if (fits && replaced) {
      out.adopted(o.instrument(), o.clientId(), o.warrant(), slot.warrant == null ? 0 : w.id());
    } else if (!fits) {
      String by = slot.warrant == null ? "by the policy now in force" : "under warrant " + w.id();
      placer.cancel(o, "not admitted " + by, nanos);
    }
  }

  /// Orders of an earlier epoch rest under warrants that are void.
  private void cancelStrays(int instrument, long nanos) {
    List<LiveOrder> held = ledger.held(instrument);
    for (int k = held.size() - 1; k >= 0; k--) {
      LiveOrder o = held.get(k);
      Slot slot = slots[instrument][o.side().ordinal()];
      if (o.purpose() == 'W' && o != slot.order && o.state().resting()) {
        placer.cancel(o, "its warrant is void", nanos);
      }
    }
  }
}
