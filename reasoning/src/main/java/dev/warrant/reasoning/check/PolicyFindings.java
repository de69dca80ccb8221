package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// What the solver finds about the limits of a policy. Measures are reals here: what holds of all
/// reals in range holds of all whole numbers, so each finding is true; one that holds of whole
/// numbers only is missed. What cannot be decided is not a finding.
public final class PolicyFindings {
  private final PolicyPack pack;
  private final SortedMap<String, Place> places;
  private final Asker asker;
  private final List<Finding> out = new ArrayList<>();
  private final Set<Limit> silent = new LinkedHashSet<>();

  /// One for all questions: what a limit says is made once, and equal questions have equal texts
  /// whatever else was made beside them.
  private final Question q;

  private PolicyFindings(PolicyPack pack, SortedMap<String, Place> places, Asker asker) {
    this.pack = pack;
    this.places = places;
    this.asker = asker;
    this.q = new Question(pack, Sort.REAL);
  }

  /// All findings about limits, in the guard's order.
  ///
  /// @param places where limits stand, by id
  public static List<Finding> of(PolicyPack pack, SortedMap<String, Place> places, Asker asker) {
    PolicyFindings made = new PolicyFindings(pack, places, asker);
    made.contradictory();
    for (Limit limit : pack.limits()) {
      if (!made.silent.contains(limit)) {
        made.about(limit);
      }
    }
    return List.copyOf(made.out);
  }

  private boolean follows(Obligation claim) {
    return asker.verdict(claim.text()) == Verdict.UNSAT;
  }

  /// Groups of limits that no order can pass together, the order raising exposure.
  private void contradictory() {
    List<Limit> open = new ArrayList<>(pack.limits());
    while (!open.isEmpty()) {
      List<Limit> group = Question.near(Question.measures(open.getFirst()), pack.limits());
      List<Limit> rest = group.isEmpty() ? List.of(open.getFirst()) : group;
      open.removeAll(rest);
      if (follows(none(rest))) {
        List<Limit> core = Cites.of(asker, rest, this::none);
        silent.addAll(rest);
        Limit first = core.getFirst();
        out.add(
            new Finding(
                FindingCode.W101,
                first.id(),
                place(first),
                "no order that raises exposure can pass "
                    + named(core)
                    + " together, so the desk could never add to a position."));
      }
    }
  }

  private Obligation none(List<Limit> limits) {
    Term one = q.t.real(Rational.ONE);
    Term raising = q.t.eq(q.limits.value(MeasureId.ORDER_INCREASING), one);
    List<Assertion> fixed = List.of(new Assertion("raises", "the order raises exposure", raising));
    String says = "No order that raises exposure passes these limits.";
    return q.that("finding.contradictory", says, fixed, limits, q.t.truth(false));
  }

  /// What breaks `limit` and nothing near it shows four things at once: it can bind, it can refuse,
  /// and neither all others nor those before it refuse all that it does.
  private void about(Limit limit) {
    List<Limit> near = new ArrayList<>(Question.near(Question.measures(limit), pack.limits()));
    near.remove(limit);
    if (asker.refuted("of " + limit.id() + " alone", implied(limit, near)) == Verdict.SAT) {
      return;
    }
    if (!(limit.when() instanceof Cond.Always) && follows(unreachable(limit))) {
      found(FindingCode.W103, limit, "its `when` can never hold within the declared ranges.");
      return;
    }
    if (follows(implied(limit, List.of()))) {
      found(
          FindingCode.W102,
          limit,
          "no values within the declared ranges break it, so it never refuses.");
      return;
    }
    List<Limit> earlier = near.stream().filter(l -> l.number() < limit.number()).toList();
    if (!earlier.isEmpty() && follows(implied(limit, earlier))) {
      List<Limit> by = Cites.of(asker, earlier, less -> implied(limit, less));
      found(
          FindingCode.W105,
          limit,
          "whatever it refuses is refused before by " + named(by) + "; it is never the one named.");
    } else if (!near.isEmpty() && follows(implied(limit, near))) {
      List<Limit> by = Cites.of(asker, near, less -> implied(limit, less));
      found(
          FindingCode.W104, limit, "whatever it refuses is refused by " + named(by) + " as well.");
    }
  }

  private void found(FindingCode code, Limit limit, String says) {
    out.add(new Finding(code, limit.id(), place(limit), says));
  }

  private Obligation unreachable(Limit limit) {
    Term never = q.t.not(q.limits.when(limit));
    List<Assertion> fixed = q.readable(Question.measures(limit));
    return q.that("finding.unreachable", "The condition never holds.", fixed, List.of(), never);
  }

  private Obligation implied(Limit limit, List<Limit> by) {
    EnumSet<MeasureId> reads = EnumSet.copyOf(Question.measures(limit));
    List<Assertion> fixed = new ArrayList<>(q.readable(reads));
    fixed.add(new Assertion("binds", "it binds", q.limits.binds(limit)));
    fixed.add(new Assertion("when", "its condition holds", q.limits.when(limit)));
    String says = limit.id() + " is kept wherever the limits asserted are.";
    Term kept = q.t.and(q.limits.decided(limit), q.limits.require(limit));
    return q.that("finding.implied", says, fixed, by, kept);
  }

  private String place(Limit limit) {
    Place place = places.get(limit.id());
    return place == null ? limit.file() : place.toString();
  }

  private String named(List<Limit> limits) {
    return limits.stream()
        .map(l -> l.id() + " (" + place(l) + ")")
        .collect(Collectors.joining(" and "));
  }
}
