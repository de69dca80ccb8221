package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.joint.Against;
import dev.warrant.reasoning.joint.Standing;
import dev.warrant.reasoning.session.Deduction;
import dev.warrant.reasoning.session.Firing;
import dev.warrant.reasoning.sizing.SharedRow;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// One deliberation under way.
final class Deliberating {
  /// Conclusions of the rules that close an instrument.
  private static final Set<String> CLOSED = new TreeSet<>(List.of("veto", "stand_aside"));

  private final Stages stages;
  private final DeskDeliberator.Bench bench;
  private final Cut cut;
  private final List<Fact> facts;
  private final Notes notes = new Notes();
  private final Sizes sizes;
  private final List<Fact> derived = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private final List<Firing> firings = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  Deliberating(Stages stages, DeskDeliberator.Bench bench, Cut given) {
    this.stages = stages;
    this.bench = bench;
    facts = FactOrder.sorted(given.facts());
    cut =
        new Cut(
            given.epoch(),
            given.id(),
            given.seq(),
            given.nanos(),
            facts,
            given.live(),
            given.nextWarrant());
    sizes = new Sizes(stages.sizer(), bench, cut, notes);
  }

  Deliberation run() {
    Digest factsDigest = FactOrder.digest(facts);
    boolean whole = attempt(Stage.FACTS, this::deduce);
    whole = whole && attempt(Stage.STRATEGY, this::prove);
    whole = whole && attempt(Stage.STRATEGY, this::join);
    whole = whole && (candidates.isEmpty() || attempt(Stage.FEASIBLE, this::weigh));
    if (!whole) {
      sizes.warrants.clear();
    }
    List<Long> withdrawn = withdrawn(whole);
    String outcome = outcome(whole);
    TraceContent.Root root =
        new TraceContent.Root(
            cut.epoch(),
            cut.id(),
            cut.seq(),
            factsDigest,
            bench.digests().policy(),
            bench.digests().strategy(),
            bench.digests().model(),
            outcome,
            withdrawn);
    Digest id = notes.book.add(TraceNode.Kind.DELIBERATION, "", root, notes.roots);
    List<Warrant> rooted = sizes.warrants.stream().map(w -> w.withRoot(id)).toList();
    return new Deliberation(
        cut.id(),
        factsDigest,
        derived,
        intents,
        notes.objections,
        rooted,
        withdrawn,
        outcome,
        id,
        notes.book.nodes(),
        notes.tally.counts());
  }

  /// Runs a stage; whatever goes wrong in it becomes an objection.
  private boolean attempt(Stage stage, BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (RuntimeException e) {
      String what = e.getClass().getSimpleName() + ": " + e.getMessage();
      notes.failed(stage, stage + " failed: " + what, 1, 0);
      return false;
    }
  }

  private boolean deduce() {
    return switch (stages.rules().deduce(facts)) {
      case Deduction.Failed f -> {
        notes.failed(Stage.FACTS, f.why(), f.found(), f.limit());
        yield false;
      }
      case Deduction.Deduced d -> {
        derived.addAll(d.derived());
        intents.addAll(d.intents());
        firings.addAll(d.firings());
        notes.book.firings(d.firings());
        notes.tally.deduced(d.intents().size());
        for (Firing firing : d.firings()) {
          notes.tally.fired(firing);
        }
        for (Fact fact : d.derived()) {
          notes.roots.add(notes.book.fact(fact));
        }
        yield true;
      }
    };
  }

  private boolean prove() {
    if (intents.isEmpty()) {
      return true;
    }
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(derived);
    List<Verdict> verdicts = stages.proof().validate(all, cut.nanos(), intents);
    for (int i = 0; i < intents.size(); i++) {
      Intent intent = intents.get(i);
      Digest node = notes.book.intent(intent);
      switch (verdicts.get(i)) {
        case Verdict.Proved p ->
            candidates.add(new Candidate(intent, node, notes.book.proof(p.proof())));
        case Verdict.Refused r -> {
          notes.tally.refusedByTheory();
          notes.object(r.objection(), List.of(node));
        }
      }
    }
    return true;
  }

  /// Takes out the intents against which others speak.
  private boolean join() {
    if (candidates.isEmpty()) {
      return true;
    }
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(derived);
    List<Intent> sound = candidates.stream().map(c -> c.intent).toList();
    Set<Integer> out = new TreeSet<>();
    for (Against a : stages.joint().judge(new Standing(all, firings, cut.nanos(), sound))) {
      notes.object(
          a.objection(), List.of(candidates.get(a.intent()).node, notes.book.joint(a, sound)));
      notes.tally.refusedTogether();
      out.add(a.intent());
    }
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (out.contains(i)) {
        candidates.remove(i);
      }
    }
    return true;
  }

  private boolean weigh() {
    try (FeasibilityStage.Look look = stages.feasible().at(cut)) {
      List<Intent> asked = candidates.stream().map(c -> c.intent).toList();
      Feasibility claimed = look.claimed(asked);
      if (claimed != null) {
        sizes.ahead(candidates, claimed);
      }
      List<SharedRow> shared = bound(look, asked);
      return attempt(Stage.SIZING, () -> sizes.size(look, candidates, shared));
    }
  }

  /// What the limits leave each candidate; returns what they share.
  private List<SharedRow> bound(FeasibilityStage.Look look, List<Intent> asked) {
    Feasibility room = look.of(asked);
    room.nodes().forEach(notes.book::add);
    for (Objection objection : room.objections()) {
      List<Digest> children = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        if (asked.get(i).instrument() == objection.instrument()
            && asked.get(i).side() == objection.side()) {
          candidates.get(i).stands = true;
          children.add(candidates.get(i).node);
          children.add(room.ranges().get(i).node());
        }
      }
      notes.object(objection, children);
    }
    for (int i = 0; i < asked.size(); i++) {
      Range range = room.ranges().get(i);
      candidates.get(i).range = range;
      notes.tally.bounded(!range.any());
    }
    return room.shared();
  }

  /// Live warrants that end. Without room to add, a warrant still stands; one for which nothing
  /// speaks any more lapses if it only rests and nothing speaks against it; after a failure of an
  /// engine, none stands.
  private List<Long> withdrawn(boolean whole) {
    List<Long> out = new ArrayList<>();
    for (Warrant w : cut.live()) {
      if (w.id() != 0 && !(whole && (spokenFor(w) || WarrantMaker.lapses(w) && !opposed(w)))) {
        out.add(w.id());
      }
    }
    return out;
  }

  private boolean spokenFor(Warrant w) {
    return candidates.stream()
        .anyMatch(c ->
            c.stands && c.intent.instrument() == w.instrument() && c.intent.side() == w.side());
  }

  /// Whether the instrument is closed to new exposure, or an intent that does not merely quote
  /// wants the other side.
  private boolean opposed(Warrant w) {
    return derived.stream()
            .anyMatch(f -> f.instrument() == w.instrument() && CLOSED.contains(f.name()))
        || candidates.stream()
            .anyMatch(c ->
                c.intent.instrument() == w.instrument()
                    && c.intent.side() != w.side()
                    && c.intent.urgency() != Urgency.PASSIVE);
  }

  private String outcome(boolean whole) {
    if (!sizes.warrants.isEmpty()) {
      return "WARRANTS";
    }
    if (whole && candidates.stream().anyMatch(c -> c.stands) && notes.objections.isEmpty()) {
      return "the live warrants stand";
    }
    return notes.objections.isEmpty()
        ? "no rule deduced an intent"
        : notes.objections.get(0).says();
  }
}
