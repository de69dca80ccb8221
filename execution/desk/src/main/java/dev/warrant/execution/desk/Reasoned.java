package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Executor;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Cuts, results and the warrants between issue and durability. At most one cut is in flight;
/// triggers meanwhile conflate.
final class Reasoned {
  private static final long MILLI = 1_000_000L;

  private record Pending(Warrant warrant, long issuedSeq) {}

  private final int epoch;
  private final long everyNanos;
  private final DeliberationPort port;
  private final Recorder recorder;
  private final Counters counters;
  private final List<Pending> pending = new ArrayList<>();
  private long lastCutNanos = Long.MIN_VALUE;
  private long cuts;
  private long nextWarrant = 1;
  private long publishedNanos = Long.MIN_VALUE;
  private boolean inFlight;
  private boolean voided;
  private long cutSeq;
  private int cutFacts;

  Reasoned(
      int epoch, DeskConfig config, DeliberationPort port, Recorder recorder, Counters counters) {
    this.epoch = epoch;
    this.everyNanos = config.deliberateEveryMillis() * MILLI;
    this.port = port;
    this.recorder = recorder;
    this.counters = counters;
  }

  boolean due(long nanos) {
    return !inFlight && (lastCutNanos == Long.MIN_VALUE || nanos - lastCutNanos >= everyNanos);
  }

  /// Number the next cut gets.
  long nextCut() {
    return cuts + 1;
  }

  void cut(long seq, long nanos, List<Fact> facts, Executor executor) {
    cuts++;
    inFlight = true;
    lastCutNanos = nanos;
    cutSeq = seq;
    cutFacts = facts.size();
    List<Warrant> live = new ArrayList<>(executor.live());
    pending.forEach(p -> supersede(live, p.warrant));
    port.begin(new Cut(epoch, cuts, seq, nanos, facts, live, nextWarrant));
  }

  private static void supersede(List<Warrant> live, Warrant w) {
    live.removeIf(o -> o.instrument() == w.instrument() && o.side() == w.side());
    live.add(w);
  }

  /// Takes a result in: records everything, ends what it withdraws at once, and keeps what it
  /// issues until the disk has it.
  void publish(long cut, long seq, long nanos, Executor executor) {
    inFlight = false;
    publishedNanos = nanos;
    if (voided) {
      voided = false;
      voided(cut);
      return;
    }
    Deliberation d = port.result(cut);
    d.nodes().forEach(recorder::node);
    recorder.derived(
        new Derived.Deliberated(
            cut,
            cutSeq,
            d.facts(),
            cutFacts,
            d.intents().size(),
            d.objections().size(),
            d.warrants().size(),
            d.outcome(),
            d.root()));
    counters.deliberated(d, cutFacts);
    for (long id : d.withdrawn()) {
      pending.removeIf(p -> p.warrant.id() == id);
      executor.withdraw(id, "deliberation " + cut, nanos);
    }
    for (Warrant w : d.warrants()) {
      recorder.derived(new Derived.Issued(w));
      pending.removeIf(
          p -> p.warrant.instrument() == w.instrument() && p.warrant.side() == w.side());
      pending.add(new Pending(w, seq));
      nextWarrant = Math.max(nextWarrant, w.id() + 1);
    }
  }

  /// Another policy is in force: what was issued under the old one never acts, and the deliberation
  /// under way is void when it ends.
  void switched(Version to, String why) {
    voided = inFlight;
    pending.forEach(
        p -> recorder.derived(new Derived.Withdrawn(p.warrant.epoch(), p.warrant.id(), why)));
    pending.clear();
    port.under(to);
  }

  private void voided(long cut) {
    Derived.Deliberated nothing =
        new Derived.Deliberated(
            cut,
            cutSeq,
            Digest.ZERO,
            cutFacts,
            0,
            0,
            0,
            "void: the policy was switched meanwhile",
            Digest.ZERO);
    recorder.derived(nothing);
    counters.recorded(nothing);
  }

  /// Everything up to `through` is on disk: warrants issued by then act from now on.
  void durable(long through, long seq, long nanos, Executor executor) {
    for (int i = 0; i < pending.size(); ) {
      Pending p = pending.get(i);
      if (p.issuedSeq <= through) {
        pending.remove(i);
        if (p.warrant.expiresNanos() > nanos) {
          executor.activate(p.warrant, seq, nanos);
        }
      } else {
        i++;
      }
    }
  }

  /// Time of the last result; `Long.MIN_VALUE` before the first.
  long publishedNanos() {
    return publishedNanos;
  }
}
