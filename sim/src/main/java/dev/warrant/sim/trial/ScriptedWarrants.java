package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeliberationPort;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Version;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.scenario.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Deliberation that comes to what a story says: each cut issues the warrants asked for since the
/// last, so that everything behind deliberation decides alone.
final class ScriptedWarrants implements DeliberationPort {
  private static final long LIFE_NANOS = 3_600_000_000_000L;
  private static final int ORDERS = 1_000_000;
  private static final int RATE = 50;
  private static final long MAX_TICKS = 100_000_000L;
  private static final int KINDS =
      OrderKind.POST_ONLY.bit() | OrderKind.IOC.bit() | OrderKind.LIMIT.bit();

  private final DeskRules rules;
  private final Queue<Event> inbox;
  private final LongSupplier lastSeq;
  private final Witness witness;
  private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
  private final List<Ending> endings = new ArrayList<>();
  private @Nullable Cut cut;

  private record Wish(int instrument, Step.Authority step) {}

  private record Ending(int instrument, Step.Withdraw step) {}

  ScriptedWarrants(DeskRules rules, Queue<Event> inbox, LongSupplier lastSeq, Witness witness) {
    this.rules = rules;
    this.inbox = inbox;
    this.lastSeq = lastSeq;
    this.witness = witness;
  }

  void issue(int instrument, Step.Authority step) {
    wishes.add(new Wish(instrument, step));
  }

  void withdraw(int instrument, Step.Withdraw step) {
    endings.add(new Ending(instrument, step));
  }

  @Override
  public void begin(Cut taken) {
    cut = taken;
    inbox.add(new DeskEvent.Published(taken.id()));
  }

  @Override
  public void under(Version version) {
    throw new IllegalStateException("a story is told under one policy");
  }

  @Override
  public Deliberation result(long id) {
    Cut taken = cut;
    if (taken == null || taken.id() != id) {
      throw new IllegalStateException("cut " + id + " was never taken");
    }
    TraceNode root =
        TraceNode.of(TraceNode.Kind.DELIBERATION, "story", "Story(" + id + ")", List.of());
    List<Warrant> warrants = new ArrayList<>();
    for (Wish w = wishes.poll(); w != null; w = wishes.poll()) {
      warrants.add(warrant(taken, taken.nextWarrant() + warrants.size(), w, root.id()));
    }
    List<Long> withdrawn = new ArrayList<>();
    for (Ending e : endings) {
      for (Warrant w : taken.live()) {
        if (w.instrument() == e.instrument && w.side() == e.step.side()) {
          withdrawn.add(w.id());
        }
      }
    }
    endings.clear();
    inbox.add(new DeskEvent.Durable(lastSeq.getAsLong()));
    return new Deliberation(
        id,
        Digest.sha256("cut " + id),
        List.of(),
        List.of(),
        List.of(),
        warrants,
        withdrawn,
        "WARRANTS",
        root.id(),
        List.of(root),
        Collections.nCopies(Engine.values().length, 0));
  }

  private Warrant warrant(Cut taken, long number, Wish wish, Digest root) {
    Step.Authority a = wish.step;
    Step.Working how = a.working();
    // A microsecond apart each, so that a warrant can be told by its expiry.
    long expires = taken.nanos() + LIFE_NANOS + number * 1_000;
    if (a.judged()) {
      witness.judge(expires);
    }
    return new Warrant(
        taken.epoch(),
        number,
        wish.instrument,
        a.side(),
        a.cap(),
        1,
        MAX_TICKS,
        KINDS,
        ORDERS,
        RATE,
        expires,
        how.stopTicks(),
        new Tactic(
            how.tactic(), a.clip(), how.offsetTicks(), how.repriceTicks(), how.everyMillis()),
        List.of(),
        rules.policy().digest(),
        rules.strategy().digest(),
        rules.modelDigest(),
        root);
  }
}
