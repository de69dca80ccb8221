package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.rules.pack.StrategyPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What became of each clause of a theory in a deliberation: told by proving its intents once more
/// with a theory that keeps count.
public final class ClauseCoverage {
  private final Theory theory;

  /// Clauses by what became of them; one that held for one intent and failed for another is in
  /// both.
  public record Seen(SortedSet<String> held, SortedSet<String> failed) {
    public Seen {
      held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
      failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }
  }

  /// @throws dev.warrant.rules.text.RuleException if the pack's theory is not one
  public ClauseCoverage(StrategyPack pack, List<Instrument> instruments) {
    EngineFuel fuel = EngineFuel.read(pack);
    theory =
        Theory.watched(pack.files("theory", ".pl"), instruments, fuel.proofDepth(), fuel.proof());
  }

  /// Proves the intents of `d` over `cut` again.
  public Seen of(Cut cut, Deliberation d) {
    List<Fact> facts = new ArrayList<>(cut.facts());
    facts.sort(FactOrder.CANONICAL.thenComparing(Canon::text));
    facts.addAll(d.derived());
    theory.facts(facts, cut.nanos());
    TreeSet<String> held = new TreeSet<>();
    TreeSet<String> failed = new TreeSet<>();
    for (Intent intent : d.intents()) {
      if (!waited(intent, d)) {
        var _ = theory.validate(intent);
        held.addAll(theory.held());
        failed.addAll(theory.failed());
      }
    }
    return new Seen(held, failed);
  }

  /// Whether the theory was not asked because a feature was not warm.
  private static boolean waited(Intent intent, Deliberation d) {
    return d.objections().stream()
        .anyMatch(o ->
            o.rule().equals(Readiness.RULE)
                && o.instrument() == intent.instrument()
                && o.side() == intent.side()
                && o.subject().equals(intent.strategy()));
  }
}
