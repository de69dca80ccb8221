package dev.warrant.reasoning.deduce.lang;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// A text after parsing.
///
/// @param goals the questions asked with `?`, as rules whose head is the question
public record Source(List<Decl> decls, List<Clause> clauses, List<Clause> goals) {
  /// Keeps copies.
  public Source {
    decls = List.copyOf(decls);
    clauses = List.copyOf(clauses);
    goals = List.copyOf(goals);
  }

  /// This and another text together.
  public Source plus(Source other) {
    return new Source(
        joined(decls, other.decls), joined(clauses, other.clauses), joined(goals, other.goals));
  }

  private static <T> List<T> joined(List<T> a, List<T> b) {
    List<T> out = new ArrayList<>(a);
    out.addAll(b);
    return out;
  }

  /// What is needed to conclude `wanted`, and nothing else.
  public Source about(Collection<String> wanted) {
    TreeSet<String> needed = new TreeSet<>(wanted);
    int before = -1;
    while (before != needed.size()) {
      before = needed.size();
      for (Clause c : joined(clauses, goals)) {
        if (needed.contains(c.head().predicate())) {
          c.body().forEach(l -> needs(l, needed));
        }
      }
    }
    return new Source(
        decls.stream().filter(d -> needed.contains(d.predicate())).toList(),
        clauses.stream().filter(c -> needed.contains(c.head().predicate())).toList(),
        goals.stream().filter(c -> needed.contains(c.head().predicate())).toList());
  }

  private static void needs(Literal literal, TreeSet<String> needed) {
    switch (literal) {
      case Literal.Holds h -> needed.add(h.atom().predicate());
      case Literal.Window w -> needed.add(w.atom().predicate());
      case Literal.Compare c -> {}
      case Literal.Builtin b -> {}
    }
  }
}
