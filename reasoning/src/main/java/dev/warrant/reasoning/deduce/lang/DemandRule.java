package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Follows one rule for one way of asking for its head: conditions as written, except that an atom
/// waits while it cannot be asked for, that atoms of which something is known come before those of
/// which nothing is, and that nothing which can fail comes before what is written before it.
///
/// What it makes concludes at least what the rule concludes of what is asked for: conditions that
/// stand on absences or whole groups of what is only asked for are left out, so that it is never
/// more choosy than the rule. What these look at is asked for all the same.
final class DemandRule {
  private final Reach reach;
  private final Rule rule;
  private final Adorned of;
  private final SortedSet<Adorned> impossible;
  private final TreeSet<String> bound = new TreeSet<>(List.of(Term.NOW));
  private final List<Condition> body = new ArrayList<>();
  private final List<Adorned> below = new ArrayList<>();
  private final List<Rule> made = new ArrayList<>();
  private final boolean[] placed;

  /// @param impossible what cannot be asked for
  DemandRule(Reach reach, Rule rule, Adorned of, SortedSet<Adorned> impossible) {
    this.reach = reach;
    this.rule = rule;
    this.of = of;
    this.impossible = impossible;
    placed = new boolean[rule.body().size()];
  }

  /// What it asks for in turn.
  List<Adorned> below() {
    return below;
  }

  /// The rules, the last of which concludes the head.
  List<Rule> made() {
    return made;
  }

  /// Follows it.
  ///
  /// @return whether all it needs can be asked for
  boolean follow() {
    List<Condition> own = new ArrayList<>();
    List<Term> from = new ArrayList<>();
    for (Term t : of.bound(rule.args())) {
      if (t instanceof Term.Call) {
        Term.Var v = new Term.Var(Condition.HIDDEN + "h" + own.size(), t.at());
        own.add(new Test(Comparison.EQ, v, t, t.at()));
        from.add(v);
      } else {
        from.add(t);
      }
    }
    body.add(new Match(of.wanted(), from, rule.source().at()));
    from.forEach(t -> t.variables(v -> bound.add(v.name())));
    while (next()) {
      // one more condition is placed
    }
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i] && !atLast(rule.body().get(i))) {
        return false;
      }
    }
    body.addAll(own);
    List<Term> head = of.followed(rule.args());
    made.add(made(of.rows(), head, body));
    return true;
  }

  private Rule made(String head, List<Term> args, List<Condition> conditions) {
    return new Rule(0, head, args, conditions, null, false, rule.source());
  }

  private boolean next() {
    for (int i = 0; i < placed.length; i++) {
      Condition c = rule.body().get(i);
      if (!placed[i] && !(c instanceof Match) && ready(c) && (!c.canFail() || allBefore(i))) {
        return place(i);
      }
    }
    return atom(this::selective)
        || atom(m -> !reach.touched(m.predicate()))
        || atom(_ -> true)
        || late();
  }

  private boolean allBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (!placed[j] && !deferred(rule.body().get(j))) {
        return false;
      }
    }
    return true;
  }

  private boolean late() {
    for (int i = 0; i < placed.length; i++) {
      Condition c = rule.body().get(i);
      if (!placed[i] && !(c instanceof Match) && ready(c)) {
        return place(i);
      }
    }
    return false;
  }

  private boolean atom(Predicate<Match> kind) {
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i] && rule.body().get(i) instanceof Match m && possible(m) && kind.test(m)) {
        return place(i);
      }
    }
    return false;
  }

  private boolean selective(Match m) {
    return reach.asked(m.predicate())
        || reach.touched(m.predicate())
            && adorned(m.predicate(), m.args()).columns().indexOf(Adorned.BOUND) >= 0;
  }

  private boolean possible(Match m) {
    return reach.touched(m.predicate())
        ? !impossible.contains(adorned(m.predicate(), m.args()))
        : reach.inputs(m.predicate()).stream().allMatch(i -> known(m.args().get(i)));
  }

  /// Whether a condition is left out, and only asks for what it looks at.
  private boolean deferred(Condition c) {
    String p = Reach.predicate(c);
    return !(c instanceof Match) && p != null && reach.touched(p);
  }

  private boolean ready(Condition c) {
    return switch (c) {
      case Match _ -> false;
      case Never n ->
          !deferred(n)
              && reach.inputs(n.predicate()).stream().allMatch(i -> known(n.args().get(i)))
              && n.args().stream().allMatch(this::decidable)
              && n.tests().stream().allMatch(t -> decidable(t.left()) && decidable(t.right()));
      case Test t ->
          known(t.left()) && (known(t.right()) || binds(t, t.right()))
              || known(t.right()) && binds(t, t.left());
      case Built b ->
          Builtins.shape(b.name()).inputs().stream().allMatch(i -> known(b.args().get(i)))
              && (!b.negated() || b.args().stream().allMatch(this::decidable));
      case Cover w ->
          !deferred(w)
              && !reach.asked(w.predicate())
              && w.args().stream().allMatch(t -> wild(t) || known(t))
              && known(w.low())
              && known(w.high())
              && known(w.known());
    };
  }

  private boolean known(Term t) {
    return Reach.known(t, bound);
  }

  private static boolean wild(Term t) {
    return t instanceof Term.Var v && v.wild();
  }

  private boolean decidable(Term t) {
    return switch (t) {
      case Term.Var v -> v.wild() || Condition.own(v) || known(v);
      case Term.Const _ -> true;
      case Term.Call c -> c.args().stream().allMatch(this::decidable);
    };
  }

  private static boolean binds(Test t, Term side) {
    return t.op() == Comparison.EQ && side instanceof Term.Var v && !v.wild();
  }

  private boolean place(int i) {
    placed[i] = true;
    Condition c = rule.body().get(i);
    if (c instanceof Match m && reach.touched(m.predicate())) {
      Adorned a = ask(m.predicate(), m.args());
      body.add(new Match(a.rows(), a.followed(m.args()), m.at()));
    } else {
      body.add(c);
    }
    reach.bind(c, bound);
    return true;
  }

  /// Takes what could not be placed: it is left out, unless what it looks at cannot be asked for.
  private boolean atLast(Condition c) {
    return switch (c) {
      case Match _ -> false;
      case Never n -> !reach.asked(n.predicate()) && lookedAt(n.predicate(), n.args());
      case Cover w -> !reach.asked(w.predicate()) && lookedAt(w.predicate(), timed(w));
      case Test _, Built _ -> true;
    };
  }

  private boolean lookedAt(String predicate, List<Term> args) {
    if (!reach.touched(predicate)) {
      return true;
    }
    return !impossible.contains(ask(predicate, args));
  }

  private List<Term> timed(Cover w) {
    List<Term> out = new ArrayList<>(w.args());
    while (out.size() < reach.program().signature(w.predicate()).width()) {
      out.add(new Term.Var(Term.WILD, w.at()));
    }
    return out;
  }

  private Adorned ask(String predicate, List<Term> args) {
    Adorned a = adorned(predicate, args);
    below.add(a);
    List<Term> wanted = a.bound(args);
    boolean same = // what is asked for because it is asked for
        body.size() == 1
            && body.getFirst() instanceof Match m
            && m.predicate().equals(a.wanted())
            && m.args().equals(wanted);
    if (!same) {
      made.add(made(a.wanted(), wanted, body));
    }
    return a;
  }

  private Adorned adorned(String predicate, List<Term> args) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      char free = known(args.get(i)) ? Adorned.BOUND : Adorned.FREE;
      out.append(reach.lost(predicate, i) ? Adorned.LOST : free);
    }
    return new Adorned(predicate, out.toString());
  }
}
