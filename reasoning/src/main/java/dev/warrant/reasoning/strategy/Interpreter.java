package dev.warrant.reasoning.strategy;

import alice.tuprolog.Library;
import alice.tuprolog.Long;
import alice.tuprolog.Number;
import alice.tuprolog.PrologError;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import org.jspecify.annotations.Nullable;

/// The fixed meta-interpreter that builds proof trees, and the few primitives it stands on. Public
/// only because the engine finds primitives by reflection.
///
/// Goals come wrapped in what they are, so no goal of a pack is ever called: facts are looked up in
/// `f/2`, tests are evaluated by [Arithmetic], rules are looked up in `rule/3`. Depth falls with
/// each rule; every rule and leaf costs one unit of fuel; a goal may hold so many terms and no
/// more, for a term that doubles with each rule costs the engine more than all its fuel. `N` counts
/// the leaves proved so far on this branch: of all goals tried, the one tried with the most behind
/// it is the nearest miss.
@SuppressWarnings("MemberName") // the engine wants primitives named name_arity
public final class Interpreter extends Library {
  private static final long serialVersionUID = 1L;

  /// `N` below a negation: never a nearest miss.
  private static final int ASIDE = -1_000_000;

  private static final int TERMS_MAX = 500;

  private static final String PROGRAM =
      """
      prove_all([], _, _, N, N, []).
      prove_all([G|Gs], D, R, N0, N, [P|Ps]) :-
          prove(G, D, R, N0, N1, P), prove_all(Gs, D, R, N1, N, Ps).
      prove(user(G), D, _, N0, N, rule(Id, G, Ps)) :-
          deeper(D, G, D1), rule(Id, G, B), prove_all(B, D1, Id, N0, N, Ps).
      prove(fact(G), _, R, N0, N, fact(K, G)) :- attempt(R, fact(G), N0), f(G, K), more(N0, N).
      prove(test(G), _, R, N0, N, test(G)) :- attempt(R, test(G), N0), holds(G), more(N0, N).
      prove(let(V, E), _, R, N0, N, test(is(V, E))) :-
          attempt(R, let(E), N0), value(E, V), more(N0, N).
      prove(neg(G, Vs), D, R, N0, N, neg(W)) :-
          attempt(R, neg(G), N0), bound(Vs), refuted(G, D), bare(G, W), more(N0, N).
      refuted(G, D) :- prove(G, D, none, %d, _, _), !, fail.
      refuted(_, _).
      bare(fact(G), G).
      bare(user(G), G).
      bare(test(G), G).
      """
          .formatted(ASIDE);

  private transient int fuel;
  private transient int nearest;
  private transient @Nullable Term nearestRule;
  private transient @Nullable Term nearestGoal;
  private transient @Nullable String trouble;

  /// Made once per engine.
  public Interpreter() {}

  @Override
  public String getTheory() {
    return PROGRAM;
  }

  void reset(int fuelForOneProof) {
    fuel = fuelForOneProof;
    nearest = -1;
    nearestRule = null;
    nearestGoal = null;
    trouble = null;
  }

  /// What stopped the proof, if it neither succeeded nor failed.
  @Nullable String trouble() {
    return trouble;
  }

  /// The clause whose goal came nearest, as an atom.
  @Nullable Term nearestRule() {
    return nearestRule;
  }

  /// The goal that came nearest, wrapped in what it is, as instantiated when it was tried.
  @Nullable Term nearestGoal() {
    return nearestGoal;
  }

  /// `attempt(Rule, Goal, N)`: about to try a leaf.
  public boolean attempt_3(Term rule, Term goal, Term n) throws PrologError {
    burn(goal);
    int solved = ((Number) n.getTerm()).intValue();
    if (solved > nearest) {
      nearest = solved;
      nearestRule = rule.getTerm();
      nearestGoal = snapshot(goal.getTerm());
    }
    return true;
  }

  /// `deeper(D, Goal, D1)`: one rule further down.
  public boolean deeper_3(Term depth, Term goal, Term less) throws PrologError {
    burn(goal);
    int d = ((Number) depth.getTerm()).intValue();
    if (d <= 0) {
      throw stop("the proof is deeper than the theory allows");
    }
    return unify(less, new Long(d - 1L));
  }

  /// `more(N, N1)`: one leaf more proved.
  public boolean more_2(Term n, Term next) {
    return unify(next, new Long(((Number) n.getTerm()).longValue() + 1));
  }

  /// `bound(Variables)`: negation over a variable without a value would be unsound.
  public boolean bound_1(Term variables) throws PrologError {
    if (!variables.getTerm().isGround()) {
      throw stop("a negation was asked about a variable without a value");
    }
    return true;
  }

  /// `holds(Comparison)`.
  public boolean holds_1(Term goal) throws PrologError {
    try {
      return Arithmetic.holds((Struct) goal.getTerm());
    } catch (ArithmeticException e) {
      throw stop(e.getMessage() + " in " + TermText.of(goal));
    }
  }

  /// `value(Expression, Value)`.
  public boolean value_2(Term expression, Term value) throws PrologError {
    try {
      return unify(value, new Long(Arithmetic.value(expression)));
    } catch (ArithmeticException e) {
      throw stop(e.getMessage() + " in " + TermText.of(expression));
    }
  }

  /// The term as bound now: the engine takes bindings back when it backtracks.
  private static Term snapshot(Term term) {
    if (!(term instanceof Struct s) || s.getArity() == 0) {
      return term instanceof Var ? new Var() : term;
    }
    Term[] args = new Term[s.getArity()];
    for (int i = 0; i < args.length; i++) {
      args[i] = snapshot(s.getArg(i).getTerm());
    }
    return new Struct(s.getName(), args);
  }

  private void burn(Term goal) throws PrologError {
    if (left(goal, TERMS_MAX) < 0) {
      throw stop("a goal grew beyond " + TERMS_MAX + " terms");
    }
    if (--fuel < 0) {
      throw stop("the proof used up its fuel");
    }
  }

  /// `budget` less the terms in `term`, which may share parts or even hold itself; negative as soon
  /// as they are more.
  private static int left(Term term, int budget) {
    Term t = term.getTerm();
    int rest = budget - 1;
    if (t instanceof Struct s) {
      for (int i = 0; i < s.getArity() && rest >= 0; i++) {
        rest = left(s.getArg(i), rest);
      }
    }
    return rest;
  }

  private PrologError stop(String why) {
    trouble = why;
    return new PrologError(new Struct("stopped"), why);
  }
}
