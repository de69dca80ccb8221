package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

/// Turns one clause into one plain rule, or two if it groups.
final class Plain {
  private final SequencedMap<String, Signature> signatures;
  private final Clause clause;
  private final List<Condition> body = new ArrayList<>();
  private final LinkedHashSet<String> rowVariables = new LinkedHashSet<>();
  private int fresh;

  private Plain(SequencedMap<String, Signature> signatures, Clause clause) {
    this.signatures = signatures;
    this.clause = clause;
  }

  /// The rules of `clause`, numbered from `first`. Signatures of row predicates are added.
  static List<Rule> rules(SequencedMap<String, Signature> signatures, Clause clause, int first) {
    return new Plain(signatures, clause).run(first);
  }

  private List<Rule> run(int first) {
    for (Literal literal : clause.body()) {
      condition(literal);
    }
    List<Term> head = head();
    String predicate = clause.head().predicate();
    if (clause.groupBy() == null) {
      for (Clause.Let let : clause.lets()) {
        body.add(new Test(Comparison.EQ, let.variable(), let.term(), let.variable().at()));
      }
      return List.of(new Rule(first, predicate, head, body, null, false, clause));
    }
    String rows = predicate + "#" + first;
    List<String> columns = List.copyOf(rowVariables);
    List<Term> args = new ArrayList<>();
    columns.forEach(c -> args.add(new Term.Var(c, clause.at())));
    signatures.put(rows, new Signature(rows, columns.size(), 0, null, clause.at()));
    List<Integer> keys = new ArrayList<>();
    for (Term.Var v : clause.groupBy()) {
      Groups.checkKey(v, columns);
      keys.add(columns.indexOf(v.name()));
    }
    Groups.check(clause, columns);
    Rule.Grouping grouping = new Rule.Grouping(rows, columns, keys, clause.lets());
    return List.of(
        new Rule(first, rows, args, body, null, true, clause),
        new Rule(first + 1, predicate, head, List.of(), grouping, false, clause));
  }

  private List<Term> head() {
    Atom atom = clause.head();
    Signature s = signature(atom.predicate());
    List<Term> out = new ArrayList<>(atom.args());
    if (s.times() == 0) {
      return out;
    }
    Place at = atom.at();
    Term from = number(Times.ALWAYS, at);
    Term to = number(Times.FOREVER, at);
    Term seen = from;
    Atom.When when = atom.when();
    if (when != null) {
      List<Term> t = when.terms();
      from = open(t.getFirst(), Times.ALWAYS);
      to = open(t.size() > 1 ? t.get(1) : t.getFirst(), Times.FOREVER);
      if (when.whole()) {
        from = new Term.Call("fn:interval:start", t, at);
        to = new Term.Call("fn:interval:end", t, at);
      }
      seen = t.size() == 3 ? open(t.get(2), Times.ALWAYS) : from;
    }
    out.add(from);
    out.add(to);
    if (s.times() == 3) {
      out.add(seen);
    }
    return out;
  }

  private static Term open(Term bound, long none) {
    return bound instanceof Term.Var v && v.wild() ? number(none, v.at()) : bound;
  }

  private static Term number(long value, Place at) {
    return new Term.Const(Value.number(value), at);
  }

  private void condition(Literal literal) {
    boolean positive =
        switch (literal) {
          case Literal.Holds h -> !h.negated();
          case Literal.Window w -> !w.negated();
          case Literal.Compare c -> true;
          case Literal.Builtin b -> !b.negated();
        };
    if (positive) {
      Variables.of(literal, v -> rowVariables.add(v.name()));
    }
    switch (literal) {
      case Literal.Holds h -> holds(h);
      case Literal.Window w -> window(w);
      case Literal.Compare c -> body.add(new Test(c.op(), c.left(), c.right(), c.at()));
      case Literal.Builtin b ->
          body.add(new Condition.Built(b.negated(), b.name(), b.args(), b.at()));
    }
  }

