package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;

/// A journal that keeps nothing but its heads: equal calls give the heads that a [JournalWriter]
/// would have.
public final class RootJournal implements Journal {
  private final Framer framer = new Framer(new ChainState());

  @Override
  public long input(long nanos, Event event) {
    settle();
    framer.input(nanos, event);
    framer.commit();
    return framer.lastSeq();
  }

  @Override
  public void derived(Derived derived) {
    if (framer.full()) {
      settle();
    }
    framer.derived(derived);
    framer.commit();
  }

  @Override
  public void settle() {
    framer.finish();
    framer.forget();
  }

  @Override
  public long lastSeq() {
    return framer.lastSeq();
  }

  @Override
  public Digest inputHead() {
    settle();
    return framer.inputHead();
  }

  @Override
  public Digest derivedHead() {
    settle();
    return framer.derivedHead();
  }

  @Override
  public void close() {}
}
