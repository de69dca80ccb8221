package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Orders that show a limit alive: for each limit one that this limit alone refuses, or is the
/// first to refuse, all measures known and in range. Put to a guard that is in use, without any
/// order leaving, they show that each limit still does its work.
public final class Probes {
  private final Scripts solver;
  private final GuardClaim claim;
  private final Terms t = new Terms();
  private final LimitTerms terms;
  private final List<Assertion> admits = new ArrayList<>();
  private final Assertion known;

  /// @param fuel what one question may cost
  public Probes(GuardClaim claim, long fuel) {
    this.claim = claim;
    this.solver = new Scripts(fuel);
    this.terms = new LimitTerms(t, Sort.INT, claim.ranges());
    for (Limit limit : claim.limits()) {
      admits.add(new Assertion("limit." + limit.id(), Words.of(limit), terms.admits(limit)));
    }
    this.known = new Assertion("every.measure.known", "", t.and(readable()));
  }

  private List<Term> readable() {
    Set<MeasureId> read = EnumSet.of(MeasureId.ORDER_INCREASING);
    claim.limits().forEach(limit -> read.addAll(LimitReader.reads(limit)));
    return read.stream().map(terms::readable).toList();
  }

  /// A slot vector that `limit` alone refuses.
  ///
  /// @return nothing if there is none, or none could be found: the limit never decides alone
  public Optional<long[]> alone(Limit limit) {
    return refused("alone", "what all others admit, ", limit, claim.limits());
  }

  /// A slot vector that `limit` is the first to refuse; limits after it may refuse it too.
  ///
  /// @return nothing if there is none, or none could be found: the limit never decides
  public Optional<long[]> first(Limit limit) {
    List<Limit> before = claim.limits().subList(0, limit.number() - 1);
    return refused("first", "what those before it admit, ", limit, before);
  }

  private Optional<long[]> refused(String kind, String says, Limit limit, List<Limit> others) {
    List<Assertion> assumed = new ArrayList<>();
    for (Limit other : others) {
      if (other.number() != limit.number()) {
        assumed.add(admits.get(other.number() - 1));
      }
    }
    assumed.add(known);
    Obligation never =
        new Obligation(
            claim.guard() + "." + kind + "." + limit.id(),
            says + limit.id() + " admits",
            assumed,
            terms.admits(limit));
    Scripts.Answer answer = solver.ask(never.text());
    return answer.verdict() == Verdict.SAT
        ? Optional.of(Counterexample.slots(answer))
        : Optional.empty();
  }
}
