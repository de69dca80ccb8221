package dev.warrant.knowledge.store;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Canon;
import org.jdbi.v3.core.Handle;

/// Rows of warrants, and how they ended.
final class Warrants implements AutoCloseable {
  private final Handle handle;
  private final Table issued;

  Warrants(Handle handle) {
    this.handle = handle;
    issued = new Table(handle, "warrant", 21);
  }

  void issued(long seq, long nanos, Warrant w) {
    issued.add(
        w.epoch(),
        w.id(),
        seq,
        nanos,
        w.instrument(),
        w.side().name(),
        w.capLots(),
        w.minPrice(),
        w.maxPrice(),
        w.kinds(),
        w.ordersCap(),
        w.ratePerSecond(),
        w.expiresNanos(),
        w.stopTicks(),
        Canon.text(w.tactic()),
        w.policy().hex(),
        w.strategy().hex(),
        w.model().hex(),
        w.root().bytes(),
        null,
        null);
  }

  void withdrawn(long seq, Derived.Withdrawn w) {
    issued.flush();
    handle.execute(
        "update warrant set withdrawn_seq = ?, withdrawn_why = ? where epoch = ? and id = ?",
        seq,
        w.why(),
        w.epoch(),
        w.warrant());
  }

  @Override
  public void close() {
    issued.close();
  }
}
