package dev.warrant.execution.executor;

import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import org.jspecify.annotations.Nullable;

/// Asks the guard about the candidate and, if it is admitted, makes the order record, has the
/// ledger hold its risk, and only then hands it out.
final class Placer {
  private final Ledger ledger;
  private final Quotes quotes;
  private final ExecutorOutput out;
  private final Repeats repeats;
  private final RefusalLog refusals;

  Placer(Ledger ledger, Quotes quotes, ExecutorOutput out, Repeats repeats) {
    this.ledger = ledger;
    this.quotes = quotes;
    this.out = out;
    this.repeats = repeats;
    refusals = new RefusalLog(out);
  }

  /// Under which authority an order is sent, and because of which input.
  record Claim(ClientId id, Digest root, long seq, long nanos) {}

  /// The guard's answer about the candidate, whose measures are written.
  static int ask(Admission admission, Candidate c) {
    return admission.guard().check(c.slots());
  }

  /// Sends an admitted candidate on its way.
  LiveOrder admit(Admission admission, Candidate c, Claim claim) {
    ClientId id = claim.id();
    OrderRecord order =
        new OrderRecord(
            id.text(),
            id.epoch(),
            id.purpose() == 'W' ? id.warrant() : 0,
            c.instrument,
            c.side,
            c.kind,
            c.price,
            c.lots,
            c.reduceOnly,
            claim.root(),
            claim.seq());
    LiveOrder live = ledger.reserve(order, mid(c.instrument), claim.nanos());
    out.ordered(order);
    // Neither for what only the next order is judged by nor for the hash of its own reasons does
    // this one wait.
    out.admitted(order, reasons(admission.detail(), order, c.slots()));
    out.seen(admission.detail().seen(order.clientId(), c.slots()));
    ledger.reserved(order, claim.nanos());
    repeats.add(c.instrument, c.side, c.price, c.lots, claim.nanos());
    return live;
  }

  private static Derived.Admitted reasons(AdmissionDetail of, OrderRecord order, long[] slots) {
    int binding = of.binding(slots);
    return new Derived.Admitted(
        order.clientId(), binding, of.margin(slots, binding), of.digest(slots));
  }

  void cancel(LiveOrder o, String why, long nanos) {
    ledger.onCancelSent(o.clientId(), nanos);
    out.cancel(o.instrument(), o.clientId(), o.protectiveStop(), why);
  }

  RefusalLog refusals() {
    return refusals;
  }

  private long mid(int instrument) {
    return quotes.usable(instrument) ? (quotes.bid(instrument) + quotes.ask(instrument)) * 50 : 0;
  }

  static boolean resting(@Nullable LiveOrder o) {
    return o != null && o.state().resting();
  }
}
