package dev.warrant.sim.backtest;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A journal that keeps heads, orders, and whom else to tell.
final class Heard implements Journal {
  /// An order as the market sees it: without what it cites, which differs whenever an engine does.
  record Sent(
      long nanos, char purpose, int instrument, Side side, OrderKind kind, long price, long lots) {}

  final List<Sent> sent = new ArrayList<>();
  private final RootJournal journal = new RootJournal();
  private final Consumer<Event> before;
  private final Consumer<Derived> concluded;
  private long now;

  Heard() {
    this(e -> {}, d -> {});
  }

  /// @param before hears each input before the desk takes it in
  /// @param concluded hears each conclusion
  Heard(Consumer<Event> before, Consumer<Derived> concluded) {
    this.before = before;
    this.concluded = concluded;
  }

  @Override
  public long input(long nanos, Event event) {
    now = nanos;
    before.accept(event);
    return journal.input(nanos, event);
  }

  @Override
  public void derived(Derived derived) {
    journal.derived(derived);
    if (derived instanceof Derived.Ordered(OrderRecord o)) {
      sent.add(
          new Sent(
              now,
              o.clientId().charAt(0),
              o.instrument(),
              o.side(),
              o.kind(),
              o.price(),
              o.lots()));
    }
    concluded.accept(derived);
  }

  @Override
  public void settle() {}

  @Override
  public long lastSeq() {
    return journal.lastSeq();
  }

  @Override
  public Digest inputHead() {
    return journal.inputHead();
  }

  @Override
  public Digest derivedHead() {
    return journal.derivedHead();
  }

  @Override
  public void close() {}
}
