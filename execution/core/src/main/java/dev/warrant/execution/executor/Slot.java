package dev.warrant.execution.executor;

import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Lots;
import org.jspecify.annotations.Nullable;

/// The live warrant of one instrument and side, and the one order that may work under it.
final class Slot {
  private static final long SECOND_NANOS = 1_000_000_000L;

  final Working working = new Working();
  final RefusalLog.Told told = new RefusalLog.Told();
  @Nullable Warrant warrant;

  /// The revoked warrant under whose terms an order may rest until another takes it over.
  @Nullable Warrant kept;

  @Nullable TacticFunction tactic;
  @Nullable LiveOrder order;
  long activatedNanos;
  long unusableSince = Long.MIN_VALUE;
  boolean readmit;

  /// Worst case of the side when the guard was last asked about the order.
  @Lots long askedWorst;

  String endedWhy = "";

  private int sent;
  private long lastNanos = Long.MIN_VALUE;
  private long[] sentNanos = new long[0];

  void activate(Warrant w, long nanos) {
    warrant = w;
    kept = null;
    tactic = Tactics.of(w.tactic().kind());
    activatedNanos = nanos;
    sent = 0;
    sentNanos = new long[Math.max(1, w.ratePerSecond())];
    readmit = order != null;
  }

  void end(String why) {
    warrant = null;
    tactic = null;
    endedWhy = why;
  }

  /// Ends the warrant because its policy is no longer in force.
  void revoke(Warrant old, String why) {
    end(why);
    kept = old;
    readmit = order != null;
  }

  int sent() {
    return sent;
  }

  void send(long nanos) {
    sentNanos[sent % sentNanos.length] = nanos;
    sent++;
    lastNanos = nanos;
  }

  /// Orders that may still be sent in the second that ends now.
  int rateLeft(Warrant w, long nanos) {
    int recent = 0;
    for (int k = 0; k < Math.min(sent, sentNanos.length); k++) {
      recent += nanos - sentNanos[k] < SECOND_NANOS ? 1 : 0;
    }
    return w.ratePerSecond() - recent;
  }

  boolean tooSoon(Warrant w, long nanos) {
    return lastNanos != Long.MIN_VALUE
        && nanos - lastNanos < w.tactic().intervalMillis() * 1_000_000L;
  }
}
