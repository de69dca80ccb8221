package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares two policies by what they admit, not by their text.
///
/// A candidate is no looser than its base if every order that all of the candidate's limits admit
/// is admitted by each limit of the base, whatever the measures and whether they are present; that
/// is one obligation for each limit of the base, for the guard of warrant orders and for the guard
/// of exits. The other direction likewise. An order that refutes an obligation is a *witness*; it
/// counts only once the exact reading of both policies agrees that one admits it and one does not.
///
/// Nor is it if it does less besides: where the desk goes outside a limit, the rules it is watched
/// by, where it holds ([Besides]).
public final class PolicyDiff {
  private final Scripts solver;

  /// @param fuel what one question may cost; one that runs out leaves the answer unknown
  public PolicyDiff(long fuel) {
    this.solver = new Scripts(fuel);
  }

  /// What became of a comparison.
  ///
  /// @param looser orders the candidate admits and the base refuses, one for each limit of the base
  ///   that refuses some
  /// @param tighter orders the base admits and the candidate refuses, likewise
  /// @param dropped what the base does besides admitting orders and the candidate is not shown to
  ///   do, one sentence each
  /// @param undecided what could not be shown either way
  /// @param obligations how many questions were put
  public record Result(
      Verdict verdict,
      List<Witness> looser,
      List<Witness> tighter,
      List<String> dropped,
      List<String> undecided,
      int obligations) {
    public Result {
      looser = List.copyOf(looser);
      tighter = List.copyOf(tighter);
      dropped = List.copyOf(dropped);
      undecided = List.copyOf(undecided);
    }
  }

  /// Compares with [PolicyProof#FUEL] a question.
  public static Result compare(PolicyPack base, PolicyPack candidate) {
    return new PolicyDiff(PolicyProof.FUEL).of(base, candidate);
  }

  /// What became of one direction of a comparison.
  ///
  /// @param looser orders the candidate admits and the base refuses, as in [Result]
  /// @param dropped as in [Result]
  /// @param undecided what could not be shown
  /// @param obligations how many questions were put
  public record Inside(
      List<Witness> looser, List<String> dropped, List<String> undecided, int obligations) {
    public Inside {
      dropped = List.copyOf(dropped);
      looser = List.copyOf(looser);
      undecided = List.copyOf(undecided);
    }

    /// Whether every order the candidate admits was shown to be admitted by the base, and the
    /// candidate does besides what the base does.
    public boolean proved() {
      return looser.isEmpty() && dropped.isEmpty() && undecided.isEmpty();
    }
  }

  /// Whether `candidate` is no looser than `base`; whether it is tighter is not asked.
  public Inside inside(PolicyPack base, PolicyPack candidate) {
    Direction looser = looser(base, candidate);
    return new Inside(looser.witnesses, looser.dropped, looser.undecided, looser.asked);
  }

  private Direction looser(PolicyPack base, PolicyPack candidate) {
    Direction looser = new Direction("no looser");
    looser.ask(GuardClaim.entry(candidate), GuardClaim.entry(base));
    looser.ask(GuardClaim.exit(candidate), GuardClaim.exit(base));
    looser.besides(base, candidate);
    return looser;
  }

  /// Compares `candidate` with `base`.
  public Result of(PolicyPack base, PolicyPack candidate) {
    Direction looser = looser(base, candidate);
    Direction tighter = new Direction("no tighter");
    tighter.ask(GuardClaim.entry(base), GuardClaim.entry(candidate));
    tighter.ask(GuardClaim.exit(base), GuardClaim.exit(candidate));
    tighter.besides(candidate, base);
    List<String> undecided = new ArrayList<>(looser.undecided);
    undecided.addAll(tighter.undecided);
    return new Result(
        verdict(looser, tighter),
        looser.witnesses,
        tighter.witnesses,
        looser.dropped,
        undecided,
        looser.asked + tighter.asked);
  }

