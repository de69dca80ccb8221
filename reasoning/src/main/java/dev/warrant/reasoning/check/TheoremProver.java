package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Counterexample;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Condition;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.Theorem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Proves theorems about every order a policy admits, measures taken as reals, which claims more
/// than whole numbers need. Then it finds which limits the proof needs, shows that none can be left
/// out, and that there is an order to speak of: one the compiled guard admits.
public final class TheoremProver {
  private final PolicyPack pack;
  private final List<Limit> entry;
  private final Asker asker;
  private final ToIntFunction<long[]> guard;

  /// @param guard the compiled guard of orders under warrants
  public TheoremProver(PolicyPack pack, Asker asker, ToIntFunction<long[]> guard) {
    this.pack = pack;
    this.entry = GuardClaim.entry(pack).limits();
    this.asker = asker;
    this.guard = guard;
  }

  /// Proves `theorem`, or finds an order that breaks it.
  public TheoremProof prove(Theorem theorem) {
    Function<List<Limit>, Obligation> claim = limits -> obligation(theorem, limits, Sort.REAL);
    List<Limit> near = Question.near(measures(theorem), pack.limits());
    Optional<List<Limit>> hinted = hinted(theorem, claim);
    Verdict verdict = hinted.isPresent() ? Verdict.UNSAT : asker.verdict(claim.apply(near).text());
    if (verdict != Verdict.UNSAT) {
      return failed(theorem, verdict, claim.apply(near));
    }
    List<Limit> cites = hinted.orElseGet(() -> Cites.of(asker, near, claim));
    List<Limit> idle = Cites.idle(asker, cites, claim);
    asker.hint(question(theorem), cites.stream().map(Limit::id).collect(Collectors.joining(" ")));
    Obligation proved = claim.apply(cites);
    return new TheoremProof(
        theorem,
        verdict,
        cites,
        idle,
        proved,
        asker.verdict(proved.twin()),
        witness(theorem),
        Optional.empty(),
        "");
  }

  /// The obligation of `theorem` if only `limits` admit.
  public Obligation obligation(Theorem theorem, List<Limit> limits) {
    return obligation(theorem, limits, Sort.REAL);
  }

  private String question(Theorem theorem) {
    return "cites " + pack.name() + " " + theorem.id() + " " + theorem.prove().text();
  }

  /// What the theorem cited last time, if that still proves it.
  private Optional<List<Limit>> hinted(Theorem theorem, Function<List<Limit>, Obligation> claim) {
    return asker
        .hint(question(theorem))
        .map(line -> List.of(line.split(" ")))
        .map(ids -> pack.limits().stream().filter(l -> ids.contains(l.id())).toList())
        .filter(cites -> asker.verdict(claim.apply(cites).text()) == Verdict.UNSAT)
        .filter(cites -> Cites.idle(asker, cites, claim).isEmpty());
  }

  private static EnumSet<MeasureId> measures(Theorem theorem) {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    out.addAll(theorem.measures());
    if (theorem.post()) {
      out.addAll(Transition.reads());
    }
    return out;
  }

  private Obligation obligation(Theorem theorem, List<Limit> limits, Sort sort) {
    Question q = new Question(pack, sort);
    List<Assertion> fixed = new ArrayList<>(q.readable(measures(theorem)));
    Transition fill = new Transition(q.t, q.limits);
    if (theorem.post()) {
      fixed.addAll(fill.assumptions());
    }
    fixed.addAll(quantities(theorem, q));
    fixed.addAll(assumed(theorem, q, fill, true));
    Term claim = truth(theorem.prove(), theorem, q, fill);
    return q.that("theorem." + theorem.id(), theorem.says(), fixed, limits, claim);
  }

  private static List<Assertion> quantities(Theorem theorem, Question q) {
    List<Assertion> out = new ArrayList<>();
    theorem
        .forAll()
        .forEach((name, span) -> {
          Term value = q.t.var(name, Sort.REAL);
          Term inside =
              q.t.and(q.t.le(q.t.real(span.low()), value), q.t.le(value, q.t.real(span.high())));
          out.add(new Assertion("all." + name, "for all " + name, inside));
        });
    return out;
  }

  private static List<Assertion> assumed(
      Theorem theorem, Question q, Transition fill, boolean post) {
    List<Assertion> out = new ArrayList<>();
    int n = 0;
    for (Condition one : theorem.assume()) {
      n++;
      if (post || !one.text().contains(Theorem.AFTER)) {
        out.add(new Assertion("assume." + n, one.text(), truth(one, theorem, q, fill)));
      }
    }
    return out;
  }

  private static Term truth(Condition one, Theorem theorem, Question q, Transition fill) {
    return q.limits.truth(one.cond(), name -> named(name, theorem, q, fill));
  }

  private static Term named(String name, Theorem theorem, Question q, Transition fill) {
    Rational fixed = theorem.let().get(name);
    if (fixed != null) {
      return q.t.real(fixed);
    }
    if (name.startsWith(Theorem.AFTER)) {
      MeasureId id = MeasureNames.find(name.substring(Theorem.AFTER.length()));
      if (id != null) {
        return fill.after(id);
      }
    }
    return q.t.var(name, Sort.REAL);
  }

  /// An order of whole numbers that every limit and warrant row admits, within what the theorem
  /// assumes of the state before the fill.
  private Optional<AdmittedOrder> witness(Theorem theorem) {
    Question q = new Question(pack, Sort.INT);
    Transition fill = new Transition(q.t, q.limits);
    List<Assertion> all = new ArrayList<>(q.readable(measures(theorem)));
    all.addAll(quantities(theorem, q));
    all.addAll(assumed(theorem, q, fill, false));
    all.addAll(q.admit(entry));
    String says = "The guard admits an order of which this speaks: " + theorem.says();
    Obligation order =
        new Obligation("theorem." + theorem.id() + ".order", says, all, q.t.truth(true));
    return order(order.twin(), theorem);
  }

  private Optional<AdmittedOrder> order(String script, Theorem theorem) {
    Scripts.Answer answer = asker.answer(script);
    if (answer.verdict() != Verdict.SAT) {
      return Optional.empty();
    }
    long[] slots = Counterexample.slots(answer);
    SortedMap<String, Rational> fill = new TreeMap<>();
    answer
        .numbers()
        .forEach((name, value) -> {
          if (theorem.forAll().containsKey(name)) {
            fill.put(name, value);
          }
        });
    return Optional.of(AdmittedOrder.of(slots, fill, guard.applyAsInt(slots)));
  }

  private TheoremProof failed(Theorem theorem, Verdict verdict, Obligation over) {
    Optional<AdmittedOrder> order = Optional.empty();
    String solved = "the solver could not decide it within its fuel";
    if (verdict == Verdict.SAT) {
      order = order(obligation(theorem, entry, Sort.INT).text(), theorem);
      solved =
          order.isPresent()
              ? ""
              : "it fails over the reals; no order of whole numbers was found that shows it";
    }
    return new TheoremProof(
        theorem,
        verdict,
        List.of(),
        List.of(),
        over,
        Verdict.UNKNOWN,
        Optional.empty(),
        order,
        solved);
  }
}
