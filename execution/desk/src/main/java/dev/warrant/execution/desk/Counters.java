package dev.warrant.execution.desk;

import dev.warrant.execution.ledger.Finding;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.Objection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What a desk has done so far, earlier lives of the same run included as far as the journal tells:
/// objections by rule and what engines changed are of this life. One writer; readers may see a
/// figure late but never wrong for long, and read the maps only when the desk rests.
public final class Counters {
  /// Set without a fence: with one, every input would wait until its record has drained from the
  /// processor's store buffer.
  private final AtomicLong events = new AtomicLong();

  private volatile long facts;
  private volatile long deliberations;
  private volatile long intents;
  private volatile long objections;
  private volatile long warrants;
  private volatile long orders;
  private volatile long fills;
  private volatile long refusals;
  private volatile @Nullable Beside beside;
  private final TreeMap<String, Long> refusalsByLimit = new TreeMap<>();
  private final TreeMap<String, Long> objectionsByRule = new TreeMap<>();
  private final EnumMap<Engine, Long> engines = new EnumMap<>(Engine.class);

  /// What a policy that listens said so far.
  ///
  /// @param policy its digest
  /// @param judged orders it was asked about
  /// @param refused those it alone would have refused
  /// @param admitted those it alone would have admitted
  public record Beside(String policy, long judged, long refused, long admitted) {}

  void event(long seq) {
    events.setRelease(seq);
  }

  void deliberated(Deliberation d, int factCount) {
    deliberations = deliberations() + 1;
    facts = facts() + factCount;
    intents = intents() + d.intents().size();
    objections = objections() + d.objections().size();
    warrants = warrants() + d.warrants().size();
    synchronized (this) {
      for (Objection o : d.objections()) {
        objectionsByRule.merge(o.rule(), 1L, Long::sum);
      }
      for (Engine e : Engine.values()) {
        changed(e, d.engines().get(e.ordinal()));
      }
    }
  }

  /// Counts what an earlier life concluded.
  void recorded(Derived derived) {
    switch (derived) {
      case Derived.Ordered _ -> ordered();
      case Derived.Refused r -> {
        refusals = refusals() + 1;
        synchronized (this) {
          refusalsByLimit.merge(r.refusal().objection().rule(), 1L, Long::sum);
        }
      }
      case Derived.Deliberated d -> {
        deliberations = deliberations() + 1;
        facts = facts() + d.factCount();
        intents = intents() + d.intents();
        objections = objections() + d.objections();
        warrants = warrants() + d.warrants();
      }
      case Derived.Found f -> {
        if (f.kind().equals(Finding.Kind.FILL_MISSING.name())
            || f.kind().equals(Finding.Kind.FILL_FOREIGN.name())) {
          filled(); // the venue's list of past fills told of it, and no report
        }
      }
      case Derived.Believed _,
          Derived.Matched _,
          Derived.Issued _,
          Derived.Withdrawn _,
          Derived.Adopted _,
          Derived.Admitted _,
          Derived.Seen _,
          Derived.LimitsInForce _,
          Derived.Breached _,
          Derived.Warned _,
          Derived.Used _,
          Derived.Disagreed _,
          Derived.Cancelled _,
          Derived.ModeChanged _,
          Derived.Snapshot _,
          Derived.TraceHead _ -> {}
    }
  }

  void shadow(@Nullable Beside now) {
    beside = now;
  }

  /// The policy that listens judged an order.
  void shadowed(boolean refused, boolean admitted) {
    Beside b = beside;
    if (b != null) {
      beside =
          new Beside(
              b.policy,
              b.judged + 1,
              b.refused + (refused ? 1 : 0),
              b.admitted + (admitted ? 1 : 0));
    }
  }

  /// What the policy that listens said so far, or said last; null if none ever listened.
  public @Nullable Beside shadow() {
    return beside;
  }

  void ordered() {
    orders = orders() + 1;
  }

  void filled() {
    fills = fills() + 1;
  }

  synchronized void refused(String limit) {
    refusals = refusals() + 1;
    refusalsByLimit.merge(limit, 1L, Long::sum);
    changed(Engine.GUARD, 1);
  }

  /// Notes decisions that an engine changed.
  synchronized void changed(Engine engine, long decisions) {
    engines.merge(engine, decisions, Long::sum);
  }

  /// Inputs so far.
  public long events() {
    return events.getAcquire();
  }

  /// Facts seen by deliberations so far.
  public long facts() {
    return facts;
  }

  /// Deliberations so far.
  public long deliberations() {
    return deliberations;
  }

  /// Intents deduced so far.
  public long intents() {
    return intents;
  }

  /// Objections of deliberations so far.
  public long objections() {
    return objections;
  }

  /// Warrants issued so far.
  public long warrants() {
    return warrants;
  }

  /// Orders admitted so far.
  public long orders() {
    return orders;
  }

  /// Fills so far.
  public long fills() {
    return fills;
  }

  /// Refusals told so far.
  public long refusals() {
    return refusals;
  }

  /// Refusals by limit.
  public synchronized SortedMap<String, Long> refusalsByLimit() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(refusalsByLimit));
  }

  /// Objections of deliberations by rule.
  public synchronized SortedMap<String, Long> objectionsByRule() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(objectionsByRule));
  }

  /// Decisions each engine changed.
  public synchronized Map<Engine, Long> engines() {
    EnumMap<Engine, Long> out = new EnumMap<>(Engine.class);
    for (Engine e : Engine.values()) {
      out.put(e, engines.getOrDefault(e, 0L));
    }
    return out;
  }
}
