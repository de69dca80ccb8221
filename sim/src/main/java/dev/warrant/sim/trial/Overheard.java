package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.DeliberationPort;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Version;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deliberate.ClauseCoverage;
import dev.warrant.sim.backtest.VirtualTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The strategy's own engines, with an ear at the door: notes what they deduce, what they object,
/// and by which rules.
final class Overheard implements DeliberationPort {
  private static final long PUBLISH_NANOS = 5_000_000;
  private static final long DURABLE_NANOS = 2_000_000;

  private final DeferredDeliberation inner;
  private final List<Instrument> instruments;
  private final Queue<Event> inbox;
  private final LongSupplier lastSeq;
  private final VirtualTime time;
  private final Thoughts thoughts = new Thoughts();
  private final ClauseCoverage clauses;
  private final Map<Long, Cut> begun = new TreeMap<>();

  Overheard(
      Deliberator engines,
      ClauseCoverage clauses,
      List<Instrument> instruments,
      Queue<Event> inbox,
      LongSupplier lastSeq,
      VirtualTime time) {
    this.clauses = clauses;
    this.instruments = instruments;
    this.inbox = inbox;
    this.lastSeq = lastSeq;
    this.time = time;
    inner =
        new DeferredDeliberation(
            engines,
            new Latencies(),
            cut -> time.after(PUBLISH_NANOS, () -> inbox.add(new DeskEvent.Published(cut))));
  }

  @Override
  public void under(Version version) {
    inner.under(version);
  }

  @Override
  public void begin(Cut cut) {
    begun.put(cut.id(), cut);
    inner.begin(cut);
  }

  @Override
  public Deliberation result(long cut) {
    Deliberation d = inner.result(cut);
    thoughts.begin();
    for (Intent i : d.intents()) {
      String side = i.side().name().toLowerCase(Locale.ROOT);
      thoughts.deduced(i.strategy(), side + " " + instruments.get(i.instrument()).symbol());
    }
    for (Objection o : d.objections()) {
      thoughts.objected(o.rule());
    }
    for (TraceNode n : d.nodes()) {
      thoughts.note(n.rule());
    }
    Cut asked = begun.remove(cut);
    if (asked != null) {
      thoughts.clauses(clauses.of(asked, d));
    }
    long through = lastSeq.getAsLong();
    time.after(DURABLE_NANOS, () -> inbox.add(new DeskEvent.Durable(through)));
    return d;
  }

  Thoughts thoughts() {
    return thoughts;
  }
}
