package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Orders predicates so that each is complete before anything needs its absence, its groups or its
/// windows. Components after R. Tarjan, "Depth-first search and linear graph algorithms" (1972),
/// without recursion, so that long chains of predicates do no harm.
public final class Strata {
  /// `from` needs `to`; `strict` if it needs all of it.
  private record Edge(int to, boolean strict, String why, Place at) {}

  private final List<String> names;
  private final SequencedMap<String, Integer> numbers = new LinkedHashMap<>();
  private final List<List<Edge>> edges = new ArrayList<>();
  private final int[] index;
  private final int[] low;
  private final int[] component;
  private final ArrayDeque<Integer> stack = new ArrayDeque<>();
  private final List<List<String>> out = new ArrayList<>();
  private int counter;

  private Strata(List<String> predicates, List<Rule> rules) {
    names = predicates;
    predicates.forEach(p -> {
      numbers.put(p, edges.size());
      edges.add(new ArrayList<>());
    });
    rules.forEach(this::edges);
    index = new int[names.size()];
    low = new int[names.size()];
    component = new int[names.size()];
    java.util.Arrays.fill(component, -1);
  }

  /// Groups of predicates that need each other, those needed first.
  ///
  /// @throws dev.warrant.rules.text.RuleException if a predicate needs its own absence; names the
  ///   cycle
  public static List<List<String>> of(List<String> predicates, List<Rule> rules) {
    Strata s = new Strata(predicates, rules);
    for (int i = 0; i < s.names.size(); i++) {
      if (s.index[i] == 0) {
        s.visit(i);
      }
    }
    s.check();
    return s.out;
  }

  private void edges(Rule rule) {
    List<Edge> from = edges.get(number(rule.head()));
    if (rule.grouping() != null) {
      from.add(new Edge(number(rule.grouping().rows()), true, "groups", rule.source().at()));
    }
    for (Condition c : rule.body()) {
      switch (c) {
        case Condition.Match m -> from.add(new Edge(number(m.predicate()), false, "needs", m.at()));
        case Condition.Never n ->
            from.add(new Edge(number(n.predicate()), true, "needs the absence of", n.at()));
        case Condition.Cover w ->
            from.add(new Edge(number(w.predicate()), true, "needs all times of", w.at()));
        case Condition.Test t -> {}
        case Condition.Built b -> {}
      }
    }
  }

  private int number(String predicate) {
    Integer n = numbers.get(predicate);
    if (n == null) {
      throw new IllegalStateException(predicate);
    }
    return n;
  }

  private void visit(int root) {
    ArrayDeque<int[]> work = new ArrayDeque<>();
    open(root, work);
    while (!work.isEmpty()) {
      int[] top = work.peek();
      int v = top[0];
      if (top[1] < edges.get(v).size()) {
        int w = edges.get(v).get(top[1]++).to();
        if (index[w] == 0) {
          open(w, work);
        } else if (component[w] < 0) {
          low[v] = Math.min(low[v], index[w]);
        }
        continue;
      }
      work.pop();
      if (!work.isEmpty()) {
        int parent = work.peek()[0];
        low[parent] = Math.min(low[parent], low[v]);
      }
      if (low[v] == index[v]) {
        close(v);
      }
    }
  }

  private void open(int v, ArrayDeque<int[]> work) {
    index[v] = low[v] = ++counter;
    stack.push(v);
    work.push(new int[] {v, 0});
  }

  private void close(int v) {
    List<String> members = new ArrayList<>();
    int w;
    do {
      w = stack.pop();
      component[w] = out.size();
      members.add(names.get(w));
    } while (w != v);
    members.sort(java.util.Comparator.comparingInt(this::number));
    out.add(members);
  }

  private void check() {
    for (int v = 0; v < names.size(); v++) {
      for (Edge e : edges.get(v)) {
        if (e.strict() && component[v] == component[e.to()]) {
          throw new RuleError(
                  "deduce-unstratified",
                  e.at(),
                  "a cycle: " + cycle(v, e),
                  "no predicate that depends on its own absence, groups or windows",
                  "split the predicate in two.")
              .thrown();
        }
      }
    }
  }

  private String cycle(int v, Edge strict) {
    StringBuilder out = new StringBuilder(shown(v)).append(' ').append(strict.why()).append(' ');
    out.append(shown(strict.to()));
    for (Edge e : path(strict.to(), v)) {
      out.append(", which ").append(e.why()).append(' ').append(shown(e.to()));
    }
    return out.toString();
  }

  private String shown(int v) {
    String name = names.get(v);
    int mark = name.indexOf('#');
    return mark < 0 ? name : "the rows of " + name.substring(0, mark);
  }

  /// The shortest way from one predicate to another of its component.
  private List<Edge> path(int from, int to) {
    Edge[] by = new Edge[names.size()];
    int[] before = new int[names.size()];
    java.util.Arrays.fill(before, -1);
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
    before[from] = from;
    while (!queue.isEmpty() && before[to] < 0) {
      int v = queue.remove();
      for (Edge e : edges.get(v)) {
        if (before[e.to()] < 0 && component[e.to()] == component[to]) {
          before[e.to()] = v;
          by[e.to()] = e;
          queue.add(e.to());
        }
      }
    }
    ArrayDeque<Edge> way = new ArrayDeque<>();
    for (int v = to; v != from; v = before[v]) {
      way.push(by[v]);
    }
    return List.copyOf(way);
  }
}
