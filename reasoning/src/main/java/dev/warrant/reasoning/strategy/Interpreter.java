package dev.warrant.reasoning.strategy;

import alice.tuprolog.Library;
import alice.tuprolog.Long;
import alice.tuprolog.Number;
import alice.tuprolog.PrologError;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  private static final String RULE = "rule(Id, G, B), prove_all(B, D1, Id, N0, N, Ps).";

  /// The same, telling which clause is tried and which try came to its end.
  private static final String WATCHED =
      "rule(Id, G, B), tried(Id, T), prove_all(B, D1, Id, N0, N, Ps), held(T).";

  private final boolean watching;
  private final transient List<String> tries = new ArrayList<>();
  private final transient BitSet ended = new BitSet();
  private transient int fuel;
  private transient int nearest;
  private transient @Nullable Term nearestRule;
  private transient @Nullable Term nearestGoal;
  private transient @Nullable String trouble;

  /// Made once per engine.
  public Interpreter() {
    this(false);
  }

  /// @param watching whether to keep which clauses were tried
  Interpreter(boolean watching) {
    this.watching = watching;
  }

  @Override
  public String getTheory() {
    return watching ? PROGRAM.replace(RULE, WATCHED) : PROGRAM;
  }

  /// Clauses with a try that held all the way, or with one that did not, since [#reset].
  Set<String> tries(boolean held) {
    Set<String> out = new TreeSet<>();
    for (int i = 0; i < tries.size(); i++) {
      if (ended.get(i) == held) {
        out.add(tries.get(i));
      }
    }
    return out;
  }

  /// `tried(Id, T)`: the head of a clause fits; its body is about to be proved.
  public boolean tried_2(Term id, Term number) {
    tries.add(((Struct) id.getTerm()).getName());
    return unify(number, new Long(tries.size() - 1L));
  }

  /// `held(T)`: the body of that clause was proved.
  public boolean held_1(Term number) {
    ended.set(((Number) number.getTerm()).intValue());
    return true;
  }

  void reset(int fuelForOneProof) {
    fuel = fuelForOneProof;
    tries.clear();
    ended.clear();
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
