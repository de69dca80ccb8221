package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Passages.Passage;
import dev.warrant.governance.audit.Passages.Thought;
import dev.warrant.governance.audit.Verification.Verdict;
import dev.warrant.knowledge.cuts.CutStore;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.replay.Replayer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Derives an order again from the cut that was kept of the deliberation behind it, however long
/// the run: the facts of the cut must have the digest the journal recorded, the deliberation over
/// them must come to the recorded root and warrant, the guard must admit the order again on what it
/// saw, and journal and trace must tell the same order. What was not derived is named.
///
/// The cut itself is no evidence. Its facts stand under a digest in the journal and in the root;
/// the warrants in force and the number of the next count only as far as they changed the root.
public final class FromCut {
  private final RunFolder run;
  private final Passages passages;
  private final Replayer replayer;
  private final TraceWalk walk;
  private final Compared compared;
  private final RunPolicies policies;
  private final Set<String> taken = new LinkedHashSet<>();

  private FromCut(RunFolder run, Passages passages, Replayer replayer) {
    this.run = run;
    this.passages = passages;
    this.replayer = replayer;
    walk = new TraceWalk(passages.trace());
    compared = new Compared(walk, new TreeMap<>(), new TreeMap<>());
    policies = new RunPolicies(run);
  }

  /// Derives one order again. Whatever keeps it from being derived is an alarm; nothing is thrown
  /// for it.
  ///
  /// @param node of the order in the trace
  /// @return nothing if no cut is kept of a deliberation that it stands on, so that only the inputs
  ///   can tell
  public static Optional<Verdict> of(
      RunFolder run, Rebuilding rebuilding, Passages passages, String id, Digest node) {
    try (Replayer replayer =
        new Replayer(
            rebuilding.rules(), rebuilding.shelf(), rebuilding.cache(), rebuilding.progress())) {
      return new FromCut(run, passages, replayer).verdict(id, node);
    } catch (RuntimeException e) {
      // Whatever it is that a record leads to instead of its order, it is not this order.
      return Optional.of(new Verdict(List.of(Verification.broken(e))));
    }
  }

  private Optional<Verdict> verdict(String asked, Digest node) {
    List<Digest> missing = new ArrayList<>();
    List<TraceNode> below = walk.all(node, missing);
    missing.forEach(compared::missing);
    walk.ordersBelow(node);
    for (long seq : walk.named()) {
      if (JournalReader.openAt(run.journal(), seq).next() instanceof Entry.Input i
          && i.seq() == seq) {
        walk.input(i.stamped());
      }
    }
    for (TraceNode n : below) {
      String id = TraceWalk.orderId(n);
      if (!id.isEmpty()
          && !order(id.equals(asked) ? "" : "order " + id + ", on which it stands: ", n)) {
        return Optional.empty();
      }
      compared.fill(n);
    }
    taken.add("what was sent within that, and when");
    return Optional.of(new Verdict(compared.alarms(), List.copyOf(taken)));
  }

  /// Returns whether there was a cut to derive it from.
  private boolean order(String of, TraceNode node) {
    Passage passage = passages.of(node);
    if (passage == null) {
      compared.alarm(
          "%sthe journal has no such order at input %d, which the trace says set it off"
              .formatted(of, Passages.cause(node)));
      return true;
    }
    OrderRecord order = passage.sent().order();
    compared.trace(
        of,
        node,
        new Verification.Story(order, passage.sent().admitted(), null, null),
        "the journal says");
    if (!walk.inputsOf(node).contains(order.cause())) {
      compared.alarm(of + "the trace names another input than " + order.cause() + " as its cause");
    }
    boolean entry = RunPolicies.underWarrant(order.clientId());
    if (entry == order.root().equals(Digest.ZERO)) {
      compared.alarm(of + "its id says otherwise than its record whether a warrant is behind it");
    }
    Warrant warrant = null;
    if (!order.root().equals(Digest.ZERO)) {
      Thought thought = Passages.thought(walk.find(order.root()));
      if (thought == null) {
        compared.alarm(of + order.root().brief() + " is no deliberation in the trace");
        return true;
      }
      Optional<Cut> kept = kept(thought);
      if (kept.isEmpty()) {
        return false;
      }
      warrant = warrant(of, order, thought, kept.get());
    }
    guard(of, passage, warrant);
    return true;
  }

