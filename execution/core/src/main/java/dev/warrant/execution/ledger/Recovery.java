package dev.warrant.execution.ledger;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;

/// Brings a ledger back by folding a journal in its order. Orders and cancels are taken from the
/// DERIVED records, since what was written may have been sent.
public final class Recovery {
  private static final Requests NOBODY =
      new Requests() {
        @Override
        public void account() {}

        @Override
        public void openOrders() {}

        @Override
        public void fills(int instrument, long sinceMs) {}

        @Override
        public void query(int instrument, String clientId) {}
      };

  private final Ledger ledger;
  private long seq;
  private long nanos;

  /// Folds into `ledger`, which knows nothing yet.
  public Recovery(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The next INPUT record.
  public void input(Stamped input) {
    seq = input.seq();
    nanos = input.nanos();
    switch (input.event()) {
      case VenueEvent e -> ledger.on(e, seq, nanos);
      case MarketEvent.MarkPrice m -> ledger.onMark(m.instrument(), m.markE8(), seq, nanos);
      case MarketEvent _, DeskEvent _ -> {}
    }
    ledger.onTime(nanos);
    ledger.requests(nanos, NOBODY);
  }

  /// The next DERIVED record.
  ///
  /// @param at when its input came, which need not be one that is folded: an order counts as a
  ///   message of that time
  public void derived(Derived record, long at) {
    nanos = Math.max(nanos, at);
    switch (record) {
      case Derived.Ordered o -> ledger.onOrder(o.order(), 0, nanos);
      case Derived.Cancelled c -> ledger.onCancelSent(c.clientId(), nanos);
      case Derived.Believed _,
          Derived.Matched _,
          Derived.Deliberated _,
          Derived.Issued _,
          Derived.Withdrawn _,
          Derived.Refused _,
          Derived.Adopted _,
          Derived.Admitted _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.Breached _,
          Derived.Warned _,
          Derived.Used _,
          Derived.Disagreed _,
          Derived.Found _,
          Derived.ModeChanged _,
          Derived.Snapshot _,
          Derived.TraceHead _ -> {}
    }
  }

  /// The journal ends here: what is open is unknown until the venue proves something, and nothing
  /// is reconciled.
  public void finish() {
    ledger.endRecovery(seq);
  }
}
