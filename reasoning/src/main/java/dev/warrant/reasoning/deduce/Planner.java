package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Builtins;
import dev.warrant.reasoning.deduce.lang.Comparison;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/// Orders the conditions of one rule: the atom that must be new first, then whatever can be
/// decided, then the atom of which most is known.
///
/// A condition that can fail with an error (a function, an order) waits for all conditions written
/// before it, so that a guard written first guards, whatever the order of joins.
final class Planner {
  private final Rule rule;
  private final PlanNames names;
  private final int newAtom;
  private final SortedSet<String> circle;
  private final Registers registers;
  private final List<UnaryOperator<Op>> steps = new ArrayList<>();
  private final boolean[] placed;

  private Planner(Rule rule, PlanNames names, int newAtom, SortedSet<String> circle) {
    this.rule = rule;
    this.names = names;
    this.newAtom = newAtom;
    this.circle = circle;
    registers = new Registers(rule, names.constants());
    placed = new boolean[rule.body().size()];
  }

  /// The plan of `rule`.
  ///
  /// @param newAtom which condition must match a row of the last round; -1 for none
  /// @param circle predicates that still grow meanwhile
  static Plan plan(Rule rule, PlanNames names, int newAtom, SortedSet<String> circle) {
    return new Planner(rule, names, newAtom, circle).build();
  }

  private Plan build() {
    while (next()) {
      // one more condition is placed
    }
    int[] from = new int[rule.args().size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = head(rule.args().get(i));
    }
    Op op = new EmitOp(rule, names.number(rule.head()), from, rule.matched().size());
    for (UnaryOperator<Op> step : steps.reversed()) {
      op = step.apply(op);
    }
    if (registers.usesNow()) {
      names.needNow(rule);
    }
    return new Plan(op, registers.initial());
  }

  private int head(Term term) {
    if (!(term instanceof Term.Call)) {
      return registers.of(term);
    }
    Expr e = registers.expr(term);
    int r = registers.fresh();
    steps.add(n -> new TestOps.Assign(rule, r, e, n));
    return r;
  }

  private boolean next() {
    if (newAtom >= 0 && !placed[newAtom]) {
      return place(newAtom);
    }
    int late = -1;
    for (int i = 0; i < placed.length; i++) {
      Condition c = rule.body().get(i);
      if (!placed[i] && !(c instanceof Match) && ready(c)) {
        if (!c.canFail() || allBefore(i)) {
          return place(i);
        }
        late = late < 0 ? i : late;
      }
    }
    int best = bestAtom();
    if (best >= 0) {
      return place(best);
    }
    return late >= 0 && place(late);
  }