  private static Verdict verdict(Direction looser, Direction tighter) {
    boolean loose = !looser.witnesses.isEmpty() || !looser.dropped.isEmpty();
    boolean tight = !tighter.witnesses.isEmpty() || !tighter.dropped.isEmpty();
    if (loose && tight) {
      return Verdict.INCOMPARABLE;
    }
    if (!looser.undecided.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    if (loose) {
      return tighter.undecided.isEmpty() ? Verdict.LOOSER : Verdict.UNKNOWN;
    }
    return tight || !tighter.undecided.isEmpty() ? Verdict.TIGHTER : Verdict.EQUIVALENT;
  }

  /// One direction: everything the admitting side admits is admitted by each limit of the other.
  private final class Direction {
    private final String claim;
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private int asked;

    Direction(String claim) {
      this.claim = claim;
    }

    void besides(PolicyPack does, PolicyPack may) {
      Besides besides = new Besides(solver);
      dropped.addAll(besides.dropped(does, may));
      asked += besides.asked();
    }

    void ask(GuardClaim admitting, GuardClaim other) {
      Terms t = new Terms();
      LimitTerms mine = new LimitTerms(t, Sort.INT, admitting.ranges());
      LimitTerms theirs = new LimitTerms(t, Sort.INT, other.ranges());
      List<Assertion> admitted = new ArrayList<>();
      for (Limit limit : admitting.limits()) {
        admitted.add(new Assertion("limit." + limit.id(), Words.of(limit), mine.admits(limit)));
      }
      Term present = allReadable(t, mine, theirs, admitting, other);
      for (Limit limit : other.limits()) {
        Obligation wide = obligation(other, limit, admitted, theirs.admits(limit));
        asked++;
        switch (solver.ask(wide.text()).verdict()) {
          case UNSAT -> {}
          case UNKNOWN -> undecided.add(wide.says());
          case SAT -> witness(admitting, other, limit, admitted, present, theirs.admits(limit));
        }
      }
    }

    /// An order with every measure in its range tells a person more, so it is looked for first.
    private void witness(
        GuardClaim admitting,
        GuardClaim other,
        Limit limit,
        List<Assertion> admitted,
        Term present,
        Term claimed) {
      List<Assertion> told = new ArrayList<>(admitted);
      told.add(new Assertion("every.measure.known", "", present));
      Optional<Witness> found = found(admitting, other, limit, told, claimed);
      if (found.isEmpty()) {
        found = found(admitting, other, limit, admitted, claimed);
      }
      found.ifPresentOrElse(
          witnesses::add,
          () -> undecided.add("the solver's order about " + limit.id() + " does not hold up"));
    }

    private Optional<Witness> found(
        GuardClaim admitting,
        GuardClaim other,
        Limit limit,
        List<Assertion> assumptions,
        Term claimed) {
      Scripts.Answer answer = solver.ask(obligation(other, limit, assumptions, claimed).text());
      return Witness.of(admitting, other, limit, answer);
    }

    private Obligation obligation(
        GuardClaim other, Limit limit, List<Assertion> assumptions, Term claimed) {
      return new Obligation(
          other.guard() + "." + claim.replace(' ', '-') + "." + limit.id(),
          claim + " than limit " + limit.id() + " of the " + other.guard() + " guard",
          assumptions,
          claimed);
    }
  }

  private static Term allReadable(
      Terms t, LimitTerms mine, LimitTerms theirs, GuardClaim admitting, GuardClaim other) {
    Set<MeasureId> read = EnumSet.of(MeasureId.ORDER_INCREASING);
    admitting.limits().forEach(limit -> read.addAll(LimitReader.reads(limit)));
    other.limits().forEach(limit -> read.addAll(LimitReader.reads(limit)));
    List<Term> all = new ArrayList<>();
    for (MeasureId id : read) {
      all.add(mine.readable(id));
      all.add(theirs.readable(id));
    }
    return t.and(all);
  }
}