  private Optional<Cut> kept(Thought thought) {
    return CutStore.of(run.cuts()).find(thought.epoch(), thought.seq()).map(k -> k.cut());
  }

  private void guard(String of, Passage passage, @Nullable Warrant warrant) {
    Derived.Seen seen = passage.seen();
    if (seen == null || passage.sent().admitted() == null) {
      taken.add("that its guard admitted it: what that saw is not written out");
      return;
    }
    taken.add("the measures its guard saw");
    new AdmittedAgain(compared, of, policies.guard(passage.sent()))
        .ask(passage.sent(), seen, warrant);
  }

  /// The warrant of an order as its deliberation, done again, issues it; null if it does not.
  private @Nullable Warrant warrant(String of, OrderRecord order, Thought thought, Cut kept) {
    taken.add("the facts of the cut of input " + thought.seq());
    Between between = Between.read(run.journal(), thought.seq(), order);
    Derived.Deliberated was = between.thought();
    if (was == null) {
      compared.alarm(
          "%sthe journal has no deliberation over the cut of input %d before the order"
              .formatted(of, thought.seq()));
      return null;
    }
    if (!was.root().equals(order.root())) {
      compared.alarm(
          "%sits deliberation came to %s by the journal, and the order stands on %s"
              .formatted(of, was.root().brief(), order.root().brief()));
    }
    Optional<Replayer.Moment> moment = replayer.cutAt(run.journal(), thought.seq());
    if (moment.isEmpty()) {
      compared.alarm(of + unlike(kept, was));
      return null;
    }
    Cut cut = moment.get().cut();
    Deliberation again = replayer.deliberate(cut);
    compared.thoughts(of, was, recorded(again, cut));
    Warrant warrant = null;
    for (Warrant w : again.warrants()) {
      warrant = w.epoch() == order.epoch() && w.id() == order.warrant() ? w : warrant;
    }
    compared.same(of + "the warrant", between.issued(), warrant);
    if (warrant != null) {
      within(of, order, warrant);
    }
    if (!between.acting()) {
      compared.alarm(of + "its warrant was not on disk before it");
    }
    if (!between.ended().isEmpty()) {
      compared.alarm(of + "its warrant had ended before it: " + between.ended());
    }
    return warrant;
  }

  private static Derived.Deliberated recorded(Deliberation d, Cut cut) {
    return new Derived.Deliberated(
        cut.id(),
        cut.seq(),
        d.facts(),
        cut.facts().size(),
        d.intents().size(),
        d.objections().size(),
        d.warrants().size(),
        d.outcome(),
        d.root());
  }

  private void within(String of, OrderRecord o, Warrant w) {
    boolean inside =
        o.instrument() == w.instrument()
            && o.side() == w.side()
            && w.allows(o.kind())
            && o.price() >= w.minPrice()
            && o.price() <= w.maxPrice();
    if (!inside) {
      compared.alarm(of + "it is not what its warrant allows: " + Canon.text(w));
    }
  }

  /// Why a kept cut does not count.
  private String unlike(Cut kept, Derived.Deliberated was) {
    String which = "the kept cut of input " + kept.seq();
    Digest facts = FactOrder.digest(FactOrder.sorted(kept.facts()));
    if (!facts.equals(was.facts())) {
      return "%s has facts with digest %s, and its deliberation saw facts with digest %s"
          .formatted(which, facts.brief(), was.facts().brief());
    }
    if (kept.id() != was.cut() || kept.facts().size() != was.factCount()) {
      return which + " is another than the journal says was deliberated over";
    }
    return "%s, deliberated over again, does not come to %s, or not by packs that are there"
        .formatted(which, was.root().brief());
  }
}
