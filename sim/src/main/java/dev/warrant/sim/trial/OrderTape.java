package dev.warrant.sim.trial;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;

/// A journal that keeps its heads and the orders.
final class OrderTape implements Journal {
  private final RootJournal heads = new RootJournal();
  private final List<Instrument> instruments;
  private final List<Rerun.Placed> placed = new ArrayList<>();
  private long nanos;

  OrderTape(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  List<Rerun.Placed> placed() {
    return placed;
  }

  @Override
  public long input(long at, Event event) {
    nanos = at;
    return heads.input(at, event);
  }

  @Override
  public void derived(Derived derived) {
    heads.derived(derived);
    if (derived instanceof Derived.Ordered(OrderRecord o)) {
      placed.add(Rerun.Placed.of(nanos, instruments, o));
    }
  }

  @Override
  public void settle() {
    heads.settle();
  }

  @Override
  public long lastSeq() {
    return heads.lastSeq();
  }

  @Override
  public Digest inputHead() {
    return heads.inputHead();
  }

  @Override
  public Digest derivedHead() {
    return heads.derivedHead();
  }

  @Override
  public void close() {
    heads.close();
  }
}