  private void holds(Literal.Holds h) {
    Signature s = signature(h.atom().predicate());
    List<Term> args = flat(h.atom().args());
    List<Test> tests = new ArrayList<>();
    Atom.When when = h.atom().when();
    Place at = h.at();
    if (s.times() > 0 && when == null) {
      Term now = new Term.Var(Term.NOW, at);
      window(args, tests, s, now, now, now);
    } else if (when != null && when.whole()) {
      Term whole = when.terms().getFirst();
      boolean any = whole instanceof Term.Var v && v.wild();
      Term from = any ? wild(at) : hidden(at);
      Term to = any ? wild(at) : hidden(at);
      args.add(from);
      args.add(to);
      if (!any) {
        Term pair = new Term.Call("fn:pair", List.of(from, to), at);
        tests.add(new Test(Comparison.EQ, whole, pair, at));
      }
    } else if (when != null) {
      List<Term> terms = flat(when.terms());
      args.add(terms.getFirst());
      args.add(terms.size() > 1 ? terms.get(1) : terms.getFirst());
      if (terms.size() == 3) {
        args.add(terms.get(2));
      }
    }
    while (args.size() < s.width()) {
      args.add(wild(at));
    }
    add(h.negated(), s.predicate(), args, tests, at);
  }

  private void add(boolean negated, String predicate, List<Term> args, List<Test> tests, Place at) {
    if (negated) {
      body.add(new Never(predicate, args, tests, at));
    } else {
      body.add(new Match(predicate, args, at));
      body.addAll(tests);
    }
  }

  /// Adds columns of time that must touch `low` to `high` and have been seen by `known`.
  private void window(
      List<Term> args, List<Test> tests, Signature s, Term low, Term high, Term known) {
    Place at = low.at();
    Term from = hidden(at);
    Term to = hidden(at);
    args.add(from);
    args.add(to);
    tests.add(new Test(Comparison.LE, from, high, at));
    tests.add(new Test(Comparison.GE, to, low, at));
    if (s.times() == 3) {
      Term seen = hidden(at);
      args.add(seen);
      tests.add(new Test(Comparison.LE, seen, known, at));
    }
  }

  private void window(Literal.Window w) {
    Signature s = signature(w.atom().predicate());
    Place at = w.at();
    Term anchor = w.anchor() == null ? new Term.Var(Term.NOW, at) : w.anchor();
    String shift = w.future() ? "fn:plus" : "fn:minus";
    Term near = new Term.Call(shift, List.of(anchor, w.near()), at);
    Term far = new Term.Call(shift, List.of(anchor, w.far()), at);
    Term low = flat(w.future() ? near : far);
    Term high = flat(w.future() ? far : near);
    List<Term> plain = flat(w.atom().args());
    boolean each = !w.always() && !w.negated(); // each fact in a window is a row of its own
    if (each) {
      plain.replaceAll(t -> t instanceof Term.Var v && v.wild() ? hidden(v.at()) : t);
    }
    if (!w.always() || !w.negated()) {
      List<Term> args = new ArrayList<>(plain);
      List<Test> tests = new ArrayList<>();
      window(args, tests, s, low, high, anchor);
      if (each) {
        args.forEach(a -> a.variables(v -> rowVariables.add(v.name())));
      }
      add(w.negated(), s.predicate(), args, tests, at);
    }
    if (w.always()) {
      body.add(new Condition.Cover(w.negated(), s.predicate(), plain, low, high, anchor, at));
    }
  }

  private List<Term> flat(List<Term> args) {
    List<Term> out = new ArrayList<>();
    args.forEach(a -> out.add(flat(a)));
    return out;
  }

  /// A variable or constant in place of a call, computed before the atom it stands in.
  private Term flat(Term term) {
    if (!(term instanceof Term.Call call)) {
      return term;
    }
    Term v = new Term.Var(Condition.COMPUTED + ++fresh, call.at());
    body.add(new Test(Comparison.EQ, v, call, call.at()));
    return v;
  }

  private Term hidden(Place at) {
    return new Term.Var(Condition.HIDDEN + Integer.toString(++fresh), at);
  }

  private static Term wild(Place at) {
    return new Term.Var(Term.WILD, at);
  }

  private Signature signature(String predicate) {
    Signature s = signatures.get(predicate);
    if (s == null) {
      throw new IllegalStateException(predicate);
    }
    return s;
  }
}
