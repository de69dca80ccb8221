package dev.warrant.sim.backtest;

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
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Deliberation that always comes to the same warrants, one for each instrument and side, so that
/// execution can be run and measured alone.
final class FixedWarrants implements DeliberationPort {
  private static final long LIFE_NANOS = 3_600_000_000_000L;
  private static final int ORDERS = 1_000_000;
  private static final int RATE = 10;
  private static final long MAX_TICKS = 100_000_000L;

  private final DeskRules rules;
  private final List<Instrument> instruments;
  private final List<TapeBacktest.Standing> standing;
  private final ArrayDeque<Event> inbox;
  private final LongSupplier lastSeq;
  private @Nullable Cut cut;

  FixedWarrants(
      DeskRules rules,
      List<Instrument> instruments,
      List<TapeBacktest.Standing> standing,
      ArrayDeque<Event> inbox,
      LongSupplier lastSeq) {
    this.rules = rules;
    this.instruments = instruments;
    this.standing = standing;
    this.inbox = inbox;
    this.lastSeq = lastSeq;
  }

  @Override
  public void begin(Cut taken) {
    cut = taken;
    inbox.add(new DeskEvent.Published(taken.id()));
  }

  /// These warrants ask no policy, so they are the same under any.
  @Override
  public void under(Version version) {}

  @Override
  public Deliberation result(long id) {
    Cut taken = cut;
    if (taken == null || taken.id() != id) {
      throw new IllegalStateException("cut " + id + " was never taken");
    }
    Digest facts = Digest.sha256("cut " + id);
    TraceNode root =
        TraceNode.of(TraceNode.Kind.DELIBERATION, "fixed", "Fixed(" + taken.seq() + ")", List.of());
    List<Warrant> warrants = new ArrayList<>();
    for (Instrument i : instruments) {
      for (Side side : Side.values()) {
        long number = taken.nextWarrant() + warrants.size();
        warrants.add(warrant(taken, number, i, side, root.id()));
      }
    }
    inbox.add(new DeskEvent.Durable(lastSeq.getAsLong()));
    return new Deliberation(
        id,
        facts,
        List.of(),
        List.of(),
        List.of(),
        warrants,
        List.of(),
        "WARRANTS",
        root.id(),
        List.of(root),
        Collections.nCopies(Engine.values().length, 0));
  }

  private Warrant warrant(Cut taken, long number, Instrument i, Side side, Digest root) {
    TapeBacktest.Standing s = standing.get(i.index());
    int kinds = OrderKind.POST_ONLY.bit() | OrderKind.IOC.bit() | OrderKind.LIMIT.bit();
    return new Warrant(
        taken.epoch(),
        number,
        i.index(),
        side,
        s.capLots(),
        1,
        MAX_TICKS,
        kinds,
        ORDERS,
        RATE,
        taken.nanos() + LIFE_NANOS,
        s.stopTicks(),
        new Tactic(s.tactic(), s.clipLots(), s.offsetTicks(), s.repriceTicks(), s.intervalMillis()),
        List.of(),
        rules.policy().digest(),
        rules.strategy().digest(),
        rules.modelDigest(),
        root);
  }
}