  private boolean allBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (!placed[j]) {
        return false;
      }
    }
    return true;
  }

  private boolean ready(Condition c) {
    return switch (c) {
      case Match m -> true;
      case Never n ->
          n.args().stream().allMatch(t -> own(t) || registers.known(t))
              && n.tests().stream().allMatch(t -> decidable(t.left()) && decidable(t.right()));
      case Test t ->
          registers.known(t.left()) && (registers.known(t.right()) || binds(t, t.right()))
              || registers.known(t.right()) && binds(t, t.left());
      case Built b ->
          Builtins.shape(b.name()).inputs().stream().allMatch(i -> registers.known(b.args().get(i)))
              && (!b.negated() || b.args().stream().allMatch(t -> own(t) || registers.known(t)));
      case Cover w ->
          w.args().stream().allMatch(t -> wild(t) || registers.known(t))
              && registers.known(w.low())
              && registers.known(w.high())
              && registers.known(w.known());
    };
  }

  /// Whether an argument of a negated atom needs no value from outside.
  private static boolean own(Term t) {
    return t instanceof Term.Var v && (v.wild() || Condition.own(v));
  }

  private boolean decidable(Term t) {
    return t instanceof Term.Call c
        ? c.args().stream().allMatch(this::decidable)
        : own(t) || registers.known(t);
  }

  private static boolean wild(Term t) {
    return t instanceof Term.Var v && v.wild();
  }

  private static boolean binds(Test t, Term side) {
    return t.op() == Comparison.EQ && side instanceof Term.Var v && !v.wild();
  }

  private int bestAtom() {
    int best = -1;
    int bestScore = -1;
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i] && rule.body().get(i) instanceof Match m && inputsKnown(m)) {
        int known = 0;
        for (Term t : m.args()) {
          known += registers.known(t) ? 1 : 0;
        }
        int score = known == m.args().size() ? 1000 : known;
        if (score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
    }
    return best;
  }

  private boolean inputsKnown(Match m) {
    return names.inputs(m.predicate()).stream().allMatch(i -> registers.known(m.args().get(i)));
  }

  private boolean place(int i) {
    placed[i] = true;
    switch (rule.body().get(i)) {
      case Match m -> steps.add(atom(m.predicate(), m.args(), which(i, m), premise(i)));
      case Never n -> never(n);
      case Test t -> steps.add(test(t));
      case Built b -> built(b);
      case Cover w -> cover(w);
    }
    return true;
  }

  private Which which(int i, Match m) {
    if (newAtom < 0 || !circle.contains(m.predicate())) {
      return Which.ALL;
    }
    return i == newAtom ? Which.NEW : i < newAtom ? Which.OLD : Which.ALL;
  }

  private int premise(int condition) {
    int out = 0;
    for (int i = 0; i < condition; i++) {
      out += rule.body().get(i) instanceof Match ? 1 : 0;
    }
    return out;
  }

  private UnaryOperator<Op> atom(String predicate, List<Term> args, Which which, int premise) {
    List<Integer> known = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (registers.known(args.get(i))) {
        known.add(i);
        keys.add(registers.of(args.get(i)));
      }
    }
    List<Integer> bind = new ArrayList<>();
    List<Integer> into = new ArrayList<>();
    List<Integer> check = new ArrayList<>();
    List<Integer> against = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (known.contains(i) || wild(args.get(i))) {
        continue;
      }
      Term.Var v = (Term.Var) args.get(i);
      if (registers.bound(v.name())) {
        check.add(i);
        against.add(registers.of(v));
      } else {
        bind.add(i);
        into.add(registers.bind(v.name()));
      }
    }
    Columns columns = new Columns(ints(bind), ints(into), ints(check), ints(against));
    int[] columnsKnown = ints(known);
    int[] from = ints(keys);
    int number = names.number(predicate);
    PredicateUse use = new PredicateUse(number, which, premise);
    if (known.size() == args.size()) {
      return next -> new MemberOp(rule, use, from, next);
    }
    if (known.isEmpty()) {
      return next -> new ScanOp(rule, number, which, columns, premise, next);
    }
    int slot = names.slot(number, columnsKnown);
    return next -> new LookupOp(rule, use, slot, columnsKnown, from, columns, next);
  }

  private void never(Never n) {
    List<String> own = new ArrayList<>();
    for (Term t : n.args()) {
      if (t instanceof Term.Var v && !v.wild() && !registers.bound(v.name())) {
        own.add(v.name());
      }
    }
    UnaryOperator<Op> atom = atom(n.predicate(), n.args(), Which.ALL, names.premisesMost());
    List<UnaryOperator<Op>> tests = new ArrayList<>();
    n.tests().forEach(t -> tests.add(test(t)));
    own.forEach(registers::release);
    steps.add(next -> {
      Op inner = new TestOps.Found(rule);
      for (UnaryOperator<Op> test : tests.reversed()) {
        inner = test.apply(inner);
      }
      return new TestOps.Not(rule, atom.apply(inner), next);
    });
  }

  private UnaryOperator<Op> test(Test t) {
    boolean left = registers.known(t.left());
    boolean right = registers.known(t.right());
    if (left && right) {
      Expr a = registers.expr(t.left());
      Expr b = registers.expr(t.right());
      return next -> new TestOps.Compare(rule, t, a, b, next);
    }
    Expr value = registers.expr(left ? t.left() : t.right());
    int r = registers.bind(((Term.Var) (left ? t.right() : t.left())).name());
    return next -> new TestOps.Assign(rule, r, value, next);
  }

  private void built(Built b) {
    Builtins.Shape shape = Builtins.shape(b.name());
    List<Expr> inputs = new ArrayList<>();
    shape.inputs().forEach(i -> inputs.add(registers.expr(b.args().get(i))));
    List<Expr> known = new ArrayList<>();
    List<Integer> set = new ArrayList<>();
    for (int i : shape.outputs()) {
      Term t = b.args().get(i);
      if (wild(t)) {
        set.add(TestOps.Built.IGNORED);
      } else if (registers.known(t)) {
        set.add(TestOps.Built.KNOWN);
        known.add(registers.expr(t));
      } else {
        set.add(registers.bind(((Term.Var) t).name()));
      }
    }
    steps.add(next -> new TestOps.Built(rule, b, inputs, known, ints(set), next));
  }

  private void cover(Cover w) {
    List<Integer> known = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < w.args().size(); i++) {
      if (!wild(w.args().get(i))) {
        known.add(i);
        keys.add(registers.of(w.args().get(i)));
      }
    }
    int number = names.number(w.predicate());
    PredicateUse use = new PredicateUse(number, Which.ALL, 0);
    int[] columns = ints(known);
    int slot = names.slot(number, columns);
    Expr[] window = {registers.expr(w.low()), registers.expr(w.high()), registers.expr(w.known())};
    steps.add(next -> new CoverOp(rule, w, use, slot, columns, ints(keys), window, next));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
