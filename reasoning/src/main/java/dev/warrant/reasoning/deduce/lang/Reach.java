package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which predicates of a program stand on relations that are only asked for, by what rules, and
/// which of their columns cannot be followed: a result of a grouping is known only once the group
/// is whole.
final class Reach {
  private final Checked program;
  private final SortedSet<String> asked;
  private final SortedMap<String, List<Rule>> rules = new TreeMap<>();
  private final SortedMap<String, boolean[]> lost = new TreeMap<>();

  Reach(Checked program, SortedSet<String> asked) {
    this.program = program;
    this.asked = asked;
    TreeSet<String> touched = touched();
    for (String p : touched) {
      rules.put(p, new ArrayList<>());
      lost.put(p, new boolean[program.signature(p).width()]);
    }
    for (Rule rule : program.rules()) {
      List<Rule> of = rules.get(rule.head());
      if (of != null) {
        of.add(plain(rule));
      }
    }
    boolean more = true;
    while (more) {
      more = false;
      for (List<Rule> of : rules.values()) {
        for (Rule rule : of) {
          more |= lose(rule);
        }
      }
    }
  }

  private TreeSet<String> touched() {
    TreeSet<String> out = new TreeSet<>();
    int before = -1;
    while (before != out.size()) {
      before = out.size();
      for (Rule rule : program.rules()) {
        if (needs(rule).stream().anyMatch(p -> asked.contains(p) || out.contains(p))) {
          out.add(rule.head());
        }
      }
    }
    return out;
  }

  /// The predicates that a rule looks at.
  static List<String> needs(Rule rule) {
    List<String> out = new ArrayList<>();
    if (rule.grouping() != null) {
      out.add(rule.grouping().rows());
    }
    for (Condition c : rule.body()) {
      String p = predicate(c);
      if (p != null) {
        out.add(p);
      }
    }
    return out;
  }

  /// The predicate that a condition looks at; null if none.
  static @Nullable String predicate(Condition c) {
    return switch (c) {
      case Match m -> m.predicate();
      case Never n -> n.predicate();
      case Cover w -> w.predicate();
      case Test _, Built _ -> null;
    };
  }

  /// A grouping as a rule over its rows: only what it groups by has a value.
  private static Rule plain(Rule rule) {
    Rule.Grouping g = rule.grouping();
    if (g == null) {
      return rule;
    }
    List<Term> args = new ArrayList<>();
    for (int i = 0; i < g.columns().size(); i++) {
      String name = g.keys().contains(i) ? g.columns().get(i) : Term.WILD;
      args.add(new Term.Var(name, rule.source().at()));
    }
    List<Condition> body = List.of(new Match(g.rows(), args, rule.source().at()));
    return new Rule(rule.index(), rule.head(), rule.args(), body, null, false, rule.source());
  }

  /// Notes columns of the head that have no value where the body is followed.
  private boolean lose(Rule rule) {
    TreeSet<String> bound = new TreeSet<>(List.of(Term.NOW));
    int before = -1;
    while (before != bound.size()) {
      before = bound.size();
      rule.body().forEach(c -> bind(c, bound));
    }
    boolean[] columns = Objects.requireNonNull(lost.get(rule.head()));
    boolean more = false;
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i] && !known(rule.args().get(i), bound)) {
        columns[i] = true;
        more = true;
      }
    }
    return more;
  }

  /// Adds the variables to which a condition gives values, once what it needs has some.
  void bind(Condition condition, SortedSet<String> bound) {
    switch (condition) {
      case Match m -> {
        for (int i = 0; i < m.args().size(); i++) {
          if (!lost(m.predicate(), i)) {
            m.args().get(i).variables(v -> bound.add(v.name()));
          }
        }
      }
      case Test t -> {
        if (t.op() == Comparison.EQ) {
          bind(t.left(), t.right(), bound);
          bind(t.right(), t.left(), bound);
        }
      }
      case Built b -> {
        Builtins.Shape shape = Builtins.shape(b.name());
        if (!b.negated() && shape.inputs().stream().allMatch(i -> known(b.args().get(i), bound))) {
          shape.outputs().forEach(i -> b.args().get(i).variables(v -> bound.add(v.name())));
        }
      }
      case Never _, Cover _ -> {}
    }
  }

  private static void bind(Term to, Term from, SortedSet<String> bound) {
    if (to instanceof Term.Var v && !v.wild() && known(from, bound)) {
      bound.add(v.name());
    }
  }

  /// Whether a term has a value.
  static boolean known(Term term, SortedSet<String> bound) {
    return switch (term) {
      case Term.Const _ -> true;
      case Term.Var v -> bound.contains(v.name());
      case Term.Call c -> c.args().stream().allMatch(a -> known(a, bound));
    };
  }

  /// Whether a predicate is only asked for.
  boolean asked(String predicate) {
    return asked.contains(predicate);
  }

  /// Whether a predicate stands on what is only asked for.
  boolean touched(String predicate) {
    return rules.containsKey(predicate);
  }

  /// Whether a column cannot be followed.
  boolean lost(String predicate, int column) {
    boolean[] columns = lost.get(predicate);
    return columns != null && columns[column];
  }

  /// The rules of a predicate that stands on what is only asked for; none is a grouping.
  List<Rule> rules(String predicate) {
    return rules.getOrDefault(predicate, List.of());
  }

  /// Columns that must have a value before a predicate is looked up.
  List<Integer> inputs(String predicate) {
    if (asked(predicate)) {
      return List.of(0);
    }
    Decl decl = program.signature(predicate).decl();
    return decl == null || touched(predicate) ? List.of() : decl.inputs();
  }

  Checked program() {
    return program;
  }
}
