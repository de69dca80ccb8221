package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Refuses rules whose answers would not be finite: every variable must get its value from a
/// positive condition.
final class Safety {
  private final Rule rule;
  private final TreeSet<String> bound = new TreeSet<>();

  private final SequencedMap<String, Signature> signatures;

  private Safety(Rule rule, SequencedMap<String, Signature> signatures) {
    this.rule = rule;
    this.signatures = signatures;
  }

  static void check(Rule rule, SequencedMap<String, Signature> signatures) {
    Safety s = new Safety(rule, signatures);
    s.bind();
    rule.body().forEach(s::condition);
    if (rule.grouping() == null && !rule.rows()) {
      rule.args().forEach(t -> s.term(t, "the head of " + rule.head()));
    } else if (rule.rows()) {
      rule.args().forEach(t -> t.variables(v -> s.need(v, "the grouping")));
    }
    if (rule.grouping() != null) {
      rule.args().forEach(Safety::noWild);
    }
  }

  private void bind() {
    int before = -1;
    while (before != bound.size()) {
      before = bound.size();
      for (Condition c : rule.body()) {
        bind(c);
      }
    }
  }

  private void bind(Condition condition) {
    switch (condition) {
      case Match m -> {
        if (inputs(m).stream().allMatch(this::known)) {
          m.args().forEach(t -> t.variables(v -> bound.add(v.name())));
        }
      }
      case Test t -> {
        if (t.op() == Comparison.EQ) {
          bind(t.left(), t.right());
          bind(t.right(), t.left());
        }
      }
      case Built b -> {
        if (!b.negated()) {
          bind(b);
        }
      }
      case Never n -> {}
      case Cover c -> {}
    }
  }

  /// The arguments that must be known before the atom is looked up.
  private List<Term> inputs(Match m) {
    Signature s = signatures.get(m.predicate());
    return s == null || s.decl() == null
        ? List.of()
        : s.decl().inputs().stream().map(m.args()::get).toList();
  }

  private void bind(Built b) {
    Builtins.Shape shape = Builtins.shape(b.name());
    if (shape.inputs().stream().allMatch(i -> known(b.args().get(i)))) {
      for (int i : shape.outputs()) {
        if (b.args().get(i) instanceof Term.Var v && !v.wild()) {
          bound.add(v.name());
        }
      }
    }
  }

  private void bind(Term to, Term from) {
    if (to instanceof Term.Var v && !v.wild() && known(from)) {
      bound.add(v.name());
    }
  }

  private boolean known(Term term) {
    List<Term.Var> free = new ArrayList<>();
    Consumer<Term.Var> note =
        v -> {
          if (!bound.contains(v.name())) {
            free.add(v);
          }
        };
    term.variables(note);
    return free.isEmpty();
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Match m ->
          inputs(m).forEach(t -> term(t, "argument of " + m.predicate() + ", declared an input,"));
      case Never n -> {
        n.args().forEach(t -> t.variables(v -> ownOrNeed(v, n)));
        n.tests().forEach(t -> tests(t, n));
      }
      case Test t -> {
        term(t.left(), "a comparison");
        term(t.right(), "a comparison");
      }
      case Built b -> {
        for (int i = 0; i < b.args().size(); i++) {
          boolean output = !Builtins.shape(b.name()).inputs().contains(i);
          if (output) {
            b.args().get(i).variables(v -> need(v, b.name()));
          } else {
            term(b.args().get(i), b.name());
          }
        }
      }
      case Cover c -> {
        c.args().forEach(t -> t.variables(v -> need(v, "a window over " + c.predicate())));
        term(c.low(), "a window");
        term(c.high(), "a window");
        term(c.known(), "a window");
      }
    }
  }

  private void tests(Test t, Never n) {
    t.left().variables(v -> ownOrNeed(v, n));
    t.right().variables(v -> ownOrNeed(v, n));
  }

  private void ownOrNeed(Term.Var v, Never n) {
    if (!Condition.own(v)) {
      need(v, "the negated " + n.predicate());
    }
  }

  private void term(Term term, String where) {
    Groups.noReducer(term);
    noWild(term);
    term.variables(v -> need(v, where));
  }

  private static void noWild(Term term) {
    if (term instanceof Term.Var v && v.wild()) {
      throw new RuleError(
              "deduce-unsafe", v.at(), "_ where a value is needed", "a variable or a constant", "")
          .thrown();
    }
    if (term instanceof Term.Call c) {
      c.args().forEach(Safety::noWild);
    }
  }

  private void need(Term.Var v, String where) {
    if (bound.contains(v.name())) {
      return;
    }
    String name = v.name().charAt(0) == Condition.HIDDEN ? "a computed value" : v.name();
    throw new RuleError(
            "deduce-unsafe",
            v.at(),
            "the variable " + name + " in " + where + ", which no condition gives a value",
            "every variable in a condition that is not negated",
            "add a condition that lists its values.")
        .thrown();
  }
}
